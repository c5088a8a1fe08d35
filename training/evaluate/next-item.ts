/**
 * @module Next-item prediction, the usual protocol of session models: each prefix of each test session predicts the
 * item that follows it, all items ranked.
 *
 * "all" asks for whatever follows. "novel" takes only predictions whose target is not yet in the session, and masks the
 * items seen: a shelf that repeats what the shopper just saw is worth little.
 */
import type { SessionLog } from '../dataset/session-log.ts'
import type { OnProgress } from '../models/model.ts'
import { type Cases, visitCases } from './cases.ts'
import { createTally, type Metrics } from './metrics.ts'
import { type Reader, type Records, rankCases } from './rank-cases.ts'

export type { Reader } from './rank-cases.ts'

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
  reader: Reader,
  test: SessionLog,
  { k, minPrefix }: Protocol,
  onProgress?: OnProgress,
): Promise<NextItemResult> {
  const cases = visitCases(test, minPrefix)
  return metricsOf(cases, await rankCases(reader, cases, k, { onProgress }))
}

/** HR@k and MRR@k of a model's answers. */
export function metricsOf(cases: Cases, { k, rank, novelRank }: Records): NextItemResult {
  const all = createTally(k)
  const novel = createTally(k)
  for (let c = 0; c < rank.length; c++) {
    all.add(rank[c] || Number.POSITIVE_INFINITY)
    if (cases.novel[c] === 1) novel.add(novelRank[c] || Number.POSITIVE_INFINITY)
  }
  return { all: all.metrics(), novel: novel.metrics(), predictions: all.count() }
}
