/**
 * @module What the shopper looked at in this session, kept in the storefront's session cookie.
 *
 * A list of products is kept as the numeric parts of Shopify's gids, joined by dots, newest last: at most 20 × 21
 * characters, so that the cookie with all its lists stays far below the 4 KB a browser keeps.
 */
import { z } from 'zod'
import { newestLast } from './newest-last.ts'

/** Products a list remembers; what came before says little about what the shopper wants now. */
export const MOST_KEPT = 20

const KEY = 'viewed'
const GID_PREFIX = 'gid://shopify/Product/'
const gidSchema = z.string().regex(/^gid:\/\/shopify\/Product\/\d{1,20}$/)
const cookieSchema = z
  .string()
  .max(MOST_KEPT * 21)
  .regex(/^\d{1,20}(\.\d{1,20})*$/)

/**
 * What recommendations keep in the session. All but what was looked at and an engineer's `preview` only with the
 * shopper's consent, see `consent.ts`.
 */
export type SessionKey = typeof KEY | 'preview' | 'consent' | 'visitor' | 'cart' | 'total' | 'bought'

/** The part of Hydrogen's session that is used here. */
export interface ShopperSession {
  get(name: SessionKey): unknown
  set(name: SessionKey, value: string): void
  unset(name: SessionKey): void
}

/** Whether an id is a Shopify product's gid. */
export const isProductGid = (id: string): boolean => gidSchema.safeParse(id).success

/** The cookie's text for these product gids, newest last; anything that is no product gid is left out. */
export function encodeProducts(productIds: readonly string[]): string {
  return newestLast(productIds.filter(isProductGid), MOST_KEPT)
    .map((id) => id.slice(GID_PREFIX.length))
    .join('.')
}

/** Product gids, newest last, of the cookie's text. Anything that `encodeProducts` can't have written is no products. */
export function decodeProducts(text: unknown): string[] {
  const parsed = cookieSchema.safeParse(text)
  if (!parsed.success) return []
  const ids = parsed.data.split('.').map((number) => GID_PREFIX + number)
  return newestLast(ids, MOST_KEPT)
}

/** Product gids the shopper looked at in this session, distinct, newest last, at most {@link MOST_KEPT}. */
export function viewedProducts(session: Pick<ShopperSession, 'get'>): string[] {
  return decodeProducts(session.get(KEY))
}

/**
 * Notes that the shopper looks at a product. Call it in a loader before its first `await` on streamed data: once the
 * response's headers are out, the cookie can't change any more.
 */
export function rememberViewed(
  context: { session: Pick<ShopperSession, 'get' | 'set'> },
  productId: string,
): void {
  const before = viewedProducts(context.session)
  const after = encodeProducts([...before, productId])
  if (after !== encodeProducts(before)) context.session.set(KEY, after)
}
