/**
 * @module Some sessions of a log as a log of their own, over the same item numbers.
 */
import { type SessionLog, sessionCount } from './session-log.ts'

/** Sessions first … end − 1, in the same memory. */
export function partOfLog(log: SessionLog, first: number, end: number): SessionLog {
  return {
    items: log.items,
    events: log.events,
    offsets: log.offsets.subarray(first, end + 1),
    times: log.times?.subarray(first, end) ?? null,
    baskets: log.baskets.subarray(first, end),
    customers: log.customers?.subarray(first, end) ?? null,
  }
}

/** The newest sessions that hold no more than so many events together. */
export function newestEvents(log: SessionLog, most: number): SessionLog {
  const sessions = sessionCount(log)
  const last = log.offsets[sessions] ?? 0
  let first = 0
  while (last - (log.offsets[first] ?? 0) > most) first++
  return partOfLog(log, first, sessions)
}

/** Every nth session, the newest among them, in memory of their own. */
export function everyNth(log: SessionLog, n: number): SessionLog {
  const last = sessionCount(log) - 1
  const isKept = (_: number, s: number): boolean => (last - s) % n === 0
  const sessions = Array.from(log.baskets.keys()).filter(isKept)
  const offsets = [0]
  for (const s of sessions)
    offsets.push((offsets.at(-1) ?? 0) + (log.offsets[s + 1] ?? 0) - (log.offsets[s] ?? 0))
  const events = new Int32Array(offsets.at(-1) ?? 0)
  sessions.forEach((s, kept) => {
    events.set(log.events.subarray(log.offsets[s], log.offsets[s + 1]), offsets[kept])
  })
  return {
    items: log.items,
    events,
    offsets: Int32Array.from(offsets),
    times: log.times?.filter(isKept) ?? null,
    baskets: log.baskets.filter(isKept),
    customers: log.customers?.filter(isKept) ?? null,
  }
}
