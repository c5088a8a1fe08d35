/**
 * @module What the sessions say of a pair of items: eight sums over pairs of events, one row of items at a time.
 *
 * For every ordered pair of positions t ≠ q of a session with i = s_t, j = s_q and d = |q − t| ≤ 15 (equal items: only
 * q > t). a and b are weights of the session that fade with its age, a slowly, b fast.
 *
 *     n1 = #(q = t + 1)              F  = Σ_{q>t} e^{−(d−1)/2}                    C  = sessions that hold such a pair
 *     F6 = Σ_{q>t} e^{−(d−1)/6}      R  = Σ_{q<t} e^{−(d−1)/2}                    CL = Σ over those sessions 1/length
 *     Fa = Σ_{q>t} a e^{−(d−1)/2} + .3 Σ_{q<t} a e^{−(d−1)/2}                     Fb = the same with b
 *
 * A basket has no order: all its pairs of different items count as neighbours, d = 1, in both directions.
 *
 * Rows are summed over an inverted index of a block of items and never stored: memory follows items, not events or pairs.
 * Load them in ascending order.
 */
import { type SessionLog, sessionCount } from '../../dataset/session-log.ts'
import { createPostings } from '../postings.ts'
import { MAX_SESSION_EVENTS } from '../session-index.ts'

/** Places of the sums within a pair's block of `COUNTS` numbers. */
export const N1 = 0
export const F = 1
export const R = 2
export const C = 3
export const FA = 4
export const FB = 5
export const CL = 6
export const F6 = 7
export const COUNTS = 8

/** Farthest two events of a visit may be apart. */
const REACH = 15
/** What came before counts this much in Fa and Fb. */
const BACKWARD = 0.3
/** Ages at which a and b have fallen to 1/e, as shares of all sessions. */
const SLOW = 0.15
const FAST = 0.03

const DECAY = Float64Array.from({ length: REACH + 1 }, (_, d) => Math.exp(-(d - 1) / 2))
const SLOW_DECAY = Float64Array.from({ length: REACH + 1 }, (_, d) => Math.exp(-(d - 1) / 6))

export interface PairCounter {
  /** Number of items, n. */
  items: number
  /** Events of each item, [n]; `out`: those that are not the last of their session; `popA`, `popB`: weighted by a, b. */
  pop: Float64Array
  out: Float64Array
  popA: Float64Array
  popB: Float64Array
  /** The sums of the row loaded last, dense, [n, COUNTS]; 0 outside its columns. */
  sums: Float64Array
  /** Makes `sums` those of this item and returns the columns that are not 0, in order of first appearance. */
  load(item: number): Int32Array
}

/** A counter over a log; `sums` is reused, so a row holds until the next `load`. */
export function createCounter(log: SessionLog): PairCounter {
  const items = log.items.length
  const { events, offsets, baskets } = log
  const sessions = sessionCount(log)
  const ageWeight = (session: number, share: number): number =>
    Math.exp(-(sessions - 1 - session) / (share * sessions))

  const pop = new Float64Array(items)
  const out = new Float64Array(items)
  const popA = new Float64Array(items)
  const popB = new Float64Array(items)
  for (let s = 0; s < sessions; s++) {
    const end = offsets[s + 1] ?? 0
    const a = ageWeight(s, SLOW)
    const b = ageWeight(s, FAST)
    for (let e = offsets[s] ?? 0; e < end; e++) {
      const item = events[e] ?? 0
      pop[item] = (pop[item] ?? 0) + 1
      if (e + 1 < end) out[item] = (out[item] ?? 0) + 1
      popA[item] = (popA[item] ?? 0) + a
      popB[item] = (popB[item] ?? 0) + b
    }
  }
  const postings = createPostings(log)

  const sums = new Float64Array(items * COUNTS)
  const columns = new Int32Array(items)
  /** The session that a column was last found in, within this row. */
  const lastSession = new Int32Array(items).fill(-1)
  const isColumn = new Uint8Array(items)
  let found = 0

  const clear = (): void => {
    for (let c = 0; c < found; c++) {
      const column = columns[c] ?? 0
      sums.fill(0, column * COUNTS, (column + 1) * COUNTS)
      lastSession[column] = -1
      isColumn[column] = 0
    }
    found = 0
  }

  const add = (place: number, gain: number): void => {
    sums[place] = (sums[place] ?? 0) + gain
  }

  /** Notes that the session holds the pair; returns where the column's sums lie. */
  const meet = (column: number, session: number, inverseLength: number): number => {
    const base = column * COUNTS
    if (isColumn[column] === 0) {
      isColumn[column] = 1
      columns[found++] = column
    }
    if (lastSession[column] !== session) {
      lastSession[column] = session
      add(base + C, 1)
      add(base + CL, inverseLength)
    }
    return base
  }

  const addVisit = (item: number, event: number, session: number): void => {
    const start = offsets[session] ?? 0
    const end = offsets[session + 1] ?? 0
    const a = ageWeight(session, SLOW)
    const b = ageWeight(session, FAST)
    const inverseLength = 1 / (end - start)
    for (let q = Math.max(start, event - REACH); q < event; q++) {
      const column = events[q] ?? 0
      if (column === item) continue
      const base = meet(column, session, inverseLength)
      const decay = DECAY[event - q] ?? 0
      add(base + R, decay)
      add(base + FA, BACKWARD * a * decay)
      add(base + FB, BACKWARD * b * decay)
    }
    const last = Math.min(end - 1, event + REACH)
    for (let q = event + 1; q <= last; q++) {
      const base = meet(events[q] ?? 0, session, inverseLength)
      const decay = DECAY[q - event] ?? 0
      if (q === event + 1) add(base + N1, 1)
      add(base + F, decay)
      add(base + FA, a * decay)
      add(base + FB, b * decay)
      add(base + F6, SLOW_DECAY[q - event] ?? 0)
    }
  }

  const addBasket = (item: number, session: number): void => {
    const end = offsets[session + 1] ?? 0
    const start = Math.max(offsets[session] ?? 0, end - MAX_SESSION_EVENTS)
    const a = ageWeight(session, SLOW)
    const b = ageWeight(session, FAST)
    for (let q = start; q < end; q++) {
      const column = events[q] ?? 0
      if (column === item) continue
      const base = meet(column, session, 1 / (end - start))
      add(base + N1, 1)
      add(base + F, 1)
      add(base + R, 1)
      add(base + FA, (1 + BACKWARD) * a)
      add(base + FB, (1 + BACKWARD) * b)
      add(base + F6, 1)
    }
  }

  return {
    items,
    pop,
    out,
    popA,
    popB,
    sums,
    load(item) {
      clear()
      const held = postings.of(item)
      for (let p = 0; p < held.events.length; p++) {
        const session = held.sessions[p] ?? 0
        if (baskets[session] === 1) addBasket(item, session)
        else addVisit(item, held.events[p] ?? 0, session)
      }
      return columns.subarray(0, found)
    },
  }
}
