/**
 * @module The 20 numbers that describe a pair of items to the network: logarithms of counts, walks and popularities.
 * The small constants keep ln finite and say from which size on a count is worth telling from zero.
 */
import { C, CL, COUNTS, F, F6, FA, FB, N1, type PairCounter, R } from './counts.ts'

export const FEATURES = 20
/** [i = j]: stays 0 or 1 where the others are standardised. */
export const SAME = 14
/** ln of the estimated share of i's departures that lead to j; the network starts from it. */
export const RATIO = 16

/**
 * Writes the features of (row, column); `counter` holds the row.
 * @param two P2 and @param three P3 of the pair
 * @param into written at `at` … `at + 19`
 */
export function writeFeatures(
  { sums, pop, out, popA, popB }: PairCounter,
  row: number,
  column: number,
  two: number,
  three: number,
  into: Float32Array,
  at: number,
): void {
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
  into[at + SAME] = row === column ? 1 : 0
  into[at + 15] = Math.log((popA[row] ?? 0) + 0.1)
  into[at + RATIO] = Math.log((f + 0.5 * r + 2 * two + 0.02) / (outI + 2))
  into[at + 17] = Math.log((c + 0.1) / Math.sqrt((popI + 2) * (popJ + 2)))
  into[at + 18] = c > 0 ? 1 : 0
  into[at + 19] = Math.log(popI + 1)
}

/** x ← (x − mean) / deviation, by feature. */
export interface Standard {
  mean: Float64Array
  deviation: Float64Array
}

/** Mean and deviation of each feature over the first `entries` blocks; 0 and 1 for [i = j] and for what never varies. */
export function standardOf(features: Float32Array, entries: number): Standard {
  const mean = new Float64Array(FEATURES)
  const deviation = new Float64Array(FEATURES).fill(1)
  for (let f = 0; f < FEATURES && entries > 0; f++) {
    if (f === SAME) continue
    let sum = 0
    for (let at = f; at < entries * FEATURES; at += FEATURES) sum += features[at] ?? 0
    const center = sum / entries
    let squares = 0
    for (let at = f; at < entries * FEATURES; at += FEATURES) squares += ((features[at] ?? 0) - center) ** 2
    mean[f] = center
    const spread = Math.sqrt(squares / entries)
    if (spread > 1e-6) deviation[f] = spread
  }
  return { mean, deviation }
}

/** Standardises the first `entries` blocks in place. */
export function standardise(features: Float32Array, entries: number, { mean, deviation }: Standard): void {
  for (let entry = 0; entry < entries; entry++) {
    const base = entry * FEATURES
    for (let f = 0; f < FEATURES; f++) {
      features[base + f] = ((features[base + f] ?? 0) - (mean[f] ?? 0)) / (deviation[f] ?? 1)
    }
  }
}
