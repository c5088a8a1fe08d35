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
   * @param session rows and weights by head, L ≥ 1
   * @param exclude rows not to be ranked
   */
  rank(session: SessionRows, exclude: Int32Array, k: number): Ranking | Promise<Ranking>
}

/** Ranks by score(j) = Σ over the session's rows and the heads of weight · B[row, head, j], in double precision. */
export function tableRanker(table: SparseTable): Ranker {
  const { items, neighbours, heads, index, value } = table
  const scores = new Float64Array(items)
  const touched = new Int32Array(items)
  return {
    items,
    rank({ rows, weights }, exclude, k) {
      let found = 0
      for (let pair = 0; pair < rows.length * heads; pair++) {
        const weight = weights[pair] ?? 0
        const row = rows[Math.floor(pair / heads)] ?? 0
        const first = (row * heads + (pair % heads)) * neighbours
        for (let at = 0; at < neighbours; at++) {
          const gain = weight * (value[first + at] ?? 0)
          if (gain === 0) continue
          const column = index[row * neighbours + at] ?? 0
          if (scores[column] === 0) touched[found++] = column
          scores[column] = (scores[column] ?? 0) + gain
        }
      }
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
