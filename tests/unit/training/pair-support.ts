/**
 * @module Random sessions, contents and plain definitions for the tests of the pair scorer.
 */
import fc from 'fast-check'
import type { SessionLog } from '../../../training/dataset/session-log.ts'
import { seededRandom } from '../../../training/evaluate/random.ts'
import { COUNTS, type Fading, type PairCounter } from '../../../training/models/pair-scorer/counts.ts'
import type { PairContent } from '../../../training/models/pair-scorer/features.ts'
import { createStepWriter, STEP_ENTRIES } from '../../../training/models/pair-scorer/walks.ts'
import { emptyTable, type SparseTable } from '../../../training/table/sparse-table.ts'
import { logOf } from './model-support.ts'

export const FADING: Fading = { slow: 0.15, fast: 0.03 }
export const arbitraryFading: fc.Arbitrary<Fading> = fc.record({
  slow: fc.double({ min: 0.05, max: 1, noNaN: true }),
  fast: fc.double({ min: 0.01, max: 0.3, noNaN: true }),
})

/** Sessions long enough that pairs lie out of reach. */
export const arbitraryLog = fc
  .array(
    fc.tuple(
      fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { minLength: 1, maxLength: 24 }),
      fc.boolean(),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((sessions): SessionLog => {
    const log = logOf(sessions.map(([session]) => session))
    return { ...log, baskets: Uint8Array.from(sessions, ([, basket]) => Number(basket)) }
  })

/** [n1, F, R, C, Fa, Fb, CL, F6] of a pair, one pair of positions at a time. */
export function naiveCounts(log: SessionLog, { slow, fast }: Fading, i: number, j: number): number[] {
  const sums = new Array<number>(COUNTS).fill(0)
  const add = (place: number, gain: number) => {
    sums[place] = (sums[place] ?? 0) + gain
  }
  const sessions = log.offsets.length - 1
  for (let k = 0; k < sessions; k++) {
    const events = [...log.events.subarray(log.offsets[k], log.offsets[k + 1])]
    const basket = log.baskets[k] === 1
    const a = Math.exp(-(sessions - 1 - k) / (slow * sessions))
    const b = Math.exp(-(sessions - 1 - k) / (fast * sessions))
    let met = false
    events.forEach((from, t) => {
      events.forEach((to, q) => {
        if (from !== i || to !== j || t === q) return
        if (i === j && (basket || q < t)) return
        const d = basket ? 1 : Math.abs(q - t)
        if (d > 15) return
        met = true
        const decay = Math.exp(-(d - 1) / 2)
        const forward = basket || q > t
        const backward = basket || q < t
        const directed = (forward ? 1 : 0) + (backward ? 0.3 : 0)
        if (basket || q === t + 1) add(0, 1)
        if (forward) add(1, decay)
        if (backward) add(2, decay)
        add(4, a * directed * decay)
        add(5, b * directed * decay)
        if (forward) add(7, Math.exp(-(d - 1) / 6))
      })
    })
    if (!met) continue
    add(3, 1)
    add(6, 1 / events.length)
  }
  return sums
}

export const sumOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

/** An [n, n] matrix of what `of` says. */
export const matrix = (n: number, of: (i: number, j: number) => number): number[][] =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => of(i, j)))

export const product = (left: number[][], right: number[][]): number[][] =>
  matrix(left.length, (i, j) => sumOf(left.map((_, l) => (left[i]?.[l] ?? 0) * (right[l]?.[j] ?? 0))))

export const withoutDiagonal = (of: number[][]): number[][] =>
  of.map((row, i) => row.map((value, j) => (i === j ? 0 : value)))

/** P of a log by its definition, P_ij = z_ij / (Σ_j z_ij + 1). */
export function naiveSteps(log: SessionLog, fading: Fading): number[][] {
  const z = matrix(log.items.length, (i, j) => {
    const [, f = 0, r = 0, , fa = 0] = naiveCounts(log, fading, i, j)
    return i === j ? 0 : f + 0.4 * r + fa
  })
  return z.map((row) => row.map((value) => value / (sumOf(row) + 1)))
}

/** P as the step writer makes it, all rows. */
export function stepsOf(counter: PairCounter): SparseTable {
  const table = emptyTable(counter.items, STEP_ENTRIES)
  const write = createStepWriter(counter, table)
  for (let row = 0; row < counter.items; row++) write(row)
  return table
}

/** Random numbers to make contents from: of every pair of n products, ≤ 0 where they share no word. */
export const arbitraryCosines = (n: number): fc.Arbitrary<number[]> =>
  fc.array(
    fc.integer({ min: -30, max: 64 }).map((cosine) => cosine / 64),
    { minLength: n * n, maxLength: n * n },
  )

/** Nearness as the index keeps it: of each product its look-alikes, best first; not the same both ways. */
function nearTable(nearness: number[][]): SparseTable {
  const n = nearness.length
  const table = emptyTable(n, n)
  nearness.forEach((row, i) => {
    const others = row
      .map((near, j) => ({ near, j }))
      .filter(({ near, j }) => j !== i && near > 0)
      .sort((a, b) => b.near - a.near)
    others.forEach(({ near, j }, place) => {
      table.index[i * n + place] = j
      table.value[i * n + place] = near
    })
  })
  return table
}

/** What products say of themselves by text and, where given, by their numbers; nothing else. */
export function contentOf(
  cosines: number[][],
  closeness: number[][] = matrix(cosines.length, () => 0),
): PairContent {
  const n = cosines.length
  return {
    text: nearTable(cosines),
    numbering: nearTable(closeness),
    types: new Int32Array(n).fill(-1),
    vendors: new Int32Array(n).fill(-1),
    logPrices: new Float32Array(n).fill(Number.NaN),
    ages: new Float32Array(n),
    arrivals: new Int32Array(0),
  }
}

/** S of a content by its definition, S_ij = cos_ij / (Σ_j cos_ij + ½). */
export const naiveHops = (cosines: number[][]): number[][] => {
  const open = withoutDiagonal(cosines).map((row) => row.map((cosine) => Math.max(0, cosine)))
  return open.map((row) => row.map((cosine) => cosine / (sumOf(row) + 0.5)))
}

/** Random numbers around 0, in [−spread/2, spread/2). */
export const numbers = (seed: number, length: number, spread: number): Float64Array => {
  const random = seededRandom(seed)
  // In single precision, so that both sides compute with the same numbers.
  return Float64Array.from({ length }, () => Math.fround(spread * (random() - 0.5)))
}
