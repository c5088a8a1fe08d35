/**
 * @module What sold or was looked at most of late: the baseline every model must beat, and the answer where a session
 * says nothing.
 */
import { type SessionLog, sessionCount } from '../dataset/session-log.ts'

/** Recent enough to follow the season, enough to rank more than a shelf of products. */
const LAST_SESSIONS = 3000

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
