/**
 * @module What a model is asked on test sessions, once for all models: contexts and targets in flat arrays.
 *
 * Visits: each prefix of a session asks for the event that follows it. Baskets: the products that stay ask for the one
 * that was hidden. Items are numbers of the test log.
 */
import { type SessionLog, sessionCount } from '../dataset/session-log.ts'
import { seededRandom } from './random.ts'

/** Products of a basket that stay at most: as many as a shelf's request may carry. */
export const MOST_KEPT = 20
/** Draws the hidden products. */
const HIDING_SEED = 1

export interface Cases {
  /** Of baskets nothing that is in them may be named, so all their targets are novel. */
  kind: 'visits' | 'baskets'
  /** Product ids; `events` and `target` are indices into this list. */
  items: string[]
  /** Case c is asked with `events[start[c]] … events[end[c] - 1]`, newest last. */
  events: Int32Array
  start: Int32Array
  end: Int32Array
  /** [cases] */
  target: Int32Array
  /** 1 where the target is not in the context, [cases]. */
  novel: Uint8Array
  /** Number of the session, 0 … sessions − 1, not decreasing, [cases]. */
  session: Int32Array
  /** Sessions with at least one case. */
  sessions: number
}

export const caseCount = (cases: Cases): number => cases.target.length

/** The cases of a log: of baskets where most of its sessions are baskets, of visits otherwise. */
export function casesOf(log: SessionLog, minPrefix: number): Cases {
  const baskets = log.baskets.reduce((sum, basket) => sum + basket, 0)
  return 2 * baskets > sessionCount(log)
    ? basketCases(log, { seed: HIDING_SEED, most: MOST_KEPT })
    : visitCases(log, minPrefix)
}

/** Every prefix of at least `minPrefix` events asks for the next event. */
export function visitCases(log: SessionLog, minPrefix: number): Cases {
  let total = 0
  for (let s = 0; s < sessionCount(log); s++) {
    total += Math.max(0, (log.offsets[s + 1] ?? 0) - (log.offsets[s] ?? 0) - minPrefix)
  }
  const cases = emptyCases('visits', log.items, log.events, total)
  let at = 0
  for (let s = 0; s < sessionCount(log); s++) {
    const first = log.offsets[s] ?? 0
    const end = log.offsets[s + 1] ?? 0
    if (end - first <= minPrefix) continue
    const seen = new Set(log.events.subarray(first, first + minPrefix))
    for (let next = first + minPrefix; next < end; next++) {
      const target = log.events[next] ?? 0
      cases.start[at] = first
      cases.end[at] = next
      cases.target[at] = target
      cases.novel[at] = seen.has(target) ? 0 : 1
      cases.session[at++] = cases.sessions
      seen.add(target)
    }
    cases.sessions++
  }
  return cases
}

/**
 * Hides one product, drawn with the seed, of each basket with at least two.
 * @param most products that stay at most; of a larger basket the last ones
 */
export function basketCases(log: SessionLog, { seed, most }: { seed: number; most: number }): Cases {
  const random = seededRandom(seed)
  const events: number[] = []
  const hidden: number[] = []
  const bounds: number[] = [0]
  for (let s = 0; s < sessionCount(log); s++) {
    const products = [...new Set(log.events.subarray(log.offsets[s], log.offsets[s + 1]))]
    if (log.baskets[s] !== 1 || products.length < 2) continue
    hidden.push(...products.splice(Math.floor(random() * products.length), 1))
    for (const product of products.slice(-most)) events.push(product)
    bounds.push(events.length)
  }
  const cases = emptyCases('baskets', log.items, Int32Array.from(events), hidden.length)
  cases.start.set(bounds.slice(0, -1))
  cases.end.set(bounds.slice(1))
  cases.target.set(hidden)
  cases.novel.fill(1)
  cases.session.forEach((_, c) => {
    cases.session[c] = c
  })
  cases.sessions = hidden.length
  return cases
}

/** Cases first … end − 1, in memory of their own; session numbers stay. */
export function someCases(cases: Cases, first: number, end: number): Cases {
  const { start, end: ends, target, novel, session } = cases
  return {
    ...cases,
    start: start.slice(first, end),
    end: ends.slice(first, end),
    target: target.slice(first, end),
    novel: novel.slice(first, end),
    session: session.slice(first, end),
  }
}

function emptyCases(kind: Cases['kind'], items: string[], events: Int32Array, count: number): Cases {
  return {
    kind,
    items,
    events,
    start: new Int32Array(count),
    end: new Int32Array(count),
    target: new Int32Array(count),
    novel: new Uint8Array(count),
    session: new Int32Array(count),
    sessions: 0,
  }
}
