/**
 * @module What the shopper bought, as far as this session saw it or their account tells, and only where they allowed that
 * to be used.
 *
 * Shopify tells a headless storefront nothing when a checkout is completed but this: the cart's id stops resolving. So
 * the session notes what the cart holds whenever it changes, and when the cart is gone, that has been bought. Without
 * consent (`consent.ts`) none of this is kept, and what was kept is dropped.
 */
import { type StorefrontEvent, sha256Hex } from '@aisle/edge-model/contract'
import type { HydrogenCart } from '@shopify/hydrogen'
import { z } from 'zod'
import type { HeldCart } from '~/lib/change-cart.ts'
import { minorUnits } from '~/lib/money.ts'
import { readCart } from '~/lib/read-cart.ts'
import { hasConsent } from './consent.ts'
import { type EventContext, sendEvents } from './events.ts'
import { decodeProducts, encodeProducts, type ShopperSession } from './session.ts'

/** Product gids bought, newest last, at most 20; none without consent. */
export function boughtProducts(session: Pick<ShopperSession, 'get'>): string[] {
  return hasConsent(session) ? decodeProducts(session.get('bought')) : []
}

/** What is read of a customer's order. */
interface PlacedOrder {
  lineItems: { nodes: readonly { productId?: string | null }[] }
}

/**
 * Notes what a customer who is logged in has ordered, in earlier visits too. Without consent it notes nothing.
 * @param orders the newest first
 */
export function noteOrders(session: ShopperSession, orders: readonly PlacedOrder[]): void {
  if (!hasConsent(session)) return
  const ordered = orders.toReversed().flatMap(({ lineItems }) => lineItems.nodes)
  const products = ordered.flatMap(({ productId }) => productId ?? [])
  const text = encodeProducts([...products, ...boughtProducts(session)])
  if (text !== '') session.set('bought', text)
}

/** Who logs out leaves no purchases behind for the next at this browser. */
export const forgetOrders = (session: ShopperSession): void => session.unset('bought')

/** The cart's total: the currency, then the amount in its smallest unit. */
const totalSchema = z
  .string()
  .regex(/^[A-Z]{3}\d{1,9}$/)
  .transform((text) => ({ currency: text.slice(0, 3), revenue: Number(text.slice(3)) }))

/** Notes what the cart holds now and what that costs. Without consent it notes nothing. */
export function noteCart(session: ShopperSession, { productIds, total }: HeldCart): void {
  if (!hasConsent(session)) return
  const text = encodeProducts(productIds)
  if (text === '') {
    forgetCart(session)
    return
  }
  session.set('cart', text)
  session.set('total', `${total.currencyCode}${minorUnits(total)}`)
}

function forgetCart(session: ShopperSession): void {
  session.unset('cart')
  session.unset('total')
}

interface Visit extends EventContext {
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

async function settle(visit: Visit, request: Request): Promise<void> {
  const { session, cart } = visit
  const held = hasConsent(session) ? decodeProducts(session.get('cart')) : []
  if (held.length === 0 || !wantsDocument(request)) return
  const cartId = cart.getCartId()
  // A shopper who has lost the cart's cookie has not bought it.
  if (cartId === undefined || (await readCart(cart)) !== null) return
  const order = await orderOf(cartId, session.get('total'))
  session.set('bought', encodeProducts([...boughtProducts(session), ...held]))
  forgetCart(session)
  if (order !== undefined) sendEvents(visit, [order])
}

/** The same cart is the same order, in however many tabs it is found to be gone. Its id opens the cart: only its hash is told. */
async function orderOf(cartId: string, total: unknown): Promise<StorefrontEvent | undefined> {
  const parsed = totalSchema.safeParse(total)
  if (!parsed.success) return undefined
  const orderId = await sha256Hex(new TextEncoder().encode(cartId))
  return { type: 'order', orderId, ...parsed.data }
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
