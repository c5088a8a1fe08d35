/**
 * @module Walks that change over to look-alikes: how a product without counts borrows those of products like it.
 *
 *     S_ij = cos_ij / (Σ_j cos_ij + ½)          P: the mean of the sources' steps, see walks.ts
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
  const cosine = new Float64Array(items)
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
    eachAlike(alike, item, (column, nearness) => add(walk, column, scale * nearness))
  }
  const eachStep = (item: number, visit: (column: number, step: number) => void): void => {
    for (const { neighbours, index, value } of steps) {
      for (let at = item * neighbours; at < (item + 1) * neighbours; at++) {
        const step = value[at] ?? 0
        if (step === 0) break
        visit(index[at] ?? 0, step / steps.length)
      }
    }
  }

  return {
    walk(item) {
      for (const column of columns.subarray(0, found)) {
        for (const walk of [cosine, after, before, around]) walk[column] = 0
        isColumn[column] = 0
      }
      found = 0
      const scale = 1 / hopTotal(alike, item)
      eachAlike(alike, item, (like, nearness) => {
        add(cosine, like, nearness)
        eachStep(like, (column, step) => add(before, column, scale * nearness * step))
      })
      const kept = writeTopK(columns.subarray(0, found), before, keptIndex, keptValue, 0, BEFORE_ENTRIES)
      for (let k = 0; k < kept; k++) addAlike(around, keptIndex[k] ?? 0, keptValue[k] ?? 0)
      eachStep(item, (column, step) => addAlike(after, column, step))
      for (const walk of [cosine, after, before, around]) walk[item] = 0
      if (isColumn[item] === 1) {
        columns[columns.subarray(0, found).indexOf(item)] = columns[--found] ?? 0
        isColumn[item] = 0
      }
      return columns.subarray(0, found)
    },
    read: (column) => ({
      cosine: cosine[column] ?? 0,
      after: after[column] ?? 0,
      before: before[column] ?? 0,
      around: around[column] ?? 0,
    }),
    reach: (column) =>
      (after[column] ?? 0) +
      (before[column] ?? 0) +
      0.5 * (around[column] ?? 0) +
      0.01 * (cosine[column] ?? 0),
  }
}

/** Sales of look-alikes, from the counts of all sources. */
export function alikeSales(alike: SparseTable, counters: readonly PairCounter[]): AlikeSales {
  const { items } = alike
  const logs = (key: 'pop' | 'popB'): Float64Array =>
    Float64Array.from({ length: items }, (_, j) =>
      Math.log(1 + counters.reduce((sum, counter) => sum + (counter[key][j] ?? 0), 0)),
    )
  const mean = (of: Float64Array): Float32Array =>
    Float32Array.from({ length: items }, (_, j) => {
      let sum = 0
      eachAlike(alike, j, (like, nearness) => {
        sum += nearness * (of[like] ?? 0)
      })
      return sum / hopTotal(alike, j)
    })
  return { pop: mean(logs('pop')), late: mean(logs('popB')) }
}

function eachAlike(
  { neighbours, index, value }: SparseTable,
  item: number,
  visit: (column: number, nearness: number) => void,
): void {
  for (let at = item * neighbours; at < (item + 1) * neighbours; at++) {
    const nearness = value[at] ?? 0
    if (nearness === 0) break
    visit(index[at] ?? 0, nearness)
  }
}

function hopTotal(alike: SparseTable, item: number): number {
  let total = 0.5
  eachAlike(alike, item, (_, nearness) => {
    total += nearness
  })
  return total
}
