/**
 * @module Fills a shelf's places from candidates in their order.
 */
import type { Admits } from './families.ts'

/** A table row with its score; 0 for a popular product that fills up. */
export interface Ranked {
  row: number
  score: number
}

/**
 * The first candidates that may stand on the shelf, each once.
 *
 * @param candidates best first
 * @param limit places
 */
export function fillShelf(candidates: Iterable<Ranked>, admits: Admits, limit: number): Ranked[] {
  const shelf: Ranked[] = []
  const seen = new Set<number>()
  for (const candidate of candidates) {
    if (shelf.length === limit) break
    if (seen.has(candidate.row)) continue
    seen.add(candidate.row)
    if (admits(candidate.row)) shelf.push(candidate)
  }
  return shelf
}
