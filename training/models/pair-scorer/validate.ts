/**
 * @module How well a scorer ranks the targets of examples it was not fitted to, read straight from the fit table: what ν,
 * decays and boosts are chosen by.
 */
import { sharedFloat32, sharedInt32 } from '../../parallel/shared.ts'
import { CANDIDATES } from './candidates.ts'
import type { Counting, TableShape } from './counting.ts'
import type { Examples } from './examples.ts'
import type { FitTable } from './fit-table.ts'
import { HEADS, placesOf } from './network.ts'
import type { Scorer } from './scorer.ts'
import { createKeeper } from './table.ts'

const K = 20

export interface Validated {
  /** HR@20 + MRR@20 of all targets plus those of novel ones, items already seen left out. */
  score: number
  /** Targets among the first 20, and those of them without counts. */
  hits: number
  freshHits: number
}

/**
 * Ranks the targets of examples by what would be served; what is out of reach is missed.
 * @param shape how much of each row is kept
 * @param boosts factors that the values of items without counts are multiplied by; each gives one result
 */
export async function validateScorer(
  counting: Counting,
  table: FitTable,
  examples: Examples,
  scorer: Scorer,
  shape: TableShape,
  boosts: readonly number[],
): Promise<Validated[]> {
  const touched = sharedInt32(table.slots)
  touched.set(touched.map((_, slot) => slot))
  const theta = sharedFloat32(placesOf(counting.width).weights)
  // One network of several tells enough to choose by.
  theta.set(scorer.theta.subarray(0, theta.length))
  const gradients = sharedFloat32(0)
  await counting.passes('forward', { fit: table, touched, count: table.slots, theta, gradients, seed: null })
  const omega = scorer.logOmega.map(Math.exp)
  return boosts.map((boost) => {
    const served = servedValues(table, counting.isFresh, shape, boost)
    return tallyRanks(table, examples, { omega, served, isFresh: counting.isFresh })
  })
}

/** The table's values as they would be served: boosted, and 0 where a pair is not kept. */
function servedValues(
  { slots, sizes, columns, values }: FitTable,
  isFresh: Uint8Array,
  { neighbours, heads }: TableShape,
  boost: number,
): Float64Array {
  const served = new Float64Array(values.length)
  const row = new Float64Array(CANDIDATES * HEADS)
  const { keep, kept } = createKeeper(isFresh, neighbours, heads)
  for (let slot = 0; slot < slots; slot++) {
    const first = slot * CANDIDATES
    const size = sizes[slot] ?? 0
    const items = columns.subarray(first, first + size)
    items.forEach((item, pair) => {
      const factor = isFresh[item] === 1 ? boost : 1
      for (let head = 0; head < HEADS; head++) {
        row[pair * HEADS + head] = factor * (values[(first + pair) * HEADS + head] ?? 0)
      }
    })
    const used = keep(items, row, size)
    for (const place of kept.subarray(0, used)) {
      served.set(row.subarray(place * HEADS, (place + 1) * HEADS), (first + place) * HEADS)
    }
  }
  return served
}

function tallyRanks(
  table: FitTable,
  examples: Examples,
  { omega, served, isFresh }: { omega: Float64Array; served: Float64Array; isFresh: Uint8Array },
): Validated {
  const scores = new Float64Array(isFresh.length)
  /** Items with a score, the first `found`. */
  const scored = new Int32Array(isFresh.length)
  let found = 0
  const sum = { all: 0, novel: 0, hits: 0, freshHits: 0 }
  const worth = (rank: number): number => (rank <= K ? 1 + 1 / rank : 0)
  for (const event of examples.targets) {
    const { size, slots, omega: places, head, target, seen, seenSize, isNovel } = examples.read(event)
    for (let f = 0; f < found; f++) scores[scored[f] ?? 0] = 0
    found = 0
    for (let i = 0; i < size; i++) {
      const slot = slots[i] ?? 0
      const weight = omega[places[i] ?? 0] ?? 0
      const first = slot * CANDIDATES
      for (let pair = first; pair < first + (table.sizes[slot] ?? 0); pair++) {
        const gain = weight * (served[pair * HEADS + (head[i] ?? 0)] ?? 0)
        if (gain === 0) continue
        const column = table.columns[pair] ?? 0
        const before = scores[column] ?? 0
        if (before === 0) scored[found++] = column
        scores[column] = before + gain
      }
    }
    const own = scores[target] ?? 0
    if (own === 0) continue
    let rank = 0
    for (let f = 0; f < found; f++) if ((scores[scored[f] ?? 0] ?? 0) >= own) rank++
    sum.all += worth(rank)
    if (rank <= K) {
      sum.hits++
      if (isFresh[target] === 1) sum.freshHits++
    }
    if (!isNovel) continue
    for (let s = 0; s < seenSize; s++) if ((scores[seen[s] ?? 0] ?? 0) >= own) rank--
    sum.novel += worth(rank)
  }
  const { all, novel } = examples.total
  return {
    score: sum.all / Math.max(1, all) + sum.novel / Math.max(1, novel),
    hits: sum.hits,
    freshHits: sum.freshHits,
  }
}
