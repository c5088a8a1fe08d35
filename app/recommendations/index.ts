/**
 * @module Recommendations on the storefront: filling a shelf in a loader, showing it on a page, remembering what the
 * shopper looked at. The rest of the storefront imports from here alone.
 */

export { loadShelf, type ShelfRequest } from './load-shelf.ts'
export { RecommendationShelf } from './RecommendationShelf.tsx'
export { rememberViewed, viewedProducts } from './session.ts'
export type { Shelf, ShelfContext } from './shelf.ts'
