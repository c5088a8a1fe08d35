/**
 * @module Recommendations on the storefront: filling a page's shelves in a loader, showing them, remembering what the
 * shopper looked at, telling what came of it. The rest of the storefront imports from here alone.
 */

export { forgetOrders, noteCart, noteOrders, productsInCart, settleCart } from './bought.ts'
export { ConsentKeeper } from './ConsentKeeper.tsx'
export { hasConsent, setConsent } from './consent.ts'
export { sendEvents } from './events.ts'
export { loadBelowList } from './load-below-list.ts'
export { type LoadRequest, loadPage } from './load-page.ts'
export { PreviewNote } from './PreviewNote.tsx'
export { notePreview, readPreview } from './preview.ts'
export { RecommendationShelves } from './RecommendationShelves.tsx'
export { rememberViewed, viewedProducts } from './session.ts'
export type { Shelf, ShelfContext, ShelfPage } from './shelf.ts'
