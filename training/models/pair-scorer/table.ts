/**
 * @module From a fitted scorer and candidate rows to the table that is served: the K strongest pairs of each row, by
 * their shares of the row's total, the last item's head in full and the other's by half.
 */
import type { SparseTable } from '../../table/sparse-table.ts'
import { writeTopK } from '../../table/top-k.ts'
import { CANDIDATES, type PairRows } from './candidates.ts'
import { type Standard, standardise } from './features.ts'
import { HEADS, type Kernel } from './network.ts'
import { writeValues } from './scorer.ts'

const EARLIER_SHARE = 0.5

/**
 * A function that values one row and writes it into the table; the same rows and weights give the same table, bit by bit.
 * @param kernel holds the scorer's θ
 */
export function createTableWriter(
  rows: PairRows,
  kernel: Kernel,
  standard: Standard,
  table: SparseTable,
): (row: number) => void {
  const { neighbours, heads } = table
  const columns = new Int32Array(CANDIDATES)
  const features = new Float32Array(CANDIDATES * rows.width)
  const values = new Float64Array(CANDIDATES * HEADS)
  const places = Int32Array.from({ length: CANDIDATES }, (_, place) => place)
  const shares = new Float64Array(CANDIDATES)
  const best = new Int32Array(neighbours)
  const bestShare = new Float32Array(neighbours)
  return (row) => {
    const pairs = rows.write(row, columns, features, 0)
    standardise(features, 0, pairs, standard)
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
}
