/**
 * @module What pairs are counted from: visits, baskets and customers' order histories, each a log of its own over the same
 * items. A network that sees them apart learns what each is worth for what it predicts.
 */
import { customerOrders } from '../../dataset/customer-orders.ts'
import { type SessionLog, sessionCount } from '../../dataset/session-log.ts'
import { sharedBytes, sharedInt32 } from '../../parallel/shared.ts'
import { MAX_SESSION_EVENTS } from '../session-index.ts'
import { featureWidth } from './features.ts'

/** Histories say more than baskets only where customers come back: orders a known customer, in the mean. */
const LEAST_ORDERS = 1.5

export interface Sources {
  /** Visits, baskets, histories, as far as there are any. */
  logs: SessionLog[]
  /** The baskets among them. */
  baskets: SessionLog | undefined
}

/** Which kinds of sessions a log holds, so that its parts are split alike. */
export interface Kinds {
  visits: boolean
  baskets: boolean
  histories: boolean
}

export function kindsOf(log: SessionLog): Kinds {
  const baskets = log.baskets.reduce((sum, basket) => sum + basket, 0)
  const { last, before } = customerOrders(log)
  const orders = before.reduce((sum, order) => sum + Number(order >= 0), last.length)
  return {
    visits: baskets < sessionCount(log) || baskets === 0,
    baskets: baskets > 0,
    histories: orders > 0 && orders >= LEAST_ORDERS * last.length,
  }
}

/** Features a pair of what is counted from sources of these kinds. */
export const widthOf = ({ visits, baskets, histories }: Kinds, hasContent: boolean): number =>
  featureWidth(Number(visits) + Number(baskets) + Number(histories), hasContent, baskets)

/** @param without events of these items are left out, [n]; null: none */
export function splitSources(log: SessionLog, kinds: Kinds, without: Uint8Array | null): Sources {
  const one = kinds.visits !== kinds.baskets && without === null
  const visits = kinds.visits ? (one ? log : sessionsOf(log, 0, without)) : undefined
  const baskets = kinds.baskets ? (one ? log : sessionsOf(log, 1, without)) : undefined
  const histories = kinds.histories ? historiesOf(log, without) : undefined
  return { logs: [visits, baskets, histories].filter((part) => part !== undefined), baskets }
}

/** The sessions of one kind. */
export function sessionsOf(log: SessionLog, basket: 0 | 1, without: Uint8Array | null): SessionLog {
  const { events, offsets, baskets } = log
  const eachKept = (s: number, take: (item: number) => void): void => {
    if (baskets[s] !== basket) return
    for (let e = offsets[s] ?? 0; e < (offsets[s + 1] ?? 0); e++) {
      const item = events[e] ?? 0
      if (without?.[item] !== 1) take(item)
    }
  }
  return copyOf(log.items, sessionCount(log), basket, eachKept)
}

/** All orders of a customer as one visit, first to last; customers by their last order. */
function historiesOf(log: SessionLog, without: Uint8Array | null): SessionLog {
  const { events, offsets } = log
  const { last, before } = customerOrders(log)
  const newest = new Int32Array(MAX_SESSION_EVENTS)
  const eachKept = (customer: number, take: (item: number) => void): void => {
    let room = MAX_SESSION_EVENTS
    for (let s = last[customer] ?? -1; s >= 0 && room > 0; s = before[s] ?? -1) {
      for (let e = (offsets[s + 1] ?? 0) - 1; e >= (offsets[s] ?? 0) && room > 0; e--) {
        const item = events[e] ?? 0
        if (without?.[item] !== 1) newest[--room] = item
      }
    }
    newest.subarray(room).forEach(take)
  }
  return copyOf(log.items, last.length, 0, eachKept)
}

/**
 * A log of the sessions that hold anything. They are gone over twice, since an array for each of millions would take
 * several times the memory of what it holds.
 * @param eachEvent hands over the items of a session, in order
 */
function copyOf(
  items: string[],
  sessions: number,
  basket: 0 | 1,
  eachEvent: (session: number, take: (item: number) => void) => void,
): SessionLog {
  let filled = 0
  let length = 0
  for (let s = 0; s < sessions; s++) {
    const before = length
    eachEvent(s, () => length++)
    if (length > before) filled++
  }
  const events = sharedInt32(length)
  const offsets = sharedInt32(filled + 1)
  let at = 0
  let session = 0
  for (let s = 0; s < sessions; s++) {
    eachEvent(s, (item) => {
      events[at++] = item
    })
    if (at > (offsets[session] ?? 0)) offsets[++session] = at
  }
  return { items, events, offsets, times: null, baskets: sharedBytes(filled).fill(basket), customers: null }
}
