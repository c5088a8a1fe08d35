/**
 * @module From a fitted scorer and candidate rows to the table that is served: the K strongest pairs of each row, by
 * their shares of the row's total, the last item's head in full and the other's by half.
 */
import { emptyTable, type SparseTable } from '../../table/sparse-table.ts'
import { writeTopK } from '../../table/top-k.ts'
import { CANDIDATES, type PairRows } from './candidates.ts'
import { FEATURES } from './features.ts'
import { createKernel, HEADS } from './network.ts'
import { type Scorer, writeValues } from './scorer.ts'

const EARLIER_SHARE = 0.5

export interface TableSize {
  items: number
  neighbours: number
  /** Heads kept: both, or the first alone. */
  heads: 1 | 2
}

/**
 * Values every row; the same rows and scorer give the same table, bit by bit.
 * @param rows with features standardised
 */
export function buildTable(
  rows: PairRows,
  scorer: Pick<Scorer, 'theta'>,
  { items, neighbours, heads }: TableSize,
  onRow?: (row: number) => void,
): SparseTable {
  const table = emptyTable(items, neighbours, heads)
  const kernel = createKernel()
  kernel.theta.set(scorer.theta)
  const columns = new Int32Array(CANDIDATES)
  const features = new Float32Array(CANDIDATES * FEATURES)
  const values = new Float64Array(CANDIDATES * HEADS)
  const places = Int32Array.from({ length: CANDIDATES }, (_, place) => place)
  const shares = new Float64Array(CANDIDATES)
  const best = new Int32Array(neighbours)
  const bestShare = new Float32Array(neighbours)
  for (let row = 0; row < items; row++) {
    onRow?.(row)
    const pairs = rows.write(row, columns, features, 0)
    kernel.x.set(features)
    kernel.forward(pairs)
    writeValues(kernel, pairs, values, 0)
    shares.fill(0)
    for (let head = 0; head < heads; head++) {
      let sum = 0
      for (let pair = 0; pair < pairs; pair++) sum += values[pair * HEADS + head] ?? 0
      const scale = (head === 0 ? 1 : EARLIER_SHARE) / sum
      for (let pair = 0; pair < pairs; pair++) {
        shares[pair] = (shares[pair] ?? 0) + scale * (values[pair * HEADS + head] ?? 0)
      }
    }
    const kept = writeTopK(places.subarray(0, pairs), shares, best, bestShare, 0, neighbours)
    for (let k = 0; k < kept; k++) {
      const place = best[k] ?? 0
      table.index[row * neighbours + k] = columns[place] ?? 0
      for (let head = 0; head < heads; head++) {
        table.value[(row * heads + head) * neighbours + k] = values[place * HEADS + head] ?? 0
      }
    }
  }
  return table
}
