/**
 * @module The pairs worth scoring: for item i itself and the 99 items that its walks reach best, by P + .3 P2 + .15 P3.
 */

import type { SessionLog } from '../../dataset/session-log.ts'
import { writeTopK } from '../../table/top-k.ts'
import { createCounter } from './counts.ts'
import { FEATURES, type Standard, standardise, writeFeatures } from './features.ts'
import { createWalker, stepTable } from './walks.ts'

/** Candidates a row at most. */
export const CANDIDATES = 100

export interface PairRows {
  /**
   * Writes a row's candidates, columns ascending, and their features, not standardised.
   * @param columns [CANDIDATES] from `at` on; @param features [CANDIDATES, FEATURES] from `at · FEATURES` on
   * @returns how many; 0 for an item no session holds
   */
  write(item: number, columns: Int32Array, features: Float32Array, at: number): number
}

/** Counts a log and makes its candidate rows. */
export function createCandidateRows(log: SessionLog, onRow?: (row: number) => void): PairRows {
  const counter = createCounter(log)
  const { walk, one, two, three } = createWalker(stepTable(counter, onRow))
  const reach = new Float64Array(counter.items)
  const best = new Int32Array(CANDIDATES)
  const bestValue = new Float32Array(CANDIDATES)
  return {
    write(item, columns, features, at) {
      if (counter.pop[item] === 0) return 0
      const reached = walk(item)
      for (const column of reached) {
        reach[column] = (one[column] ?? 0) + 0.3 * (two[column] ?? 0) + 0.15 * (three[column] ?? 0)
      }
      const used = writeTopK(reached, reach, best, bestValue, 0, CANDIDATES - 1)
      best[used] = item
      const chosen = best.subarray(0, used + 1).sort()
      counter.load(item)
      chosen.forEach((column, c) => {
        columns[at + c] = column
        writeFeatures(
          counter,
          item,
          column,
          two[column] ?? 0,
          three[column] ?? 0,
          features,
          (at + c) * FEATURES,
        )
      })
      return chosen.length
    },
  }
}

/** The same rows with standardised features. */
export function standardisedRows(rows: PairRows, standard: Standard): PairRows {
  return {
    write(item, columns, features, at) {
      const pairs = rows.write(item, columns, features, at)
      standardise(features.subarray(at * FEATURES), pairs, standard)
      return pairs
    },
  }
}
