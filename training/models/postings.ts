/**
 * @module Where each item stands in a log: its events and their sessions, an index of a block of items at a time, so that
 * memory follows neither events nor sessions.
 */
import type { SessionLog } from '../dataset/session-log.ts'

/** Sessions over numbered items; of the items' names only their number is read. */
export type ItemLog = Pick<SessionLog, 'events' | 'offsets'> & { items: { length: number } }

/** Events of a block, unless one item alone has more: 8 bytes each. */
export const BLOCK_EVENTS = 2_000_000

export interface Postings {
  /**
   * Events that hold an item, ascending, and the session of each. A block is built by one pass over the log when an item
   * of another block was asked for last: ask in the order the index was made for.
   */
  of(item: number): { events: Int32Array; sessions: Int32Array }
}

/**
 * @param order items in the order they will be asked for, [n]; without it ascending
 * @param blockEvents for tests
 */
export function createPostings(log: ItemLog, order?: Int32Array, blockEvents = BLOCK_EVENTS): Postings {
  const { events, offsets } = log
  const items = log.items.length
  const sessions = offsets.length - 1
  const first = offsets[0] ?? 0
  const last = offsets[sessions] ?? 0
  const place = new Int32Array(items)
  for (let p = 0; p < items; p++) place[order?.[p] ?? p] = p

  /** Events of all items before place p, [n + 1]. */
  const starts = new Float64Array(items + 1)
  for (let e = first; e < last; e++) {
    const p = place[events[e] ?? 0] ?? 0
    starts[p + 1] = (starts[p + 1] ?? 0) + 1
  }
  for (let p = 0; p < items; p++) starts[p + 1] = (starts[p + 1] ?? 0) + (starts[p] ?? 0)
  /** First place of each block, and their end. */
  const bounds = [0]
  let largest = 0
  for (let p = 0; p < items; p++) {
    const begin = bounds.at(-1) ?? 0
    if (p > begin && (starts[p + 1] ?? 0) - (starts[begin] ?? 0) > blockEvents) bounds.push(p)
    largest = Math.max(largest, (starts[p + 1] ?? 0) - (starts[bounds.at(-1) ?? 0] ?? 0))
  }
  bounds.push(items)

  const eventOf = new Int32Array(largest)
  const sessionOf = new Int32Array(largest)
  /** Places of the block that is held. */
  let from = 0
  let to = 0

  const build = (p: number): void => {
    const next = bounds.findIndex((bound) => bound > p)
    from = bounds[next - 1] ?? 0
    to = bounds[next] ?? items
    const base = starts[from] ?? 0
    const free = Int32Array.from({ length: to - from }, (_, i) => (starts[from + i] ?? 0) - base)
    for (let s = 0; s < sessions; s++) {
      const end = offsets[s + 1] ?? 0
      for (let e = offsets[s] ?? 0; e < end; e++) {
        const at = (place[events[e] ?? 0] ?? 0) - from
        if (at < 0 || at >= free.length) continue
        const posting = free[at] ?? 0
        eventOf[posting] = e
        sessionOf[posting] = s
        free[at] = posting + 1
      }
    }
  }

  return {
    of(item) {
      const p = place[item] ?? 0
      if (p < from || p >= to) build(p)
      const base = starts[from] ?? 0
      const [start, end] = [(starts[p] ?? 0) - base, (starts[p + 1] ?? 0) - base]
      return { events: eventOf.subarray(start, end), sessions: sessionOf.subarray(start, end) }
    },
  }
}
