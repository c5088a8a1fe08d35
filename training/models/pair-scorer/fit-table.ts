/**
 * @module The candidate rows that fitting needs, features standardised, in shared memory: 400 · width bytes a row. A table
 * takes the place of the one made before of the same counting: there is memory for one.
 */
import { layoutIn } from '../../parallel/wasm-memory.ts'
import { CANDIDATES, type PairRule } from './candidates.ts'
import type { Counting } from './counting.ts'
import { type Standard, standardise, standardOf } from './features.ts'
import { HEADS } from './network.ts'

export interface FitTable {
  /** Rows in the table; slot s has places s · CANDIDATES … s · CANDIDATES + sizes[s] − 1. */
  slots: number
  /** Slot of each item, [n]; −1: no row. */
  slotOf: Int32Array
  /** Candidates of each slot, [slots]. */
  sizes: Int32Array
  /** Candidates, ascending within a slot, [slots, CANDIDATES]. */
  columns: Int32Array
  /** B of each pair by the scorer that ran last, and ∂loss/∂B beside what all pairs of a row share, [slots, CANDIDATES, HEADS]. */
  values: Float64Array
  extra: Float64Array
  /** Sum of B over a row, and the slope that all its pairs share, [slots, HEADS]. */
  rowSums: Float64Array
  rowSlopes: Float64Array
  standard: Standard
  /** The place of (slot, item), or −1 where the item is no candidate. */
  find(slot: number, item: number): number
}

/** Makes the rows of these items, as far as the counted sessions know them. */
export async function createFitTable(
  counting: Counting,
  rule: PairRule,
  items: Int32Array,
): Promise<FitTable> {
  const { width } = counting
  const slots = items.length
  const slotOf = new Int32Array(counting.items).fill(-1)
  const layout = layoutIn(counting.memory)
  const features = layout.float32(slots * CANDIDATES * width)
  const columns = layout.int32(slots * CANDIDATES)
  const sizes = layout.int32(slots)
  await counting.writeRows(rule, { items, columns, features, sizes })
  items.forEach((item, slot) => {
    if ((sizes[slot] ?? 0) > 0) slotOf[item] = slot
  })
  const standard = standardOf(features, width, places(sizes))
  for (let slot = 0; slot < slots; slot++) {
    standardise(features, slot * CANDIDATES, sizes[slot] ?? 0, standard)
  }
  return {
    slots,
    slotOf,
    sizes,
    columns,
    values: layout.float64(slots * CANDIDATES * HEADS),
    extra: layout.float64(slots * CANDIDATES * HEADS),
    rowSums: layout.float64(slots * HEADS),
    rowSlopes: layout.float64(slots * HEADS),
    standard,
    find(slot, item) {
      let low = slot * CANDIDATES
      let high = low + (sizes[slot] ?? 0) - 1
      while (low <= high) {
        const middle = (low + high) >> 1
        const column = columns[middle] ?? 0
        if (column === item) return middle
        if (column < item) low = middle + 1
        else high = middle - 1
      }
      return -1
    },
  }
}

function* places(sizes: Int32Array): Generator<number> {
  for (const [slot, size] of sizes.entries()) {
    for (let c = 0; c < size; c++) yield slot * CANDIDATES + c
  }
}
