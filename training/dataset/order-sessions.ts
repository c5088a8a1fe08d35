/**
 * @module Groups events into sessions and puts both in time order.
 */
import type { EventColumns } from './event-columns.ts'

/** Events grouped into sessions. */
export interface Ordered {
  /** Event numbers, a session's one after the other, by time and among equal times as they came, [events]. */
  events: Int32Array
  /** Session s, the s-th in time order, is `events[offsets[s]] … events[offsets[s + 1] - 1]`, [sessions + 1]. */
  offsets: Int32Array
}

/** Sorts events by time within their session, and sessions by their last event; both stable, unknown times first. */
export function orderSessions(columns: EventColumns): Ordered {
  const sessions = columns.sessionIds.list.length
  const starts = new Int32Array(sessions + 1)
  for (let e = 0; e < columns.length; e++) bump(starts, columns.session(e) + 1, 1)
  for (let s = 0; s < sessions; s++) bump(starts, s + 1, starts[s] ?? 0)
  const grouped = new Int32Array(columns.length)
  const next = starts.slice()
  for (let e = 0; e < columns.length; e++) {
    const session = columns.session(e)
    grouped[next[session] ?? 0] = e
    bump(next, session, 1)
  }
  const time = (event: number | undefined): number => {
    const seconds = columns.time(event ?? 0)
    return Number.isNaN(seconds) ? Number.NEGATIVE_INFINITY : seconds
  }
  const byTime = (a: number, b: number): number => (time(a) === time(b) ? 0 : time(a) < time(b) ? -1 : 1)
  for (let s = 0; s < sessions; s++) grouped.subarray(starts[s], starts[s + 1]).sort(byTime)

  const last = (session: number): number => grouped[(starts[session + 1] ?? 0) - 1] ?? 0
  const order = Int32Array.from({ length: sessions }, (_, s) => s).sort((a, b) => byTime(last(a), last(b)))
  const events = new Int32Array(columns.length)
  const offsets = new Int32Array(sessions + 1)
  order.forEach((session, position) => {
    const part = grouped.subarray(starts[session], starts[session + 1])
    events.set(part, offsets[position] ?? 0)
    offsets[position + 1] = (offsets[position] ?? 0) + part.length
  })
  return { events, offsets }
}

function bump(counts: Int32Array, index: number, by: number): void {
  counts[index] = (counts[index] ?? 0) + by
}

/**
 * Leaves out events that repeat another of their session in time, item and kind: a line delivered twice.
 * Events without a time are all kept, since looking twice at a product is no repeat.
 * @param onRepeat told each event left out
 */
export function withoutRepeats(
  columns: EventColumns,
  ordered: Ordered,
  onRepeat: (event: number) => void,
): Ordered {
  const kept = new Int32Array(ordered.events.length)
  let length = 0
  const offsets = new Int32Array(ordered.offsets.length)
  for (let s = 0; s + 1 < ordered.offsets.length; s++) {
    let instant = Number.NaN
    const seen = new Set<string>()
    for (const event of ordered.events.subarray(ordered.offsets[s], ordered.offsets[s + 1])) {
      const time = columns.time(event)
      // An unknown time, NaN, differs from every other: nothing repeats it.
      if (time !== instant) seen.clear()
      instant = time
      const key = `${columns.item(event)} ${columns.isPurchase(event)}`
      if (seen.has(key)) onRepeat(event)
      else kept[length++] = event
      seen.add(key)
    }
    offsets[s + 1] = length
  }
  return { events: kept.slice(0, length), offsets }
}
