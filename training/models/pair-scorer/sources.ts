/**
 * @module What pairs are counted from: visits, baskets and customers' order histories, each a log of its own over the same
 * items. A network that sees them apart learns what each is worth for what it predicts.
 */
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
  const known = new Set<number>()
  let orders = 0
  log.customers?.forEach((customer, s) => {
    if (customer < 0 || log.baskets[s] !== 1) return
    known.add(customer)
    orders++
  })
  return {
    visits: baskets < sessionCount(log) || baskets === 0,
    baskets: baskets > 0,
    histories: orders > 0 && orders >= LEAST_ORDERS * known.size,
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
  const chosen: Int32Array[] = []
  for (let s = 0; s < sessionCount(log); s++) {
    if (log.baskets[s] !== basket) continue
    chosen.push(kept(log.events.subarray(log.offsets[s], log.offsets[s + 1]), without))
  }
  return logOf(log.items, chosen, basket)
}

/** All orders of a customer as one visit, first to last; customers by their last order. */
function historiesOf(log: SessionLog, without: Uint8Array | null): SessionLog {
  const byCustomer = new Map<number, number[]>()
  log.customers?.forEach((customer, s) => {
    if (customer < 0 || log.baskets[s] !== 1) return
    const events = byCustomer.get(customer) ?? []
    events.push(...kept(log.events.subarray(log.offsets[s], log.offsets[s + 1]), without))
    // Set anew, a customer moves behind all whose last order is older.
    byCustomer.delete(customer)
    byCustomer.set(customer, events.slice(-MAX_SESSION_EVENTS))
  })
  const histories = [...byCustomer.values()].map((events) => Int32Array.from(events))
  return logOf(log.items, histories, 0)
}

const kept = (events: Int32Array, without: Uint8Array | null): Int32Array =>
  without === null ? events : events.filter((item) => without[item] === 0)

function logOf(items: string[], sessions: readonly Int32Array[], basket: 0 | 1): SessionLog {
  const filled = sessions.filter((session) => session.length > 0)
  const events = sharedInt32(filled.reduce((sum, session) => sum + session.length, 0))
  const offsets = sharedInt32(filled.length + 1)
  filled.forEach((session, s) => {
    events.set(session, offsets[s])
    offsets[s + 1] = (offsets[s] ?? 0) + session.length
  })
  return {
    items,
    events,
    offsets,
    times: null,
    baskets: sharedBytes(filled.length).fill(basket),
    customers: null,
  }
}
