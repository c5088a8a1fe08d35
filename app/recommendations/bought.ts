/**
 * @module What the shopper bought, as far as this session saw it, and only where they allowed that to be used.
 *
 * Shopify tells a headless storefront nothing when a checkout is completed but this: the cart's id stops resolving. So
 * the session notes what the cart holds whenever it changes, and when the cart is gone, that has been bought. Consent is
 * the customer's choice in Shopify's privacy banner, see `ConsentKeeper.tsx`; without it none of this is kept, and what
 * was kept is dropped.
 */
import type { HydrogenCart } from '@shopify/hydrogen'
import { readCart } from '~/lib/read-cart.ts'
import { decodeProducts, encodeProducts, type ShopperSession } from './session.ts'

/** Whether the shopper allows that more than this session's views is used. */
export const hasConsent = (session: Pick<ShopperSession, 'get'>): boolean => session.get('consent') === 'yes'

/** Notes the shopper's choice; a refusal drops what was kept. */
export function setConsent(session: ShopperSession, allowed: boolean): void {
  if (allowed === hasConsent(session)) return
  if (allowed) {
    session.set('consent', 'yes')
    return
  }
  for (const key of ['consent', 'cart', 'bought'] as const) session.unset(key)
}

/** Product gids bought in this session, newest last, at most 20; none without consent. */
export function boughtProducts(session: Pick<ShopperSession, 'get'>): string[] {
  return hasConsent(session) ? decodeProducts(session.get('bought')) : []
}

/** Notes what the cart holds now, newest last. Without consent it notes nothing. */
export function noteCart(session: ShopperSession, productIds: readonly string[]): void {
  if (!hasConsent(session)) return
  const text = encodeProducts(productIds)
  if (text === '') session.unset('cart')
  else session.set('cart', text)
}

interface Visit {
  session: ShopperSession
  cart: HydrogenCart
}

/** By cart handler, of which every request has its own. */
const settlings = new WeakMap<HydrogenCart, Promise<void>>()

/**
 * Where the noted cart is gone, what it held has been bought. Never rejects. The shop is asked only when a document is
 * loaded, as every way back from the checkout does, so no click within the shop waits for it.
 *
 * Await it in a loader: once the response's headers are out, the cookie can't change any more.
 */
export function settleCart(visit: Visit, request: Request): Promise<void> {
  const known = settlings.get(visit.cart)
  if (known !== undefined) return known
  const settling = settle(visit, request).catch((error: unknown) => {
    console.warn('Recommendations: the cart could not be read.', error)
  })
  settlings.set(visit.cart, settling)
  return settling
}

/** React Router asks for data with any Accept, a browser that opens a page for HTML. */
const wantsDocument = (request: Request): boolean =>
  request.headers.get('Accept')?.includes('text/html') ?? false

async function settle({ session, cart }: Visit, request: Request): Promise<void> {
  const held = hasConsent(session) ? decodeProducts(session.get('cart')) : []
  if (held.length === 0 || !wantsDocument(request)) return
  // A shopper who has lost the cart's cookie has not bought it.
  if (cart.getCartId() === undefined || (await readCart(cart)) !== null) return
  session.set('bought', encodeProducts([...boughtProducts(session), ...held]))
  session.unset('cart')
}

/**
 * Product gids in the cart, newest last, once it is settled. Never rejects: a cart that can't be read holds nothing.
 */
export async function productsInCart(visit: Visit, request: Request): Promise<string[]> {
  await settleCart(visit, request)
  const cart = await readCart(visit.cart).catch(() => null)
  // Shopify lists the newest line first.
  return (cart?.lines.nodes ?? []).map((line) => line.merchandise.product.id).reverse()
}
