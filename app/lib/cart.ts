/**
 * @module The cart as the storefront handles it.
 */
import type { CartReturn, OptimisticCartLine } from '@shopify/hydrogen'
import type { CartApiQueryFragment } from 'storefrontapi.generated'

/** What the root loader streams: null for a shopper without a cart. */
export type CartPromise = Promise<CartReturn | null>

/** A line, perhaps one that is only on its way to the shop. */
export type Line = OptimisticCartLine<CartApiQueryFragment>
