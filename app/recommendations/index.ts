/**
 * @module Recommendations on the storefront: filling a shelf in a loader, showing it on a page, remembering what the
 * shopper looked at. The rest of the storefront imports from here alone.
 */

export { hasConsent, noteCart, productsInCart, setConsent, settleCart } from './bought.ts'
export { ConsentKeeper } from './ConsentKeeper.tsx'
export { loadShelf, type ShelfRequest } from './load-shelf.ts'
export { RecommendationShelf } from './RecommendationShelf.tsx'
export { rememberViewed, viewedProducts } from './session.ts'
export type { Shelf, ShelfContext } from './shelf.ts'
