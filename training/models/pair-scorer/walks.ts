/**
 * @module Random walks over pairs: what items are reached in one, two and three steps.
 *
 * Counts know only items that met in a session. With z = F + .4 R + Fa off the diagonal,
 *
 *     P_ij = z_ij / (Σ_j z_ij + 1)        P2 = P·P        P3 = P2·P
 *
 * reach further: P2 finds what goes with what goes with i. The + 1 lets a walk from a rarely seen item end early, so
 * little is claimed from little. P keeps its 120 strongest entries a row and P2 its 250; diagonals are dropped.
 * P alone is stored. Row i of P2 and P3 needs only row i before it: they are walked when asked for.
 */
import type { SparseTable } from '../../table/sparse-table.ts'
import { writeTopK } from '../../table/top-k.ts'
import { COUNTS, F, FA, type PairCounter, R } from './counts.ts'

export const STEP_ENTRIES = 120
const TWO_STEP_ENTRIES = 250
const BACKWARD = 0.4

/** A function that writes one row of P into a table of 120 entries a row, best entries first. */
export function createStepWriter(counter: PairCounter, table: SparseTable): (row: number) => void {
  const { sums } = counter
  /** z and then P of a row; what lies outside the row's columns is never read, [n]. */
  const steps = new Float64Array(counter.items)
  return (row) => {
    const columns = counter.load(row)
    let total = 1
    for (const column of columns) {
      const base = column * COUNTS
      const z =
        column === row ? 0 : (sums[base + F] ?? 0) + BACKWARD * (sums[base + R] ?? 0) + (sums[base + FA] ?? 0)
      steps[column] = z
      total += z
    }
    for (const column of columns) steps[column] = (steps[column] ?? 0) / total
    writeTopK(columns, steps, table.index, table.value, row * STEP_ENTRIES, STEP_ENTRIES)
  }
}

export interface Walker {
  /** One, two and three steps from the item walked from last, dense, [n] each; 0 outside the columns. */
  one: Float64Array
  two: Float64Array
  three: Float64Array
  /** Walks from an item; returns every column that one of the three reaches, the item itself left out. */
  walk(item: number): Int32Array
}

/** A walker over P; its arrays are reused, so they hold until the next `walk`. */
export function createWalker(table: SparseTable): Walker {
  const { items, index, value } = table
  const one = new Float64Array(items)
  const two = new Float64Array(items)
  const three = new Float64Array(items)
  const raw = new Float64Array(items)
  const rawColumns = new Int32Array(items)
  const keptIndex = new Int32Array(TWO_STEP_ENTRIES)
  const keptValue = new Float32Array(TWO_STEP_ENTRIES)
  const columns = new Int32Array(items)
  const isColumn = new Uint8Array(items)
  let found = 0

  const reach = (column: number): void => {
    if (isColumn[column] === 1) return
    isColumn[column] = 1
    columns[found++] = column
  }

  return {
    one,
    two,
    three,
    walk(item) {
      for (let c = 0; c < found; c++) {
        const column = columns[c] ?? 0
        one[column] = 0
        two[column] = 0
        three[column] = 0
        isColumn[column] = 0
      }
      found = 0
      let rawFound = 0
      for (let at = item * STEP_ENTRIES; at < (item + 1) * STEP_ENTRIES; at++) {
        const step = value[at] ?? 0
        if (step === 0) break
        const middle = index[at] ?? 0
        reach(middle)
        one[middle] = step
        for (let to = middle * STEP_ENTRIES; to < (middle + 1) * STEP_ENTRIES; to++) {
          const gain = step * (value[to] ?? 0)
          if (gain === 0) break
          const column = index[to] ?? 0
          const sum = raw[column] ?? 0
          if (sum === 0) rawColumns[rawFound++] = column
          raw[column] = sum + gain
        }
      }
      raw[item] = 0
      const reached = rawColumns.subarray(0, rawFound)
      const kept = writeTopK(reached, raw, keptIndex, keptValue, 0, TWO_STEP_ENTRIES)
      for (const column of reached) raw[column] = 0
      for (let k = 0; k < kept; k++) {
        const middle = keptIndex[k] ?? 0
        const twoSteps = keptValue[k] ?? 0
        reach(middle)
        two[middle] = twoSteps
        for (let to = middle * STEP_ENTRIES; to < (middle + 1) * STEP_ENTRIES; to++) {
          const gain = twoSteps * (value[to] ?? 0)
          if (gain === 0) break
          const column = index[to] ?? 0
          if (column === item) continue
          reach(column)
          three[column] = (three[column] ?? 0) + gain
        }
      }
      return columns.subarray(0, found)
    },
  }
}
