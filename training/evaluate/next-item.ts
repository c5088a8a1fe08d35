/**
 * @module Next-item prediction, the usual protocol of session models: each prefix of each test session predicts the
 * item that follows it, all items ranked.
 *
 * "all" asks for whatever follows. "novel" takes only predictions whose target is not yet in the session, and masks the
 * items seen: a shelf that repeats what the shopper just saw is worth little.
 */

import { sessionRows } from '../../edge-model/contract/session.ts'
import type { SessionRule } from '../../edge-model/contract/table.ts'
import { type SessionLog, sessionCount } from '../dataset/session-log.ts'
import type { OnProgress } from '../models/model.ts'
import type { Ranker } from '../table/score.ts'
import { createTally, type Metrics, rankOf } from './metrics.ts'

/** How a model is asked. */
export interface Reader {
  ranker: Ranker
  /** Table row of a product id, or undefined. */
  rowOf: (productId: string) => number | undefined
  session: SessionRule
}

export interface Protocol {
  k: number
  /** Length of the shortest prefix that predicts, ≥ 1. */
  minPrefix: number
}

export interface NextItemResult {
  all: Metrics
  novel: Metrics
  predictions: number
}

/** Rows of a log's items by product id. */
export function rowLookup(items: readonly string[]): (productId: string) => number | undefined {
  const rows = new Map(items.map((productId, row) => [productId, row]))
  return (productId) => rows.get(productId)
}

/** Measures a model on test sessions. A target the model does not know is a miss. */
export async function evaluateNextItem(
  { ranker, rowOf, session: rule }: Reader,
  test: SessionLog,
  { k, minPrefix }: Protocol,
  onProgress?: OnProgress,
): Promise<NextItemResult> {
  const all = createTally(k)
  const novel = createTally(k)
  const sessions = sessionCount(test)
  for (let s = 0; s < sessions; s++) {
    onProgress?.(s, sessions)
    const numbers = test.events.subarray(test.offsets[s], test.offsets[s + 1])
    const session = Array.from(numbers, (number) => test.items[number] ?? '')
    for (let length = minPrefix; length < session.length; length++) {
      const prefix = session.slice(0, length)
      const next = session[length] ?? ''
      const isNovel = !prefix.includes(next)
      const target = rowOf(next)
      const { rows, weights } = sessionRows(prefix, rowOf, rule)
      if (target === undefined || rows.length === 0) {
        all.add(Number.POSITIVE_INFINITY)
        if (isNovel) novel.add(Number.POSITIVE_INFINITY)
        continue
      }
      const seen = knownRows(prefix, rowOf)
      const wanted = Math.min(ranker.items, k + 1 + seen.size)
      const ranking = await ranker.rank({ rows, weights }, NOTHING, wanted)
      all.add(rankOf(target, ranking))
      if (isNovel) novel.add(rankOf(target, ranking, seen))
    }
  }
  return { all: all.metrics(), novel: novel.metrics(), predictions: all.count() }
}

const NOTHING = new Int32Array(0)

function knownRows(
  prefix: readonly string[],
  rowOf: (productId: string) => number | undefined,
): ReadonlySet<number> {
  return new Set(prefix.flatMap((productId) => rowOf(productId) ?? []))
}
