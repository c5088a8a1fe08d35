/**
 * @module Shopify's own recommendations: the shelf where the model can't fill one. One Storefront API query.
 */
import { PRODUCT_CARD_FRAGMENT } from '~/lib/fragments.ts'
import { pickBuyable } from './products.ts'
import type { Shelf, ShelfContext } from './shelf.ts'

const NATIVE_SHELF_QUERY = `#graphql
  query NativeShelf(
    $productId: ID
    $complementary: Boolean!
    $related: Boolean!
    $popular: Int!
    $country: CountryCode
    $language: LanguageCode
  ) @inContext(country: $country, language: $language) {
    complementary: productRecommendations(productId: $productId, intent: COMPLEMENTARY)
      @include(if: $complementary) {
      ...ProductCard
    }
    related: productRecommendations(productId: $productId, intent: RELATED) @include(if: $related) {
      ...ProductCard
    }
    popular: products(first: $popular, sortKey: BEST_SELLING) {
      nodes {
        ...ProductCard
      }
    }
  }
  ${PRODUCT_CARD_FRAGMENT}
` as const

/** Best sellers asked for beyond the shelf's length, since some are excluded, sold out or on the shelf already. */
const SPARE_POPULAR = 16

export interface NativeRequest {
  slot: Shelf['slot']
  /** The product to recommend for; without one the shelf shows best sellers. */
  productId: string | undefined
  exclude: readonly string[]
  limit: number
}

/**
 * A shelf of Shopify's choice: what goes with the product where the slot asks for that, then what is related to it,
 * then best sellers. Never rejects: where Shopify doesn't answer either, the shelf is empty.
 */
export async function nativeShelf(
  { storefront }: Pick<ShelfContext, 'storefront'>,
  { slot, productId, exclude, limit }: NativeRequest,
): Promise<Shelf> {
  const shelf: Shelf = { slot, source: 'native', release: null, products: [] }
  try {
    const { complementary, related, popular } = await storefront.query(NATIVE_SHELF_QUERY, {
      variables: {
        productId,
        complementary: productId !== undefined && slot !== 'for-you',
        related: productId !== undefined,
        popular: limit + SPARE_POPULAR,
      },
      cache: storefront.CacheShort(),
    })
    const candidates = [...(complementary ?? []), ...(related ?? []), ...popular.nodes]
    return { ...shelf, products: pickBuyable(candidates, exclude, limit) }
  } catch (error) {
    console.warn('Recommendations: Shopify gave none.', error)
    return shelf
  }
}
