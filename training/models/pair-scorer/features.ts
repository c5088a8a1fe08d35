/**
 * @module The numbers that describe a pair of items (i, j) to the network: logarithms of counts, walks and popularities, a
 * block of 23 for each source of sessions, and a block of 20 for what products say of themselves: 6 for both at once, 7 for
 * each way of being alike.
 *
 *     x = [i = j] · source 0 (23) · source 1 (23) … · content (6 + 7 + 7) · SLIST (1) · zeros up to a multiple of 4
 *
 * The small constants keep ln finite and say from which size on a count is worth telling from zero.
 */
import type { ContentIndex } from '../../content/content-index.ts'
import { C, CL, COUNTS, F, F6, FA, FB, N1, type PairCounter, R } from './counts.ts'
import { EMBEDDING_FEATURES, type EmbeddingReader } from './embedding-features.ts'

const COUNT_FEATURES = 19
const SOURCE_FEATURES = COUNT_FEATURES + EMBEDDING_FEATURES
/** What is compared of two products at once, and by each way of being alike. */
const COMPARED = 6
const ALIKE_FEATURES = 7
const CONTENT_FEATURES = COMPARED + 2 * ALIKE_FEATURES

/** Place of [i = j]: stays 0 or 1 where the others are standardised. */
export const SAME = 0
/** Place of ln of the estimated share of i's departures that lead to j, in a source's sessions. */
export const ratioOf = (source: number): number => 1 + source * SOURCE_FEATURES + 15

/** Place of what is compared of two products at once, and of what the ways of being alike say, text first. */
export const comparedOf = (sources: number): number => 1 + sources * SOURCE_FEATURES
export const alikeOf = (sources: number, way: number): number =>
  comparedOf(sources) + COMPARED + way * ALIKE_FEATURES

/** Place of ln of SLIST's entry, which knows what the other products of a basket explain already. */
export const linearOf = (sources: number, hasContent: boolean): number =>
  comparedOf(sources) + (hasContent ? CONTENT_FEATURES : 0)

/** Numbers a pair; a multiple of 4, for 4-wide vectors. The last that is not padding is SLIST's, where there are baskets. */
export function featureWidth(sources: number, hasContent: boolean, hasLinear: boolean): number {
  const used = linearOf(sources, hasContent) + (hasLinear ? 1 : 0)
  return 4 * Math.ceil(used / 4)
}

/**
 * Writes a source's block of the pair (row, column); `counter` holds the row.
 * @param two P2 and @param three P3 of the pair
 * @param embedding undefined: its features are 0, as they are for items without events
 * @param into the pair's features from `pair` on
 */
export function writeSourceFeatures(
  { sums, pop, out, popA, popB }: PairCounter,
  [row, column]: readonly [number, number],
  two: number,
  three: number,
  embedding: EmbeddingReader | undefined,
  into: Float32Array,
  pair: number,
  source: number,
): void {
  const at = pair + 1 + source * SOURCE_FEATURES
  const base = column * COUNTS
  const f = sums[base + F] ?? 0
  const r = sums[base + R] ?? 0
  const c = sums[base + C] ?? 0
  const popI = pop[row] ?? 0
  const popJ = pop[column] ?? 0
  const outI = out[row] ?? 0
  into[at] = Math.log((sums[base + N1] ?? 0) + 0.3)
  into[at + 1] = Math.log(f + 0.1)
  into[at + 2] = Math.log(r + 0.1)
  into[at + 3] = Math.log(c + 0.3)
  into[at + 4] = Math.log((sums[base + FA] ?? 0) + 0.03)
  into[at + 5] = Math.log((sums[base + FB] ?? 0) + 0.01)
  into[at + 6] = Math.log((sums[base + CL] ?? 0) + 0.05)
  into[at + 7] = Math.log((sums[base + F6] ?? 0) + 0.1)
  into[at + 8] = Math.log(two + 1e-4)
  into[at + 9] = Math.log(three + 1e-4)
  into[at + 10] = Math.log(outI + 1)
  into[at + 11] = Math.log(popJ + 1)
  into[at + 12] = Math.log((popA[column] ?? 0) + 0.1)
  into[at + 13] = Math.log((popB[column] ?? 0) + 0.05)
  into[at + 14] = Math.log((popA[row] ?? 0) + 0.1)
  into[at + 15] = Math.log((f + 0.5 * r + 2 * two + 0.02) / (outI + 2))
  into[at + 16] = Math.log((c + 0.1) / Math.sqrt((popI + 2) * (popJ + 2)))
  into[at + 17] = c > 0 ? 1 : 0
  into[at + 18] = Math.log(popI + 1)
  embedding?.write(row, column, into, at + COUNT_FEATURES)
}

/** What the block of content reads of products. */
export interface PairContent extends Omit<ContentIndex, 'created'> {
  /** ln(days since the product was created + 1), [n] */
  ages: Float32Array
  /** Products by their creation, the newest first, as far as it is known. */
  arrivals: Int32Array
}

/** What is known of a product's look-alikes, [n] each: how it may sell where it has no counts. */
export interface AlikeSales {
  /** Σ S(j, j′) ln(pop_j′ + 1) over all sources, and the same of popularity of late, weighted by b. */
  pop: Float32Array
  late: Float32Array
  /** How like anything else the product is: what is borrowed for one of its own kind says little. */
  nearest: Float32Array
}

/** How one way of being alike connects a pair, and walks that change over to look-alikes after, before, around. */
export interface ContentWalk {
  /** Cosine of the texts, or closeness of the numbers. */
  nearness: number
  /** Σ P(i, j′) S(j′, j) */
  after: number
  /** Σ S(i, i′) P(i′, j) */
  before: number
  /** Σ S(i, i′) P(i′, j′) S(j′, j) */
  around: number
}

/** Writes what is compared of two products at once, from `at` on, the place that `comparedOf` says. */
export function writeContentFeatures(
  { types, vendors, logPrices, ages }: PairContent,
  [row, column]: readonly [number, number],
  into: Float32Array,
  at: number,
): void {
  const gap = Math.abs((logPrices[row] ?? 0) - (logPrices[column] ?? 0))
  into[at] = isSame(types, row, column)
  into[at + 1] = isSame(vendors, row, column)
  into[at + 2] = Number.isNaN(gap) ? 0 : gap
  into[at + 3] = ages[column] ?? 0
  into[at + 4] = ages[row] ?? 0
  into[at + 5] = logPrices[column] || 0
}

/** Writes what one way of being alike says of a pair, from `at` on, the place that `alikeOf` says. */
export function writeAlikeFeatures(
  { pop, late, nearest }: AlikeSales,
  column: number,
  { nearness, after, before, around }: ContentWalk,
  into: Float32Array,
  at: number,
): void {
  into[at] = Math.log(nearness + 0.02)
  into[at + 1] = Math.log(after + 1e-4)
  into[at + 2] = Math.log(before + 1e-4)
  into[at + 3] = Math.log(around + 1e-4)
  into[at + 4] = pop[column] ?? 0
  into[at + 5] = late[column] ?? 0
  into[at + 6] = nearest[column] ?? 0
}

/** 1 where both are known and the same. */
const isSame = (names: Int32Array, i: number, j: number): number =>
  names[i] === names[j] && (names[i] ?? -1) >= 0 ? 1 : 0

/** x ← (x − mean) / deviation, by feature. */
export interface Standard {
  mean: Float64Array
  deviation: Float64Array
}

/** Mean and deviation of each feature over pairs; 0 and 1 for [i = j] and for what never varies. */
export function standardOf(features: Float32Array, width: number, pairs: Iterable<number>): Standard {
  const mean = new Float64Array(width)
  const deviation = new Float64Array(width).fill(1)
  const sums = new Float64Array(width)
  const squares = new Float64Array(width)
  let count = 0
  for (const pair of pairs) {
    count++
    for (let f = 0; f < width; f++) {
      const x = features[pair * width + f] ?? 0
      // Around the first pair's value, so that the difference of large sums stays exact enough.
      if (count === 1) mean[f] = x
      const d = x - (mean[f] ?? 0)
      sums[f] = (sums[f] ?? 0) + d
      squares[f] = (squares[f] ?? 0) + d * d
    }
  }
  for (let f = 0; f < width && count > 0; f++) {
    const shift = (sums[f] ?? 0) / count
    const spread = Math.sqrt(Math.max(0, (squares[f] ?? 0) / count - shift * shift))
    mean[f] = f === SAME ? 0 : (mean[f] ?? 0) + shift
    if (f !== SAME && spread > 1e-6) deviation[f] = spread
  }
  return { mean, deviation }
}

/** Standardises `pairs` pairs from `from` on, in place. */
export function standardise(
  features: Float32Array,
  from: number,
  pairs: number,
  { mean, deviation }: Standard,
): void {
  const width = mean.length
  for (let pair = from; pair < from + pairs; pair++) {
    const base = pair * width
    for (let f = 0; f < width; f++) {
      features[base + f] = ((features[base + f] ?? 0) - (mean[f] ?? 0)) / (deviation[f] ?? 1)
    }
  }
}
