/**
 * @module Asks a model every case once and keeps what evaluation needs of its answers, in flat arrays: some 100 bytes a
 * case, so that several models stand side by side.
 */

import { sessionRows } from '../../edge-model/contract/session.ts'
import type { SessionRule } from '../../edge-model/contract/table.ts'
import type { OnProgress } from '../models/model.ts'
import type { Ranker } from '../table/score.ts'
import { type Cases, caseCount } from './cases.ts'
import { rankOf } from './metrics.ts'
import type { ScoreMass } from './score-mass.ts'

/** How a model is asked. */
export interface Reader {
  ranker: Ranker
  /** Table row of a product id, or undefined. */
  rowOf: (productId: string) => number | undefined
  session: SessionRule
}

/** A model's answers, case by case. */
export interface Records {
  k: number
  /** Rank of the target among all products, 1 … k; 0 a miss. Baskets: among those not in the basket. [cases] */
  rank: Uint16Array
  /** Rank of the target among products that are not in the context; 0 a miss or a target that is. [cases] */
  novelRank: Uint16Array
  /** Rows of the list a shopper would see, products of the context left out; −1 beyond its end. [cases, k] */
  list: Int32Array
  /** Share of all scores that the first k ranked hold, and the first alone; NaN where nothing is known. [cases] */
  listShare: Float32Array
  firstShare: Float32Array
}

/** Room for the answers to so many cases. */
export function emptyRecords(cases: number, k: number): Records {
  return {
    k,
    rank: new Uint16Array(cases),
    novelRank: new Uint16Array(cases),
    list: new Int32Array(cases * k).fill(-1),
    listShare: new Float32Array(cases).fill(Number.NaN),
    firstShare: new Float32Array(cases).fill(Number.NaN),
  }
}

const NOTHING = new Int32Array(0)

/**
 * Asks all cases; one ranking gives a case's rank among all products and among novel ones, its list and its scores.
 * A target the model does not know is a miss.
 * @param mass the sum of all scores, for score shares; left out where nobody asks for them
 */
export async function rankCases(
  { ranker, rowOf, session: rule }: Reader,
  cases: Cases,
  k: number,
  { mass, onProgress }: { mass?: ScoreMass; onProgress?: OnProgress | undefined } = {},
): Promise<Records> {
  const total = caseCount(cases)
  const records = emptyRecords(total, k)
  const rows = Int32Array.from(cases.items, (productId) => rowOf(productId) ?? -1)
  for (let c = 0; c < total; c++) {
    if (c % 64 === 0) onProgress?.(c, total)
    const context = cases.events.subarray(cases.start[c], cases.end[c])
    const session = sessionRows(
      Array.from(context, (number) => cases.items[number] ?? ''),
      rowOf,
      rule,
    )
    if (session.rows.length === 0) continue
    const seen = new Set<number>()
    for (const number of context) {
      const row = rows[number] ?? -1
      if (row !== -1) seen.add(row)
    }
    const ranking = await ranker.rank(session, NOTHING, Math.min(ranker.items, k + 1 + seen.size))
    const target = rows[cases.target[c] ?? 0] ?? -1
    const upToK = (rank: number): number => (rank <= k ? rank : 0)
    const masked = cases.kind === 'baskets'
    if (target !== -1) {
      if (cases.novel[c] === 1) records.novelRank[c] = upToK(rankOf(target, ranking, seen))
      records.rank[c] = masked ? (records.novelRank[c] ?? 0) : upToK(rankOf(target, ranking))
    }
    let listed = 0
    let counted = 0
    let gained = 0
    let first = 0
    for (let place = 0; place < ranking.items.length; place++) {
      const row = ranking.items[place] ?? 0
      const score = ranking.scores[place] ?? 0
      if (score <= 0) break
      const isSeen = seen.has(row)
      if (!isSeen && listed < k) records.list[c * k + listed++] = row
      if ((masked && isSeen) || counted === k) continue
      if (counted++ === 0) first = score
      gained += score
    }
    const all = mass?.(session, masked ? seen : undefined) ?? 0
    if (all <= 0) continue
    records.listShare[c] = Math.min(1, gained / all)
    records.firstShare[c] = Math.min(1, first / all)
  }
  return records
}
