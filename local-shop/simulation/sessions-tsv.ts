/**
 * @module Sessions of product views as tab-separated text: SessionId, ItemId, Time. Sessions stand in order of their starts,
 * the views of one together and in time order.
 */
import type { Session } from './types.ts'

export const productGid = (productId: number): string => `gid://shopify/Product/${productId}`

/** The whole file as text, header first; Time is unix seconds. */
export function sessionsTsv(sessions: readonly Session[]): string {
  const rows = sessions.flatMap(({ id, views }) =>
    views.map(({ productId, at }) => `${id}\t${productGid(productId)}\t${at}\n`),
  )
  return `SessionId\tItemId\tTime\n${rows.join('')}`
}
