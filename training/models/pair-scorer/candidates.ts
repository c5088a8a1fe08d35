/**
 * @module The pairs worth scoring: for item i the items that its walks reach best, by P + .3 P2 + .15 P3 over all sources of
 * sessions, a share of them by content where products are described, and i itself where it may come again.
 */
import type { SessionLog } from '../../dataset/session-log.ts'
import type { SparseTable } from '../../table/sparse-table.ts'
import { writeTopK } from '../../table/top-k.ts'
import { alikeSales, createContentWalker } from './content-walks.ts'
import type { PairCounter } from './counts.ts'
import type { Embedding } from './embedding.ts'
import { createEmbeddingReader } from './embedding-features.ts'
import {
  alikeOf,
  comparedOf,
  featureWidth,
  linearOf,
  type PairContent,
  SAME,
  writeAlikeFeatures,
  writeContentFeatures,
  writeSourceFeatures,
} from './features.ts'
import { createWalker } from './walks.ts'

/** Candidates a row at most. */
export const CANDIDATES = 100
/**
 * Of them found by content, where products are described: up to half of these without counts, then what is newest in the
 * shop among those without counts, then the most alike. All where an item has no counts.
 */
const BY_CONTENT = 30
const FRESH = 15
const NEWEST = 5
/** Without known types, products are alike from this cosine of their texts on. */
const ALIKE_COSINE = 0.2

/** Sessions that pairs are counted from. Only the number of items is read of their names. */
export type PairLog = Pick<SessionLog, 'events' | 'offsets' | 'baskets'> & { items: { length: number } }

/** Which pairs a table is about. */
export interface PairRule {
  /** Whether an item can follow itself. */
  self: boolean
  /** Whether only products of one kind are compared: of the same type, or alike by text where types are unknown. */
  alike: boolean
}

/** What rows are made from. */
export interface RowParts {
  counters: readonly PairCounter[]
  /** P of each counter. */
  steps: readonly SparseTable[]
  content: PairContent | null
  /** Of each counter; none where there are too many items. */
  embeddings: readonly Embedding[]
  /** SLIST's table of the baskets, rows best first; null where there are none. */
  linear: SparseTable | null
}

export interface PairRows {
  /** Features a pair. */
  width: number
  /**
   * Writes a row's candidates, columns ascending, and their features, not standardised.
   * @param columns [CANDIDATES] from `at` on; @param features [CANDIDATES, width] from `at · width` on
   * @returns how many; 0 for an item that nothing is known of
   */
  write(item: number, columns: Int32Array, features: Float32Array, at: number): number
}

export function createPairRows(
  { counters, steps, content, embeddings, linear }: RowParts,
  rule: PairRule,
): PairRows {
  const items = counters[0]?.items ?? 0
  const walkers = steps.map(createWalker)
  const ways = (content === null ? [] : [content.text, content.numbering]).map((alike) => ({
    walker: createContentWalker(alike, steps),
    sales: alikeSales(alike, counters),
  }))
  const readers = embeddings.map(createEmbeddingReader)
  const width = featureWidth(counters.length, content !== null, linear !== null)
  const reach = new Float64Array(items)
  const linearRow = new Float64Array(linear === null ? 0 : items)
  const contentReach = new Float64Array(items)
  const reached = new Int32Array(items)
  const isReached = new Uint8Array(items)
  const best = new Int32Array(CANDIDATES)
  const bestValue = new Float32Array(CANDIDATES)
  const chosen = new Int32Array(CANDIDATES)

  const isCountless = (item: number): boolean => counters.every(({ pop }) => pop[item] === 0)
  const newest = (content?.arrivals ?? new Int32Array(0)).filter(isCountless).subarray(0, NEWEST)
  const admits = (item: number, column: number): boolean => {
    if (!rule.alike || content === null) return true
    const type = content.types[item] ?? -1
    if (type >= 0) return type === content.types[column]
    return (ways[0]?.walker.read(column).nearness ?? 0) >= ALIKE_COSINE
  }

  /** Walks every source; fills `reach` and returns the columns reached. */
  const walkSources = (item: number): Int32Array => {
    let found = 0
    for (const walker of walkers) {
      for (const column of walker.walk(item)) {
        if (!admits(item, column)) continue
        if (isReached[column] === 0) reached[found++] = column
        isReached[column] = 1
        reach[column] =
          (reach[column] ?? 0) +
          (walker.one[column] ?? 0) +
          0.3 * (walker.two[column] ?? 0) +
          0.15 * (walker.three[column] ?? 0)
      }
    }
    return reached.subarray(0, found)
  }

  /** Walks every way of being alike; fills `contentReach` and returns the columns reached. */
  const walkContent = (item: number): Int32Array => {
    const columns = new Set<number>()
    for (const { walker } of ways) {
      for (const column of walker.walk(item)) {
        columns.add(column)
        contentReach[column] = (contentReach[column] ?? 0) + walker.reach(column)
      }
    }
    return Int32Array.from(columns)
  }

  /** Writes the item's candidates to `chosen`; returns how many. */
  const choose = (item: number): number => {
    const alike = content === null ? null : walkContent(item)
    const columns = walkSources(item)
    const most = CANDIDATES - (rule.self ? 1 : 0)
    const room = alike === null ? most : most - BY_CONTENT
    let used = writeTopK(columns, reach, best, bestValue, 0, room)
    chosen.set(best.subarray(0, used))
    if (alike !== null) {
      for (const column of alike) if (!admits(item, column)) contentReach[column] = 0
      for (const column of chosen.subarray(0, used)) contentReach[column] = 0
      const addBest = (columns: Int32Array, room: number): void => {
        const more = writeTopK(columns, contentReach, best, bestValue, 0, Math.min(room, most - used))
        chosen.set(best.subarray(0, more), used)
        for (const column of best.subarray(0, more)) contentReach[column] = 0
        used += more
      }
      addBest(alike.filter(isCountless), FRESH)
      for (const column of newest) {
        if (column === item || !admits(item, column) || chosen.subarray(0, used).includes(column)) continue
        chosen[used++] = column
        contentReach[column] = 0
      }
      addBest(alike, most)
      for (const column of alike) contentReach[column] = 0
    }
    for (const column of columns) {
      reach[column] = 0
      isReached[column] = 0
    }
    if (rule.self && (used > 0 || !isCountless(item))) chosen[used++] = item
    chosen.subarray(0, used).sort()
    return used
  }

  /** Writes SLIST's entries of the chosen pairs. */
  const writeLinear = (item: number, features: Float32Array, at: number, used: number): void => {
    if (linear === null) return
    const { neighbours, index, value } = linear
    const places = Array.from({ length: neighbours }, (_, k) => item * neighbours + k)
    for (const place of places) linearRow[index[place] ?? 0] = value[place] ?? 0
    const feature = linearOf(counters.length, content !== null)
    for (let c = 0; c < used; c++) {
      features[(at + c) * width + feature] = Math.log((linearRow[chosen[c] ?? 0] ?? 0) + 1e-3)
    }
    for (const place of places) linearRow[index[place] ?? 0] = 0
  }

  return {
    width,
    write(item, columns, features, at) {
      const used = choose(item)
      features.fill(0, at * width, (at + used) * width)
      for (let c = 0; c < used; c++) {
        columns[at + c] = chosen[c] ?? 0
        if (chosen[c] === item) features[(at + c) * width + SAME] = 1
      }
      counters.forEach((counter, source) => {
        const walker = walkers[source]
        counter.load(item)
        for (let c = 0; c < used; c++) {
          const column = chosen[c] ?? 0
          const two = walker?.two[column] ?? 0
          const three = walker?.three[column] ?? 0
          const reader = readers[source]
          writeSourceFeatures(counter, [item, column], two, three, reader, features, (at + c) * width, source)
        }
      })
      writeLinear(item, features, at, used)
      if (content === null) return used
      for (let c = 0; c < used; c++) {
        const column = chosen[c] ?? 0
        const pair = (at + c) * width
        writeContentFeatures(content, [item, column], features, pair + comparedOf(counters.length))
        ways.forEach(({ walker, sales }, way) => {
          const place = pair + alikeOf(counters.length, way)
          writeAlikeFeatures(sales, column, walker.read(column), features, place)
        })
      }
      return used
    },
  }
}
