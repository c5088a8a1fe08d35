/**
 * @module Which products were numbered one after another. Shops number what they take in together: Shopify counts its
 * products up, suppliers number a line in a row, so neighbours in the order of ids are often of one line, and that is known
 * before the first sale.
 */
import { emptyTable, type SparseTable } from '../table/sparse-table.ts'

/** Products kept on each side. */
const BESIDE = 6

/**
 * The products beside each in the order of their ids, runs of digits compared by their worth; closeness is 1 / distance².
 * @param items product ids by row
 * @returns [n, 2 · BESIDE], rows best first
 */
export function besideByNumber(items: readonly string[]): SparseTable {
  const { compare } = new Intl.Collator('en', { numeric: true })
  const order = Array.from(items.keys()).sort((a, b) => compare(items[a] ?? '', items[b] ?? '') || a - b)
  const table = emptyTable(items.length, 2 * BESIDE)
  order.forEach((item, place) => {
    let at = item * table.neighbours
    for (let distance = 1; distance <= BESIDE; distance++) {
      for (const beside of [order[place - distance], order[place + distance]]) {
        if (beside === undefined) continue
        table.index[at] = beside
        table.value[at++] = 1 / distance ** 2
      }
    }
  })
  return table
}
