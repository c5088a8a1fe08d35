/**
 * @module The rule for what may stand on a shelf.
 */
import type { ProductCardFragment } from 'storefrontapi.generated'

/** The first `limit` of these products that can be bought, each once, none of the excluded. */
export function pickBuyable(
  products: Iterable<ProductCardFragment>,
  exclude: Iterable<string>,
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
