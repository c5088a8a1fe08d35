/**
 * @module Scores the top lists that a peer wrote by the protocol of `aisle evaluate`, with its very metrics.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTally, type Metrics, rankOf } from '../../../training/evaluate/metrics.ts'
import type { Dataset } from './datasets.ts'

const K = 20

/**
 * HR@20 and MRR@20 of a peer's lists.
 * @param home holds items.i32 and scores.f32, [predictions, listLength] little-endian, best first
 * @throws Error where they are not of that size
 */
export function scoreLists(home: string, dataset: Dataset): { all: Metrics; novel: Metrics } {
  const size = dataset.predictions * dataset.listLength
  const items = new Int32Array(read(join(home, 'items.i32'), 4 * size))
  const scores = new Float32Array(read(join(home, 'scores.f32'), 4 * size))
  const all = createTally(K)
  const novel = createTally(K)
  let place = 0
  for (const session of dataset.testSessions) {
    for (let length = 1; length < session.length; length++) {
      const end = place + dataset.listLength
      const ranking = {
        items: items.subarray(place, end),
        scores: positive(scores.subarray(place, end)),
      }
      place = end
      const target = session[length] ?? -1
      const prefix = session.slice(0, length)
      const seen = new Set(prefix.filter((item) => item < dataset.items))
      // A model that knows nothing of the session, or not the target, misses it, as in evaluateNextItem.
      const canKnow = target < dataset.items && seen.size > 0
      all.add(canKnow ? rankOf(target, ranking) : Number.POSITIVE_INFINITY)
      if (prefix.includes(target)) continue
      novel.add(canKnow ? rankOf(target, ranking, seen) : Number.POSITIVE_INFINITY)
    }
  }
  return { all: all.metrics(), novel: novel.metrics() }
}

/** The same order above 0: in our tables a score of 0 means "not ranked", a peer's may be negative. */
function positive(scores: Float32Array): Float64Array {
  const lowest = scores.reduce((least, score) => (Number.isFinite(score) ? Math.min(least, score) : least), 0)
  return Float64Array.from(scores, (score) => (Number.isFinite(score) ? score - lowest + 1 : 0))
}

function read(path: string, bytes: number): ArrayBuffer {
  const content = readFileSync(path)
  if (content.length !== bytes) throw new Error(`${path} has ${content.length} bytes instead of ${bytes}.`)
  return content.buffer.slice(content.byteOffset, content.byteOffset + bytes)
}
