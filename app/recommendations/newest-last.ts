/**
 * @module The order in which a session's products are kept and sent.
 */

/**
 * Distinct ids, each where it occurred last, and of these the newest.
 *
 * @param ids newest last
 * @param most length of the answer at most
 */
export function newestLast(ids: readonly string[], most: number): string[] {
  return [...new Set([...ids].reverse())].slice(0, most).reverse()
}
