/**
 * @module The candidate rows that fitting needs, features standardised, in memory: 80 bytes a pair.
 */
import { type SessionLog, sessionCount } from '../../dataset/session-log.ts'
import { CANDIDATES, type PairRows } from './candidates.ts'
import { FEATURES, type Standard, standardise, standardOf } from './features.ts'

export interface FitTable extends PairRows {
  /** Rows in the table. */
  slots: number
  /** Slot of each item, [n]; −1: no row. */
  slotOf: Int32Array
  /** First pair of each slot, [slots + 1]. */
  starts: Int32Array
  /** Candidates of each slot, ascending, [pairs]. */
  columns: Int32Array
  /** [pairs, FEATURES] */
  features: Float32Array
  standard: Standard
  /** The pair (slot, item), or −1 where the item is no candidate. */
  find(slot: number, item: number): number
}

/** Makes the rows, features standardised, of all items that these sessions hold and the counted sessions know. */
export function createFitTable(
  rows: PairRows,
  log: SessionLog,
  onRow?: (done: number, of: number) => void,
): FitTable {
  const slotOf = new Int32Array(log.items.length).fill(-1)
  const items = [...new Set(log.events.subarray(log.offsets[0], log.offsets[sessionCount(log)]))]
  const columns = new Int32Array(items.length * CANDIDATES)
  const features = new Float32Array(items.length * CANDIDATES * FEATURES)
  const starts = new Int32Array(items.length + 1)
  const sizes = new Int32Array(items.length)
  // Rows are cheapest made in ascending order of their items; slots follow the order in which items came up.
  const places = [...items.keys()].sort((a, b) => (items[a] ?? 0) - (items[b] ?? 0))
  for (const [done, place] of places.entries()) {
    onRow?.(done, items.length)
    sizes[place] = rows.write(items[place] ?? 0, columns, features, place * CANDIDATES)
  }
  let slots = 0
  let pairs = 0
  for (const [place, item] of items.entries()) {
    const size = sizes[place] ?? 0
    if (size === 0) continue
    const from = place * CANDIDATES
    columns.copyWithin(pairs, from, from + size)
    features.copyWithin(pairs * FEATURES, from * FEATURES, (from + size) * FEATURES)
    pairs += size
    slotOf[item] = slots++
    starts[slots] = pairs
  }
  const standard = standardOf(features, pairs)
  standardise(features, pairs, standard)
  return {
    slots,
    slotOf,
    starts,
    columns,
    features,
    standard,
    write(item, intoColumns, intoFeatures, at) {
      const slot = slotOf[item] ?? -1
      const start = starts[slot] ?? 0
      const end = starts[slot + 1] ?? 0
      if (slot < 0) return 0
      intoColumns.set(columns.subarray(start, end), at)
      intoFeatures.set(features.subarray(start * FEATURES, end * FEATURES), at * FEATURES)
      return end - start
    },
    find(slot, item) {
      let low = starts[slot] ?? 0
      let high = (starts[slot + 1] ?? 0) - 1
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
