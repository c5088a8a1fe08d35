/**
 * @module Walks that change over to look-alikes: how a product without counts borrows those of products like it.
 *
 *     S_ij = near_ij / (Σ_j near_ij + ½)        P: the mean of the sources' steps, see walks.ts
 *     after = P·S     before = S·P     around = S·P·S
 *
 * `after` finds new products for known ones, `before` known ones for a new product, `around` new ones for new ones.
 */
import type { SparseTable } from '../../table/sparse-table.ts'
import { writeTopK } from '../../table/top-k.ts'
import type { PairCounter } from './counts.ts'
import type { AlikeSales, ContentWalk } from './features.ts'

/** Entries of S·P that go on to S·P·S. */
const BEFORE_ENTRIES = 120

export interface ContentWalker {
  /** Walks from an item; returns every column reached, the item itself left out. */
  walk(item: number): Int32Array
  /** What the last walk found of a column. */
  read(column: number): ContentWalk
  /** How near a column is by content alone, for choosing candidates. */
  reach(column: number): number
}

export function createContentWalker(alike: SparseTable, steps: readonly SparseTable[]): ContentWalker {
  const { items } = alike
  const nearness = new Float64Array(items)
  const after = new Float64Array(items)
  const before = new Float64Array(items)
  const around = new Float64Array(items)
  const isColumn = new Uint8Array(items)
  const columns = new Int32Array(items)
  const keptIndex = new Int32Array(BEFORE_ENTRIES)
  const keptValue = new Float32Array(BEFORE_ENTRIES)
  let found = 0

  const add = (walk: Float64Array, column: number, gain: number): void => {
    if (isColumn[column] === 0) {
      isColumn[column] = 1
      columns[found++] = column
    }
    walk[column] = (walk[column] ?? 0) + gain
  }
  /** walk += weight · S[item, :] */
  const addAlike = (walk: Float64Array, item: number, weight: number): void => {
    const scale = weight / hopTotal(alike, item)
    eachEntry(alike, item, (column, near) => add(walk, column, scale * near))
  }
  const eachStep = (item: number, visit: (column: number, step: number) => void): void => {
    for (const table of steps) eachEntry(table, item, (column, step) => visit(column, step / steps.length))
  }

  return {
    walk(item) {
      for (const column of columns.subarray(0, found)) {
        for (const walk of [nearness, after, before, around]) walk[column] = 0
        isColumn[column] = 0
      }
      found = 0
      const scale = 1 / hopTotal(alike, item)
      eachEntry(alike, item, (like, near) => {
        add(nearness, like, near)
        eachStep(like, (column, step) => add(before, column, scale * near * step))
      })
      const kept = writeTopK(columns.subarray(0, found), before, keptIndex, keptValue, 0, BEFORE_ENTRIES)
      for (let k = 0; k < kept; k++) addAlike(around, keptIndex[k] ?? 0, keptValue[k] ?? 0)
      eachStep(item, (column, step) => addAlike(after, column, step))
      for (const walk of [nearness, after, before, around]) walk[item] = 0
      if (isColumn[item] === 1) {
        columns[columns.subarray(0, found).indexOf(item)] = columns[--found] ?? 0
        isColumn[item] = 0
      }
      return columns.subarray(0, found)
    },
    read: (column) => ({
      nearness: nearness[column] ?? 0,
      after: after[column] ?? 0,
      before: before[column] ?? 0,
      around: around[column] ?? 0,
    }),
    reach: (column) =>
      (after[column] ?? 0) +
      (before[column] ?? 0) +
      0.5 * (around[column] ?? 0) +
      0.01 * (nearness[column] ?? 0),
  }
}

/** Sales of look-alikes, from the counts of all sources, and how near the nearest is. */
export function alikeSales(alike: SparseTable, counters: readonly PairCounter[]): AlikeSales {
  const { items } = alike
  const logs = (key: 'pop' | 'popB'): Float64Array =>
    Float64Array.from({ length: items }, (_, j) =>
      Math.log(1 + counters.reduce((sum, counter) => sum + (counter[key][j] ?? 0), 0)),
    )
  const mean = (of: Float64Array): Float32Array =>
    Float32Array.from({ length: items }, (_, j) => {
      let sum = 0
      eachEntry(alike, j, (like, near) => {
        sum += near * (of[like] ?? 0)
      })
      return sum / hopTotal(alike, j)
    })
  const nearest = Float32Array.from({ length: items }, (_, j) => alike.value[j * alike.neighbours] ?? 0)
  return { pop: mean(logs('pop')), late: mean(logs('popB')), nearest }
}

function eachEntry(
  { neighbours, index, value }: SparseTable,
  row: number,
  visit: (column: number, entry: number) => void,
): void {
  for (let at = row * neighbours; at < (row + 1) * neighbours; at++) {
    const entry = value[at] ?? 0
    if (entry === 0) break
    visit(index[at] ?? 0, entry)
  }
}

function hopTotal(alike: SparseTable, item: number): number {
  let total = 0.5
  eachEntry(alike, item, (_, near) => {
    total += near
  })
  return total
}
