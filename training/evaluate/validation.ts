/**
 * @module One number for how well a model does on sessions it did not learn from, to choose between models with.
 */
import { sessionRows } from '../../edge-model/contract/session.ts'
import { type SessionLog, sessionCount } from '../dataset/session-log.ts'
import type { Model } from '../models/model.ts'
import { MAX_SESSION_EVENTS } from '../models/session-index.ts'
import { tableRanker } from '../table/score.ts'
import { basketHitRate, holdOut } from './baskets.ts'
import { evaluateNextItem, rowLookup } from './next-item.ts'

const K = 20
/** Products of a basket that stay at most. */
const MOST_KEPT = 20

export interface Validation {
  /** Visits: HR@20 + MRR@20, of all targets and of novel ones. Baskets: HR@20. Higher is better; 0 without predictions. */
  score: number
  /** HR@20 of all targets, for people. */
  hr: number
  predictions: number
}

/**
 * @param items product ids of the model's rows
 * @param sessions to measure on; baskets where most of them are
 */
export async function measureModel(
  { table, session }: Model,
  items: readonly string[],
  sessions: SessionLog,
): Promise<Validation> {
  const log = withoutCrawlers(sessions)
  const ranker = tableRanker(table)
  const rowOf = rowLookup(items)
  const baskets = log.baskets.reduce((sum, basket) => sum + basket, 0)
  if (2 * baskets <= sessionCount(log)) {
    const protocol = { k: K, minPrefix: 1 }
    const { all, novel, predictions } = await evaluateNextItem({ ranker, rowOf, session }, log, protocol)
    return { score: all.hr + all.mrr + novel.hr + novel.mrr, hr: all.hr, predictions }
  }
  const heldOut = holdOut(log, { seed: 1, most: MOST_KEPT })
  const hr = await basketHitRate(
    heldOut,
    async (kept) => {
      const rows = sessionRows(kept, rowOf, session)
      const exclude = Int32Array.from(kept.flatMap((productId) => rowOf(productId) ?? []))
      const ranking = await ranker.rank(rows, exclude, Math.min(K, ranker.items))
      return Array.from(ranking.items, (row) => items[row] ?? '')
    },
    K,
  )
  return { score: hr, hr, predictions: heldOut.length }
}

/**
 * Sessions longer than what counts of one are no shoppers': one of 100,000 events would be most of the predictions, and
 * each of them reads all before it.
 */
function withoutCrawlers(log: SessionLog): SessionLog {
  const lengthOf = (s: number): number => (log.offsets[s + 1] ?? 0) - (log.offsets[s] ?? 0)
  const all = Array.from({ length: sessionCount(log) }, (_, s) => s)
  const kept = all.filter((s) => lengthOf(s) <= MAX_SESSION_EVENTS)
  if (kept.length === all.length) return log
  const offsets = [0]
  for (const s of kept) offsets.push((offsets.at(-1) ?? 0) + lengthOf(s))
  const events = new Int32Array(offsets.at(-1) ?? 0)
  for (const [place, s] of kept.entries()) {
    events.set(log.events.subarray(log.offsets[s], log.offsets[s + 1]), offsets[place])
  }
  const { times, customers } = log
  return {
    items: log.items,
    events,
    offsets: Int32Array.from(offsets),
    times: times && Float64Array.from(kept, (s) => times[s] ?? 0),
    baskets: Uint8Array.from(kept, (s) => log.baskets[s] ?? 0),
    customers: customers && Int32Array.from(kept, (s) => customers[s] ?? -1),
  }
}
