/**
 * @module How well a model does on sessions it did not learn from: one number to choose between models with, and the
 * answers that `judge` decides by.
 */
import { pickSessions } from '../dataset/part-of-log.ts'
import type { SessionLog } from '../dataset/session-log.ts'
import type { Model } from '../models/model.ts'
import { MAX_SESSION_EVENTS } from '../models/session-index.ts'
import { tableRanker } from '../table/score.ts'
import { accuracyFrom, accuracySums } from './accuracy.ts'
import { type Cases, caseCount, casesOf } from './cases.ts'
import { figureOf } from './judge.ts'
import { rowLookup } from './next-item.ts'
import { type Records, rankCases } from './rank-cases.ts'

const K = 20

export interface Validation {
  /** Visits: HR@20 + MRR@20, of all targets and of novel ones. Baskets: HR@20. Higher is better; 0 without predictions. */
  score: number
  /** HR@20 of all targets, for people. */
  hr: number
  predictions: number
  cases: Cases
  records: Records
}

/**
 * @param items product ids of the model's rows
 * @param sessions to measure on; baskets where most of them are
 */
export async function measureModel(
  { table, session }: Model,
  items: readonly string[],
  sessions: SessionLog,
): Promise<Validation> {
  const cases = casesOf(withoutCrawlers(sessions), 1)
  const reader = { ranker: tableRanker(table), rowOf: rowLookup(items), session }
  const records = await rankCases(reader, cases, K)
  const predictions = caseCount(cases)
  if (predictions === 0) return { score: 0, hr: 0, predictions, cases, records }
  const sheet = accuracySums(cases, [records])
  const sums = new Float64Array(sheet.columns)
  sheet.sums.forEach((value, at) => {
    const column = at % sheet.columns
    sums[column] = (sums[column] ?? 0) + value
  })
  const accuracy = accuracyFrom(sums, 0)
  return { score: figureOf(cases.kind, accuracy), hr: accuracy.all.hr, predictions, cases, records }
}

/**
 * Sessions longer than what counts of one are no shoppers': one of 100,000 events would be most of the predictions, and
 * each of them reads all before it.
 */
function withoutCrawlers(log: SessionLog): SessionLog {
  const { offsets } = log
  return pickSessions(log, (s) => (offsets[s + 1] ?? 0) - (offsets[s] ?? 0) <= MAX_SESSION_EVENTS)
}
