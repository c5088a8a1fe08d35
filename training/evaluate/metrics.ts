/**
 * @module HR@k and MRR@k, and the rank they are made of: all items ranked, ties count against the model.
 */
import type { Ranking } from '../table/score.ts'

export interface Metrics {
  /** Share of predictions whose target is among the first k. */
  hr: number
  /** Mean of 1 / rank, 0 beyond k. */
  mrr: number
}

/**
 * The rank of `target`, from 1, among all items that are not skipped; Infinity where it scores 0 or ranks behind
 * the list. Every item that scores the same counts as better.
 *
 * To tell ranks up to k a list needs k + 1 entries beside the skipped ones: where the target is in the list and its
 * equals run beyond the list's end, those listed alone push its rank beyond k.
 */
export function rankOf(target: number, { items, scores }: Ranking, skipped?: ReadonlySet<number>): number {
  let score = 0
  for (let place = 0; place < items.length; place++) {
    if (items[place] === target) score = scores[place] ?? 0
  }
  if (score <= 0 || skipped?.has(target)) return Number.POSITIVE_INFINITY
  let rank = 0
  for (let place = 0; place < items.length && (scores[place] ?? 0) >= score; place++) {
    if (!skipped?.has(items[place] ?? 0)) rank++
  }
  return rank
}

export interface Tally {
  /** Adds one prediction by the rank of its target. */
  add(rank: number): void
  /** Predictions added. */
  count(): number
  /** Over all predictions added; zeros where there are none. */
  metrics(): Metrics
}

/** Counts hits among the first k. */
export function createTally(k: number): Tally {
  let count = 0
  let hits = 0
  let reciprocal = 0
  return {
    add(rank) {
      count++
      if (rank > k) return
      hits++
      reciprocal += 1 / rank
    },
    count: () => count,
    metrics: () => (count === 0 ? { hr: 0, mrr: 0 } : { hr: hits / count, mrr: reciprocal / count }),
  }
}
