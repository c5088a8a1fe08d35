/**
 * @module What the shopper looked at in this session, kept in the storefront's session cookie.
 *
 * The cookie holds the numeric parts of Shopify's product gids, joined by dots, newest last: at most 20 × 21 characters,
 * so that it stays far below the 4 KB a browser keeps.
 */
import { z } from 'zod'
import { newestLast } from './newest-last.ts'

/** Products remembered; what came before says little about what the shopper wants now. */
export const MOST_VIEWED = 20

const KEY = 'viewed'
const GID_PREFIX = 'gid://shopify/Product/'
const gidSchema = z.string().regex(/^gid:\/\/shopify\/Product\/\d{1,20}$/)
const cookieSchema = z
  .string()
  .max(MOST_VIEWED * 21)
  .regex(/^\d{1,20}(\.\d{1,20})*$/)

/** The part of Hydrogen's session that is used here. */
export interface ViewedSession {
  get(name: typeof KEY): unknown
  set(name: typeof KEY, value: string): void
}

/** Whether an id is a Shopify product's gid. */
export const isProductGid = (id: string): boolean => gidSchema.safeParse(id).success

/** The cookie's text for these product gids, newest last; anything that is no product gid is left out. */
export function encodeViewed(productIds: readonly string[]): string {
  return newestLast(productIds.filter(isProductGid), MOST_VIEWED)
    .map((id) => id.slice(GID_PREFIX.length))
    .join('.')
}

/** Product gids, newest last, of the cookie's text. Anything that `encodeViewed` can't have written is no products. */
export function decodeViewed(text: unknown): string[] {
  const parsed = cookieSchema.safeParse(text)
  if (!parsed.success) return []
  const ids = parsed.data.split('.').map((number) => GID_PREFIX + number)
  return newestLast(ids, MOST_VIEWED)
}

/** Product gids the shopper looked at in this session, distinct, newest last, at most {@link MOST_VIEWED}. */
export function viewedProducts(session: ViewedSession): string[] {
  return decodeViewed(session.get(KEY))
}

/**
 * Notes that the shopper looks at a product. Call it in a loader before its first `await` on streamed data: once the
 * response's headers are out, the cookie can't change any more.
 */
export function rememberViewed(context: { session: ViewedSession }, productId: string): void {
  const before = viewedProducts(context.session)
  const after = encodeViewed([...before, productId])
  if (after !== encodeViewed(before)) context.session.set(KEY, after)
}
