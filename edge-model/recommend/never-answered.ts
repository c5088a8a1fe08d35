/**
 * @module Which products are not to be answered: those the request excludes, and what was bought and is not bought again.
 */
import type { Items } from '../contract/items.ts'

/**
 * Rows, distinct. A product that customers buy again (a consumable) may come back; one they don't (a durable) may not.
 *
 * @param exclude product ids of the page and the cart
 * @param purchases product ids of past orders
 * @param rowOf row of a product id, or undefined where the model does not know it
 */
export function neverAnswered(
  exclude: readonly string[],
  purchases: readonly string[],
  { repeats }: Pick<Items, 'repeats'>,
  rowOf: (productId: string) => number | undefined,
): Set<number> {
  const rows = new Set(exclude.flatMap((productId) => rowOf(productId) ?? []))
  for (const productId of purchases) {
    const row = rowOf(productId)
    if (row !== undefined && repeats[row] === 0) rows.add(row)
  }
  return rows
}
