/**
 * @module Random tables and requests for them, as they come in serving: rows of uneven length, repeated products in what
 * is excluded, short and long lists.
 */
import { seededRandom } from '../../training/evaluate/random.ts'
import type { TableShape } from '../../training/export/weights.ts'
import { emptyTable, type SparseTable } from '../../training/table/sparse-table.ts'

export interface Request {
  /** [L] */
  rows: number[]
  /** [L · heads] */
  weights: number[]
  /** [E] */
  exclude: number[]
  k: number
}

const LONGEST_SESSION = 10
const LISTS = [1, 20, 200, 1000]

/** A table whose rows name 0 to K different products each, with values that fall off like counts do. */
export function randomTable({ items, neighbours, heads }: TableShape): SparseTable {
  const random = seededRandom(items + heads)
  const below = (bound: number): number => Math.floor(random() * bound)
  const table = emptyTable(items, neighbours, heads)
  for (let row = 0; row < items; row++) {
    const used = below(10) === 0 ? below(neighbours) : neighbours
    const columns = new Set<number>()
    while (columns.size < used) columns.add(below(items))
    table.index.set([...columns], row * neighbours)
    for (let head = 0; head < heads; head++) {
      const start = (row * heads + head) * neighbours
      for (let at = 0; at < used; at++) table.value[start + at] = random() ** 4
    }
  }
  return table
}

/** Requests of 1 to 10 session items, half of them excluding those and more. */
export function randomRequests(count: number, { items, heads }: TableShape): Request[] {
  const random = seededRandom(count)
  const below = (bound: number): number => Math.floor(random() * bound)
  return Array.from({ length: count }, (_, number) => {
    const rows = Array.from({ length: 1 + below(LONGEST_SESSION) }, () => below(items))
    const weights = rows.flatMap(() => Array.from({ length: heads }, () => Math.fround(random())))
    const more = Array.from({ length: below(50) }, () => below(items))
    const exclude = number % 2 === 0 ? [] : [...rows, ...more, ...more.slice(0, 3)]
    return { rows, weights, exclude, k: Math.min(LISTS[number % LISTS.length] ?? 1, items) }
  })
}
