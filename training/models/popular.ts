/**
 * @module What sold or was looked at most of late: the baseline every model must beat, and the answer where a session
 * says nothing.
 */
import { type SessionLog, sessionCount } from '../dataset/session-log.ts'
import { emptyTable } from '../table/sparse-table.ts'
import type { Model } from './model.ts'

/** Recent enough to follow the season, enough to rank more than a shelf of products. */
const LAST_SESSIONS = 3000
/** Places of the list as a model: enough for a shelf beside the products seen. */
const LISTED = 50

/**
 * Product ids by how many of the last 3,000 sessions hold them, most first; among equals the one seen last first.
 * @param most length of the list at most
 */
export function mostPopular(log: SessionLog, most = Number.POSITIVE_INFINITY): string[] {
  const sessions = sessionCount(log)
  const counts = new Map<number, number>()
  for (let s = sessions - 1; s >= Math.max(0, sessions - LAST_SESSIONS); s--) {
    const held = new Set(log.events.subarray(log.offsets[s], log.offsets[s + 1]).toReversed())
    for (const item of held) counts.set(item, (counts.get(item) ?? 0) + 1)
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([item]) => log.items[item] ?? '')
}

/** The same list whatever the session holds, as a model to compare with. */
export function popularModel(log: SessionLog): Model {
  const rows = new Map(log.items.map((productId, row) => [productId, row]))
  const best = mostPopular(log, LISTED).map((productId) => rows.get(productId) ?? 0)
  const items = log.items.length
  const table = emptyTable(items, LISTED)
  for (let row = 0; row < items; row++) {
    for (const [place, column] of best.entries()) {
      table.index[row * LISTED + place] = column
      // Far enough apart that the square-root code keeps every place.
      table.value[row * LISTED + place] = (1 - place / LISTED) ** 2
    }
  }
  return {
    name: 'popular',
    parameters: { sessions: LAST_SESSIONS },
    table,
    session: { maxItems: 1, heads: 1, lengthBuckets: [], positionWeights: [[1]] },
  }
}
