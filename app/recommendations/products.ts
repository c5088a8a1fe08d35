/**
 * @module Product ids to products: one Storefront API query a shelf, and the rule for what may stand on it.
 */
import type { ProductCardFragment } from 'storefrontapi.generated'
import { PRODUCT_CARD_FRAGMENT } from '~/lib/fragments.ts'
import { isProductGid } from './session.ts'
import type { ShelfContext } from './shelf.ts'

const SHELF_PRODUCTS_QUERY = `#graphql
  query ShelfProducts($ids: [ID!]!, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    nodes(ids: $ids) {
      ...ProductCard
    }
  }
  ${PRODUCT_CARD_FRAGMENT}
` as const

/**
 * The products of these ids, in their order; those the shop no longer has are left out.
 * An id that is no product gid is left out before the query: Shopify would refuse the whole of it.
 */
export async function readProducts(
  { storefront }: Pick<ShelfContext, 'storefront'>,
  productIds: readonly string[],
): Promise<ProductCardFragment[]> {
  const ids = productIds.filter(isProductGid)
  if (ids.length === 0) return []
  const { nodes } = await storefront.query(SHELF_PRODUCTS_QUERY, {
    variables: { ids },
    cache: storefront.CacheShort(),
  })
  return nodes.filter((node) => node !== null && 'id' in node)
}

/** The first `limit` of these products that can be bought, each once, none of the excluded. */
export function pickBuyable(
  products: Iterable<ProductCardFragment>,
  exclude: readonly string[],
  limit: number,
): ProductCardFragment[] {
  const taken = new Set(exclude)
  const picked: ProductCardFragment[] = []
  for (const product of products) {
    if (picked.length === limit) break
    if (taken.has(product.id) || !isBuyable(product)) continue
    taken.add(product.id)
    picked.push(product)
  }
  return picked
}

function isBuyable(product: ProductCardFragment): boolean {
  return product.availableForSale && Number(product.priceRange.minVariantPrice.amount) > 0
}
