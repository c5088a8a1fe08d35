/**
 * @module Shopify's own recommendations: what stands on a page's shelves where the model can't fill them. One Storefront
 * API query a page.
 */
import type { Slot, ThemeShelf } from '@aisle/edge-model/contract'
import type { NativeShelvesQuery, ProductCardFragment } from 'storefrontapi.generated'
import { PRODUCT_CARD_FRAGMENT } from '~/lib/fragments.ts'
import { type ShelfContext, UNFILLED } from './shelf.ts'

const NATIVE_SHELVES_QUERY = `#graphql
  query NativeShelves(
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

/** Best sellers asked for beyond the shelves' lengths, since some are excluded, sold out or on a shelf already. */
const SPARE_POPULAR = 16
/** Shopify lists no more at once. */
const MOST_POPULAR = 250

/** Slots that ask for what goes with a product, not for what is like it. */
const COMPLEMENTS: readonly Slot[] = ['goes-well-with', 'cart']

/** Shopify's candidates for a slot, best first, with repetitions, sold out or not. */
export type NativeProducts = (slot: Slot) => ProductCardFragment[]

/**
 * Shopify's choice for these shelves: what goes with the product where a slot asks for that, then what is related to it,
 * then best sellers where they are an answer. Never rejects: where Shopify doesn't answer either, there is nothing.
 *
 * @param productId the product to recommend for; without one best sellers are all there is
 */
export async function nativeProducts(
  { storefront }: Pick<ShelfContext, 'storefront'>,
  shelves: readonly ThemeShelf[],
  productId: string | undefined,
): Promise<NativeProducts> {
  if (shelves.length === 0) return () => []
  const places = shelves.reduce((sum, { length }) => sum + length, 0)
  try {
    const choice = await storefront.query(NATIVE_SHELVES_QUERY, {
      variables: {
        productId,
        complementary: productId !== undefined && shelves.some(({ slot }) => COMPLEMENTS.includes(slot)),
        related: productId !== undefined,
        popular: Math.min(places + SPARE_POPULAR, MOST_POPULAR),
      },
      cache: storefront.CacheShort(),
    })
    return (slot) => candidates(choice, slot)
  } catch (error) {
    console.warn('Recommendations: Shopify gave none.', error)
    return () => []
  }
}

const candidates = ({ complementary, related, popular }: NativeShelvesQuery, slot: Slot) => [
  ...((COMPLEMENTS.includes(slot) && complementary) || []),
  ...(related ?? []),
  ...(UNFILLED.includes(slot) ? [] : popular.nodes),
]
