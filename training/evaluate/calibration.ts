/**
 * @module Whether a model's scores are probabilities: a score's share of all scores against how often it came true.
 *
 * The predicted probability that product j comes next is score(j) / Σ over all products of score; the pair scorer is
 * fitted to make it so. Asked twice: of the first place, and of the whole list, whose probability is the sum over its
 * places. Predictions are sorted into ten bins of equally many; ECE is the mean distance of predicted and observed over
 * the bins (Guo et al., "On Calibration of Modern Neural Networks", 2017; equally filled bins after Nixon et al., 2019).
 */
import type { Records } from './rank-cases.ts'

const BINS = 10

export interface ReliabilityBin {
  predictions: number
  /** Mean predicted probability. */
  predicted: number
  /** Share that came true. */
  observed: number
}

export interface Reliability {
  /** Expected calibration error, 0 … 1. */
  ece: number
  /** Ascending by predicted probability. */
  bins: ReliabilityBin[]
}

export interface Calibration {
  /** Predictions with scores; sessions of which the model knows nothing have none. */
  predictions: number
  first: Reliability
  list: Reliability
}

export function calibrationOf({ rank, firstShare, listShare }: Records): Calibration {
  const known = Int32Array.from(rank.keys()).filter((c) => !Number.isNaN(listShare[c]))
  return {
    predictions: known.length,
    first: reliability(known, firstShare, (c) => rank[c] === 1),
    list: reliability(known, listShare, (c) => rank[c] !== 0),
  }
}

/** @param predicted probability by case; @param happened whether it came true */
export function reliability(
  cases: Int32Array,
  predicted: ArrayLike<number>,
  happened: (c: number) => boolean,
): Reliability {
  const order = cases.toSorted((a, b) => (predicted[a] ?? 0) - (predicted[b] ?? 0) || a - b)
  const bins: ReliabilityBin[] = []
  let error = 0
  for (let b = 0; b < BINS; b++) {
    const from = Math.floor((b * order.length) / BINS)
    const part = order.subarray(from, Math.floor(((b + 1) * order.length) / BINS))
    if (part.length === 0) continue
    let sum = 0
    let hits = 0
    for (const c of part) {
      sum += predicted[c] ?? 0
      if (happened(c)) hits++
    }
    error += Math.abs(sum - hits)
    bins.push({ predictions: part.length, predicted: sum / part.length, observed: hits / part.length })
  }
  return { ece: order.length === 0 ? 0 : error / order.length, bins }
}
