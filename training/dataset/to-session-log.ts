/**
 * @module From events in columns to the sessions that models read.
 */
import { Column } from './column.ts'
import type { EventColumns } from './event-columns.ts'
import type { Ordered } from './order-sessions.ts'
import type { SessionLog } from './session-log.ts'

/** Which sessions and events to keep, by their last event's unix seconds: from ≤ time < until. */
export interface TimeRange {
  from?: number | undefined
  until?: number | undefined
}

/**
 * Sessions as models read them. Items are numbered in order of first appearance; a session all of whose events are
 * purchases is a basket. Expects every time or none to be known.
 */
export function toSessionLog(columns: EventColumns, ordered: Ordered, range: TimeRange = {}): SessionLog {
  const { from = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = range
  const items: string[] = []
  const numbers = new Map<number, number>()
  const events = new Column((n) => new Int32Array(n))
  const offsets: number[] = [0]
  const times: number[] = []
  const baskets: number[] = []
  const customers: number[] = []
  const timed = columns.length > 0 && !Number.isNaN(columns.time(0))
  for (let s = 0; s + 1 < ordered.offsets.length; s++) {
    const part = ordered.events.subarray(ordered.offsets[s], ordered.offsets[s + 1])
    const last = columns.time(part.at(-1) ?? 0)
    if (part.length === 0 || last < from || last >= until) continue
    for (const event of part) {
      const item = columns.item(event)
      const number = numbers.get(item) ?? items.push(columns.itemIds.list[item] ?? '') - 1
      numbers.set(item, number)
      events.push(number)
    }
    offsets.push(events.length)
    times.push(last)
    baskets.push(part.every((event) => columns.isPurchase(event)) ? 1 : 0)
    customers.push(columns.customer(part.findLast((event) => columns.customer(event) !== -1) ?? -1))
  }
  return {
    items,
    events: events.toArray(),
    offsets: Int32Array.from(offsets),
    times: timed ? Float64Array.from(times) : null,
    baskets: Uint8Array.from(baskets),
    customers: customers.some((customer) => customer !== -1) ? Int32Array.from(customers) : null,
  }
}
