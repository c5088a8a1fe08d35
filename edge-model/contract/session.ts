/**
 * @module From a session's product ids to the graph's inputs: the one place where serving and evaluation agree on it.
 */
import type { SessionRule } from './table.ts'

export interface SessionRows {
  /** Table rows of the known, distinct items, newest first; length L ≤ maxItems. */
  rows: Int32Array
  /** Weight of each row's values, [L, heads]. */
  weights: Float32Array
}

/**
 * Table rows and weights of a session.
 *
 * An item counts once, at its last occurrence. Its distance d is the number of events after that occurrence,
 * events of unknown items included, and its weight is `positionWeights[bucket][d]`, the last of them for every larger d;
 * the bucket is that of the session's number of events. With two heads the newest event weighs the first value and is
 * deaf to the second, every other item the other way round.
 *
 * @param items product ids, newest last
 * @param rowOf row of a product id, or undefined where the model does not know it
 * @param session the table's session rule
 */
export function sessionRows(
  items: readonly string[],
  rowOf: (productId: string) => number | undefined,
  session: SessionRule,
): SessionRows {
  const { heads, lengthBuckets, positionWeights } = session
  const longer = lengthBuckets.filter((bound) => items.length > bound).length
  const weightsByDistance = positionWeights[longer] ?? []
  const rows: number[] = []
  const weights: number[] = []
  const seen = new Set<number>()
  for (let distance = 0; distance < items.length && rows.length < session.maxItems; distance++) {
    const row = rowOf(items[items.length - 1 - distance] ?? '')
    if (row === undefined || seen.has(row)) continue
    seen.add(row)
    rows.push(row)
    const weight = weightsByDistance[Math.min(distance, weightsByDistance.length - 1)] ?? 0
    for (let head = 0; head < heads; head++) {
      const speaks = heads === 1 || (head === 0) === (distance === 0)
      weights.push(speaks ? weight : 0)
    }
  }
  return { rows: Int32Array.from(rows), weights: Float32Array.from(weights) }
}
