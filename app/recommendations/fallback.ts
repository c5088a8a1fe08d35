/**
 * @module Shopify's own recommendations: the shelf where the model can't fill one. One Storefront API query.
 */
import { PRODUCT_CARD_FRAGMENT } from '~/lib/fragments.ts'
import { pickBuyable } from './products.ts'
import { emptyShelf, type Shelf, type ShelfContext, UNFILLED } from './shelf.ts'

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

/** Slots that ask for what goes with a product, not for what is like it. */
const COMPLEMENTS: readonly Shelf['slot'][] = ['goes-well-with', 'cart']

export interface NativeRequest {
  slot: Shelf['slot']
  /** The product to recommend for; without one the shelf shows best sellers. */
  productId: string | undefined
  exclude: readonly string[]
  /** Products of another shelf of the page; undefined where there is none. */
  beside: Promise<readonly string[]> | undefined
  limit: number
}

/**
 * A shelf of Shopify's choice: what goes with the product where the slot asks for that, then what is related to it,
 * then best sellers where they are an answer. Never rejects: where Shopify doesn't answer either, the shelf is empty.
 */
export async function nativeShelf(
  { storefront }: Pick<ShelfContext, 'storefront'>,
  { slot, productId, exclude, beside, limit }: NativeRequest,
): Promise<Shelf> {
  const shelf = emptyShelf(slot)
  try {
    const { complementary, related, popular } = await storefront.query(NATIVE_SHELF_QUERY, {
      variables: {
        productId,
        complementary: productId !== undefined && COMPLEMENTS.includes(slot),
        related: productId !== undefined,
        popular: limit + SPARE_POPULAR,
      },
      cache: storefront.CacheShort(),
    })
    const fillers = UNFILLED.includes(slot) ? [] : popular.nodes
    const candidates = [...(complementary ?? []), ...(related ?? []), ...fillers]
    const barred = [...exclude, ...((await beside) ?? [])]
    return { ...shelf, products: pickBuyable(candidates, barred, limit) }
  } catch (error) {
    console.warn('Recommendations: Shopify gave none.', error)
    return shelf
  }
}
