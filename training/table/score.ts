/**
 * @module Scores a session against a table in plain TypeScript: what the exported graph is compared with.
 */
import type { SessionRows } from '../../edge-model/contract/session.ts'
import type { SparseTable } from './sparse-table.ts'
import { writeTopK } from './top-k.ts'

/** Table rows and their scores, best first; of equal scores the lower row comes first. */
export interface Ranking {
  items: ArrayLike<number>
  scores: ArrayLike<number>
}

/** Something that ranks the table's items for a session: the exported graph, or this table. */
export interface Ranker {
  /** Items that can be ranked, n. */
  items: number
  /**
   * The best k, fewer where fewer score above 0.
   * @param session rows and weights, L ≥ 1
   * @param exclude rows not to be ranked
   */
  rank(session: SessionRows, exclude: Int32Array, k: number): Ranking | Promise<Ranking>
}

/** Ranks by score(j) = Σ over the session's rows of weight · B[row, j], in double precision. */
export function tableRanker(table: SparseTable): Ranker {
  const { items, neighbours, index, value } = table
  const scores = new Float64Array(items)
  const touched = new Int32Array(items)
  return {
    items,
    rank({ rows, weights }, exclude, k) {
      let found = 0
      rows.forEach((row, r) => {
        const weight = weights[r] ?? 0
        const end = (row + 1) * neighbours
        for (let at = row * neighbours; at < end; at++) {
          const gain = weight * (value[at] ?? 0)
          if (gain === 0) break
          const column = index[at] ?? 0
          if (scores[column] === 0) touched[found++] = column
          scores[column] = (scores[column] ?? 0) + gain
        }
      })
      for (const row of exclude) scores[row] = 0
      const columns = touched.subarray(0, found)
      const best = new Int32Array(k)
      const bestScores = new Float32Array(k)
      const used = writeTopK(columns, scores, best, bestScores, 0, k)
      for (const column of columns) scores[column] = 0
      return { items: best.subarray(0, used), scores: bestScores.subarray(0, used) }
    },
  }
}
