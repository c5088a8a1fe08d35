/**
 * @module The shelves below a list of products: of a collection, of what a search found.
 */
import type { HydrogenCart } from '@shopify/hydrogen'
import { productsInCart } from './bought.ts'
import { loadPage } from './load-page.ts'
import { type ShopperSession, viewedProducts } from './session.ts'
import type { ShelfContext, ShelfPage } from './shelf.ts'

interface ListPage {
  context: ShelfContext & { session: ShopperSession; cart: HydrogenCart }
  request: Request
}

/** @param listed what the page lists already, and what needs no second place on it */
export function loadBelowList(
  { context, request }: ListPage,
  page: 'collection' | 'search',
  listed: readonly { id?: string }[],
): ShelfPage {
  return loadPage({
    context,
    page,
    exclude: [...viewedProducts(context.session), ...listed.flatMap(({ id }) => id ?? [])],
    inCart: productsInCart(context, request),
  })
}
