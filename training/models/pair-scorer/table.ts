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
/** Of the K entries, those kept for items without counts, however little the scorer makes of them. */
const FRESH_PART = 0.15

/** Chooses which pairs of a row are kept. */
export interface Keeper {
  /** Places of the kept pairs, strongest first; holds until the next `keep`. */
  kept: Int32Array
  /**
   * @param columns items of the pairs, and @param values B^o of them, [pairs, HEADS], both from 0 on
   * @returns how many are kept
   */
  keep(columns: Int32Array, values: Float64Array, pairs: number): number
}

/** @param isFresh items without counts, [n] */
export function createKeeper(isFresh: Uint8Array, neighbours: number, heads: number): Keeper {
  const shares = new Float64Array(CANDIDATES)
  const all = Int32Array.from({ length: CANDIDATES }, (_, place) => place)
  const kept = new Int32Array(neighbours)
  const room = Math.ceil(neighbours * FRESH_PART)
  const best = new Int32Array(room)
  const bestShare = new Float32Array(Math.max(neighbours, room))

  const writeShares = (values: Float64Array, pairs: number): void => {
    shares.fill(0)
    for (let head = 0; head < heads; head++) {
      let sum = 0
      for (let pair = 0; pair < pairs; pair++) sum += values[pair * HEADS + head] ?? 0
      const scale = (head === 0 ? 1 : EARLIER_SHARE) / sum
      for (let pair = 0; pair < pairs; pair++) {
        shares[pair] = (shares[pair] ?? 0) + scale * (values[pair * HEADS + head] ?? 0)
      }
    }
  }

  return {
    kept,
    keep(columns, values, pairs) {
      writeShares(values, pairs)
      const places = all.subarray(0, pairs)
      const fresh = places.filter((place) => isFresh[columns[place] ?? 0] === 1)
      const reserved = writeTopK(fresh, shares, best, bestShare, 0, room)
      const chosen = best.subarray(0, reserved)
      const others = reserved === 0 ? places : places.filter((place) => !chosen.includes(place))
      const used = writeTopK(others, shares, kept, bestShare, 0, neighbours - reserved)
      kept.set(chosen, used)
      if (reserved > 0) {
        kept.subarray(0, used + reserved).sort((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0) || a - b)
      }
      return used + reserved
    },
  }
}

/**
 * A function that values one row and writes it into the table; the same rows and weights give the same table, bit by bit.
 * @param kernels each holds θ of one of the scorer's networks and reads `features`, [CANDIDATES, width]
 * @param isFresh items without counts, [n], whose values are multiplied by `boost`
 */
export function createTableWriter(
  rows: PairRows,
  { kernels, features }: { kernels: readonly Kernel[]; features: Float32Array },
  { standard, isFresh, boost }: { standard: Standard; isFresh: Uint8Array; boost: number },
  table: SparseTable,
): (row: number) => void {
  const { neighbours, heads } = table
  const columns = new Int32Array(CANDIDATES)
  const logits = new Float32Array(CANDIDATES * HEADS)
  const values = new Float64Array(CANDIDATES * HEADS)
  const { keep, kept } = createKeeper(isFresh, neighbours, heads)
  return (row) => {
    const pairs = rows.write(row, columns, features, 0)
    standardise(features, 0, pairs, standard)
    writeLogits(kernels, pairs, logits)
    writeValues(logits, pairs, values, 0)
    for (let v = 0; v < pairs * HEADS; v++) {
      if (isFresh[columns[Math.floor(v / HEADS)] ?? 0] === 1) values[v] = boost * (values[v] ?? 0)
    }
    const used = keep(columns, values, pairs)
    for (let k = 0; k < used; k++) {
      const place = kept[k] ?? 0
      table.index[row * neighbours + k] = columns[place] ?? 0
      for (let head = 0; head < heads; head++) {
        table.value[(row * heads + head) * neighbours + k] = values[place * HEADS + head] ?? 0
      }
    }
  }
}

/** The mean of the networks' logits of each pair, [pairs, HEADS]. */
function writeLogits(kernels: readonly Kernel[], pairs: number, into: Float32Array): void {
  into.fill(0)
  for (const kernel of kernels) {
    kernel.forward(0, pairs)
    for (let v = 0; v < pairs * HEADS; v++)
      into[v] = (into[v] ?? 0) + (kernel.logits[v] ?? 0) / kernels.length
  }
}
