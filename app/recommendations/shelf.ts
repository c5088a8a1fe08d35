/**
 * @module What a shelf is, and what filling one needs of the request's context.
 */
import type { Slot } from '@aisle/edge-model/contract'
import type { Storefront } from '@shopify/hydrogen'
import type { ProductCardFragment } from 'storefrontapi.generated'
import type { ShopperSession } from './session.ts'

/** Products on a shelf unless the page says otherwise: full rows of two, and of four. */
export const SHELF_LENGTH = 8

/** Slots that best sellers are no answer to: the shelf is as long as there are answers. */
export const UNFILLED: readonly Slot[] = ['similar']

export interface Shelf {
  slot: Slot
  /** Who chose the products: Aisle's model, or Shopify's own recommendations. */
  source: 'aisle' | 'native'
  /** Digest of the manifest that answered; null for native shelves. */
  release: string | null
  /** Best first, distinct, each of them can be bought. */
  products: ProductCardFragment[]
  /** The product that stands here only so that something is learned of it, on the last place; mostly null. */
  explored: string | null
}

/** A shelf of nothing. */
export const emptyShelf = (slot: Slot): Shelf => ({
  slot,
  source: 'native',
  release: null,
  products: [],
  explored: null,
})

export interface ShelfContext {
  storefront: Pick<Storefront, 'query' | 'CacheShort'>
  session: Pick<ShopperSession, 'get'>
  env: { RECOMMENDATIONS_URL?: string | undefined }
}
