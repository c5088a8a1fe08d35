/**
 * @module One row of SLIST's matrices G and R at a time, summed over the sessions that hold the row's item: memory follows
 * items, not events.
 * The formulas are in `slist.ts`.
 */
import { type SessionLog, sessionCount } from '../dataset/session-log.ts'
import { createPostings } from './postings.ts'
import { MAX_SESSION_EVENTS } from './session-index.ts'

/** No column. */
const NONE = -1

export interface RowParameters {
  alpha: number
  delta: number
  lambda: number
  recency: number
}

export interface SlistRows {
  /** Row of α XᵀW′X, dense, [n]: G off its diagonal. Positive exactly at the row's columns. */
  gram: Float64Array
  /** Row of R, dense, [n]; the caller may change it, but must leave 0 outside the row's columns. */
  target: Float64Array
  /** Makes `gram` and `target` those of this item; `diagonal` is its entry of G + λI. */
  load(item: number): { columns: Int32Array; diagonal: number }
}

/**
 * Accumulators over a log; they are reused, so a row holds until the next `load`.
 * @param order items in the order they will be loaded in, [n]
 */
export function createRows(
  log: SessionLog,
  { alpha, delta, lambda, recency }: RowParameters,
  order: Int32Array,
): SlistRows {
  const postings = createPostings(log, order)
  const items = log.items.length
  const sessions = sessionCount(log)
  /** Age is the session's place from the newest, as a share of all. */
  const weightOf = (session: number): number => Math.exp(-(sessions - 1 - session) / sessions / recency)
  const sizes = distinctItems(log)
  const decay = Float64Array.from({ length: MAX_SESSION_EVENTS }, (_, gap) => Math.exp(-gap / delta))
  const gram = new Float64Array(items)
  const target = new Float64Array(items)
  const columns = new Int32Array(items)
  let touched = 0
  /** Session that a column was last added for, within this row. */
  const lastSession = new Int32Array(items).fill(NONE)

  const startOf = (session: number): number => firstCounted(log, session)

  const clear = (): void => {
    for (let t = 0; t < touched; t++) {
      const column = columns[t] ?? 0
      gram[column] = 0
      target[column] = 0
      lastSession[column] = NONE
    }
    touched = 0
  }

  /** α XᵀW′X: every item of the session with this one. R leaves out the column `notOf`. */
  const addPairs = (session: number, weight: number, notOf: number): void => {
    const end = log.offsets[session + 1] ?? 0
    for (let e = startOf(session); e < end; e++) {
      const column = log.events[e] ?? 0
      if (lastSession[column] === session) continue
      lastSession[column] = session
      const sum = gram[column] ?? 0
      if (sum === 0) columns[touched++] = column
      gram[column] = sum + weight
      if (column !== notOf) target[column] = (target[column] ?? 0) + weight
    }
  }

  /** (1−α) SᵀWT: what came after each occurrence of the item. Returns the row's share of the diagonal SᵀWS. */
  const addLater = (session: number, item: number, weight: number): number => {
    const end = log.offsets[session + 1] ?? 0
    let diagonal = 0
    for (let e = startOf(session); e < end - 1; e++) {
      if (log.events[e] !== item) continue
      diagonal += weight
      for (let later = e + 1; later < end; later++) {
        const column = log.events[later] ?? 0
        target[column] = (target[column] ?? 0) + weight * (decay[later - e - 1] ?? 0)
      }
    }
    return diagonal
  }

  return {
    gram,
    target,
    load(item) {
      clear()
      let diagonal = lambda
      const held = postings.of(item)
      let last = NONE
      for (let p = 0; p < held.events.length; p++) {
        const session = held.sessions[p] ?? 0
        if (session === last || (held.events[p] ?? 0) < startOf(session)) continue
        last = session
        const weight = weightOf(session)
        const pairWeight = weight / Math.sqrt(sizes[session] ?? 0)
        if (log.baskets[session] === 1) {
          addPairs(session, pairWeight, item)
        } else {
          addPairs(session, alpha * pairWeight, NONE)
          diagonal += addLater(session, item, (1 - alpha) * weight)
        }
      }
      return { columns: columns.subarray(0, touched), diagonal: diagonal + (gram[item] ?? 0) }
    },
  }
}

/** First event of a session that counts. */
function firstCounted({ offsets }: SessionLog, session: number): number {
  return Math.max(offsets[session] ?? 0, (offsets[session + 1] ?? 0) - MAX_SESSION_EVENTS)
}

/** Different items among the events of each session that count, [sessions]. */
function distinctItems(log: SessionLog): Uint8Array {
  const sizes = new Uint8Array(sessionCount(log))
  const last = new Int32Array(log.items.length).fill(NONE)
  for (let s = 0; s < sizes.length; s++) {
    const end = log.offsets[s + 1] ?? 0
    for (let e = firstCounted(log, s); e < end; e++) {
      const item = log.events[e] ?? 0
      if (last[item] === s) continue
      last[item] = s
      sizes[s] = (sizes[s] ?? 0) + 1
    }
  }
  return sizes
}

/** Items by how many sessions hold them, most first, among equals the lower number first, [n]. */
export function mostSessionsFirst(log: SessionLog): Int32Array {
  const sessions = new Int32Array(log.items.length)
  const last = new Int32Array(log.items.length).fill(-1)
  for (let s = 0; s < sessionCount(log); s++) {
    for (const item of log.events.subarray(log.offsets[s], log.offsets[s + 1])) {
      if (last[item] === s) continue
      last[item] = s
      sessions[item] = (sessions[item] ?? 0) + 1
    }
  }
  return Int32Array.from(sessions.keys()).sort((a, b) => (sessions[b] ?? 0) - (sessions[a] ?? 0) || a - b)
}
