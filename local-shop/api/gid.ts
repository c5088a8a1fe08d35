/**
 * @module Shopify's global ids: gid://shopify/<Type>/<id>.
 */

/** The gid of a resource: `gid('Product', 7)` is gid://shopify/Product/7. */
export function gid(type: string, id: number | string): string {
  return `gid://shopify/${type}/${id}`
}

/** Splits a gid; undefined for anything else. `id` is all after the type, a query string included. */
export function parseGid(value: string): { type: string; id: string } | undefined {
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/(.+)$/.exec(value)
  return match?.[1] === undefined || match[2] === undefined ? undefined : { type: match[1], id: match[2] }
}

/** FNV-1a over UTF-16 code units, 32 bits: stable numbers for things that have no id of their own. */
export function stableNumber(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash >>> 0
}
