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

/** Where the newest sessions begin that hold no more than so many events together. */
export function firstOfNewest(offsets: Int32Array, most: number): number {
  const last = offsets.at(-1) ?? 0
  let first = 0
  while (last - (offsets[first] ?? 0) > most) first++
  return first
}

/** The sessions of these numbers, in memory of their own. */
export function pickSessions(log: SessionLog, isPicked: (session: number) => boolean): SessionLog {
  const picked = Array.from(log.baskets.keys()).filter(isPicked)
  const isKept = (_: number, s: number): boolean => isPicked(s)
  const lengthOf = (s: number): number => (log.offsets[s + 1] ?? 0) - (log.offsets[s] ?? 0)
  const offsets = [0]
  for (const s of picked) offsets.push((offsets.at(-1) ?? 0) + lengthOf(s))
  const events = new Int32Array(offsets.at(-1) ?? 0)
  picked.forEach((s, place) => {
    events.set(log.events.subarray(log.offsets[s], log.offsets[s + 1]), offsets[place])
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

/** Every nth session, the newest among them. */
export function everyNth(log: SessionLog, n: number): SessionLog {
  const last = sessionCount(log) - 1
  return pickSessions(log, (s) => (last - s) % n === 0)
}
