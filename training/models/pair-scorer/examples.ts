/**
 * @module What the scorer is fitted to: a session so far, and what came next.
 *
 * Of a visit every event but the first is a target, and the events before it are the session. Of a basket, which has no
 * order, every product is a target once, and all others are the session.
 */

import { type SessionLog, sessionCount } from '../../dataset/session-log.ts'
import { MAX_SESSION_EVENTS } from '../session-index.ts'
import type { FitTable } from './fit-table.ts'

/** The most recent distinct items of a session that speak: of a visit, of a basket. */
export const VISIT_ITEMS = 10
export const BASKET_ITEMS = 20
/** Sessions are told apart by length: 1, 2, 3, 4–5, 6 and more. Upper bounds of all buckets but the last. */
export const LENGTH_BUCKETS = [1, 2, 3, 5]
export const BUCKETS = LENGTH_BUCKETS.length + 1
/** Distances from the session's end that are told apart: 0 … 10, 11 and more. */
export const DISTANCES = 12

export interface Example {
  /** Number of items that speak, ≤ 20. */
  size: number
  /** Slot of each in the fit table. */
  slots: Int32Array
  /** Place of its weight ω[ℓ][min(d, 11)] among the 5 · 12. */
  omega: Int32Array
  /** 0: the last item, 1: an earlier one. */
  head: Uint8Array
  target: number
  /** Distinct items of the session, and how many; counted up to the target for `isNovel`. */
  seen: Int32Array
  seenSize: number
  isNovel: boolean
}

export interface Examples {
  /** Events that can be predicted: their target is a candidate of an item that speaks. */
  targets: Int32Array
  /** Predictions there are to make, with those that can't be, and how many of them are of items not yet seen. */
  total: { all: number; novel: number }
  /** The example of an event; reused, so it holds until the next `read`. */
  read(event: number): Example
}

/**
 * @param log sessions to fit to
 * @param speakers the most recent distinct items of a visit that speak, ≤ 20
 */
export function createExamples(
  log: SessionLog,
  table: Pick<FitTable, 'slotOf' | 'find'>,
  speakers: number = VISIT_ITEMS,
): Examples {
  const { events, offsets, baskets } = log
  const sessions = sessionCount(log)
  const first = offsets[0] ?? 0
  const last = offsets[sessions] ?? 0
  const sessionOf = new Int32Array(last - first)
  for (let s = 0; s < sessions; s++)
    sessionOf.fill(s, (offsets[s] ?? 0) - first, (offsets[s + 1] ?? 0) - first)
  const example: Example = {
    size: 0,
    slots: new Int32Array(BASKET_ITEMS),
    omega: new Int32Array(BASKET_ITEMS),
    head: new Uint8Array(BASKET_ITEMS),
    target: 0,
    seen: new Int32Array(MAX_SESSION_EVENTS),
    seenSize: 0,
    isNovel: true,
  }
  const stamps = new Int32Array(log.items.length)
  let stamp = 0

  /** Adds the items of events `from` down to `to`; the event before `end` is the nearest. */
  const addEvents = (from: number, to: number, except: number, mostItems: number, bucket: number): void => {
    const isBasket = bucket < 0
    for (let e = from; e >= to; e--) {
      const item = events[e] ?? 0
      if (e === except || stamps[item] === stamp) continue
      stamps[item] = stamp
      example.seen[example.seenSize++] = item
      const slot = table.slotOf[item] ?? -1
      if (slot < 0 || example.size === mostItems) continue
      const distance = isBasket ? 0 : from - e
      example.slots[example.size] = slot
      example.omega[example.size] = isBasket ? 0 : bucket * DISTANCES + Math.min(distance, DISTANCES - 1)
      example.head[example.size] = distance === 0 ? 0 : 1
      example.size++
    }
  }

  const read = (event: number): Example => {
    const session = sessionOf[event - first] ?? 0
    const start = offsets[session] ?? 0
    stamp++
    example.size = 0
    example.seenSize = 0
    example.target = events[event] ?? 0
    if (baskets[session] === 1) {
      const end = offsets[session + 1] ?? 0
      stamps[example.target] = stamp
      addEvents(end - 1, Math.max(start, end - MAX_SESSION_EVENTS), event, BASKET_ITEMS, -1)
      example.isNovel = true
    } else {
      const from = Math.max(start, event - MAX_SESSION_EVENTS)
      addEvents(event - 1, from, -1, speakers, bucketOf(event - start))
      example.isNovel = stamps[example.target] !== stamp
    }
    return example
  }

  const targets = new Int32Array(last - first)
  let found = 0
  const total = { all: 0, novel: 0 }
  for (let event = first; event < last; event++) {
    const { size, slots, target, seenSize, isNovel } = read(event)
    if (seenSize === 0) continue
    total.all++
    if (isNovel) total.novel++
    for (let i = 0; i < size; i++) {
      if (table.find(slots[i] ?? 0, target) < 0) continue
      targets[found++] = event
      break
    }
  }
  return { targets: targets.slice(0, found), total, read }
}

function bucketOf(length: number): number {
  const bucket = LENGTH_BUCKETS.findIndex((bound) => length <= bound)
  return bucket < 0 ? LENGTH_BUCKETS.length : bucket
}
