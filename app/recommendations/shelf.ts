/**
 * @module What a shelf is, and what filling a page's shelves needs of the request's context.
 */
import type { Arm, Slot, ThemeShelf } from '@aisle/edge-model/contract'
import type { Storefront } from '@shopify/hydrogen'
import type { ProductCardFragment } from 'storefrontapi.generated'
import type { ShopperSession } from './session.ts'

/** Slots that best sellers are no answer to: the shelf is as long as there are answers. */
export const UNFILLED: readonly Slot[] = ['similar']

/** A place of the theme, filled. */
export interface Shelf extends ThemeShelf {
  /** Who chose the products: Aisle's model, or Shopify's own recommendations. */
  source: 'aisle' | 'native'
  /** Best first, distinct, each of them can be bought. */
  products: ProductCardFragment[]
  /** The product that stands here only so that something is learned of it, on the last place; mostly null. */
  explored: string | null
}

/** All shelves of a page: of one release, or of none. */
export interface FilledPage {
  /** Digest of the release whose theme is shown; null where the Worker did not answer. */
  release: string | null
  /** Why the shopper sees that release; null where the Worker did not answer. */
  arm: Arm | null
  /** An engineer asked for a preview and sees something else. */
  refused: boolean
  /** From top to bottom, no product on two of them. */
  shelves: Shelf[]
}

/** What a loader hands to its page. */
export interface ShelfPage {
  /** The shelves that are likely to come, whose space is kept meanwhile. */
  expected: readonly ThemeShelf[]
  /** Never rejects and always settles. */
  filled: Promise<FilledPage>
}

export const emptyShelf = (place: ThemeShelf): Shelf => ({
  ...place,
  source: 'native',
  products: [],
  explored: null,
})

export interface ShelfContext {
  storefront: Pick<Storefront, 'query' | 'CacheShort' | 'i18n'>
  session: Pick<ShopperSession, 'get'>
  env: { RECOMMENDATIONS_URL?: string | undefined }
  /** The shopper's address: Shopify counts its requests by buyers, also those that the Worker sends for one. */
  buyerIp?: string | undefined
  /** Keeps the request alive for what goes on beside the response. */
  waitUntil?: ((promise: Promise<unknown>) => void) | undefined
}
