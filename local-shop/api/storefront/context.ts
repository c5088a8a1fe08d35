/**
 * @module What every Storefront resolver may reach.
 */
import type { SearchWarning } from '../search/compile.ts'
import type { TextIndex } from '../search/text-index.ts'
import type { Store } from '../store/records.ts'
import type { CartStore } from './cart/cart-store.ts'

export interface StorefrontContext {
  store: Store
  /** Full text of products and collections, by gid. */
  productIndex: TextIndex
  collectionIndex: TextIndex
  carts: CartStore
  /** The shop's own address, without a slash at its end: http://localhost:4100. */
  origin: string
  /** Collects what was wrong with search strings; answered in `extensions.search`. */
  warnings: SearchWarning[]
}
