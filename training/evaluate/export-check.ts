/**
 * @module Runs an exported model on the newest sessions and compares it with the unquantized table, before anything is
 * written: a wrong graph, a broken encoding or a lossy code shows here, not at a shopper's.
 *
 * The sessions were learned from, so their hit rate says nothing of the model; only the difference counts.
 */
import { sessionRows } from '../../edge-model/contract/session.ts'
import { type SessionLog, sessionCount } from '../dataset/session-log.ts'
import type { OnProgress } from '../models/model.ts'
import { MAX_ROOT } from '../table/quantize.ts'
import type { Ranker, Ranking } from '../table/score.ts'
import { createTally, rankOf } from './metrics.ts'
import { type Reader, rowLookup } from './next-item.ts'

const K = 20
/** Sessions compared at most, the newest. */
const SESSIONS = 1000
/** Below this mean overlap of the top 20, or beyond this loss of HR@20, a model must not be written. */
const MIN_OVERLAP = 0.9
const MAX_HR_LOSS = 0.02
/**
 * Nor where a score is off by more than this share of the session's best. The code errs by at most rowmax / 254.5 an
 * entry, so over 20 session items a right export stays below .08; and where a shop has no more than 20 products that go
 * together, both lists hold them all and only their scores tell.
 */
const MAX_SCORE_ERROR = 0.1
/**
 * An item whose score exceeds that of the first one left out by no more than this share of the session's best ties with
 * it: the code errs by up to 1 / 254.5 on either, so either may be listed.
 */
const TIE = 2 / MAX_ROOT

export interface ExportCheck {
  /** Sessions compared: those of two and more events whose items the table knows something of. */
  sessions: number
  /** Mean share of the unquantized top 20 that the exported model also ranks in its top 20, ties aside; 1 without sessions. */
  top20Overlap: number
  /** Largest difference of a score in both lists, as a share of the session's best score. */
  scoreError: number
  /** HR@20 of the last event of each session. */
  exportedHr: number
  unquantizedHr: number
  passed: boolean
}

/** Each session without its last event is ranked by both; the last event is the target. */
export async function checkExport(
  log: SessionLog,
  {
    exported,
    unquantized,
    session: rule,
  }: { exported: Ranker; unquantized: Ranker; session: Reader['session'] },
  onProgress?: OnProgress,
): Promise<ExportCheck> {
  const rowOf = rowLookup(log.items)
  const exportedTally = createTally(K)
  const unquantizedTally = createTally(K)
  let overlap = 0
  let scoreError = 0
  const last = sessionCount(log)
  for (let s = last - 1; s >= 0 && unquantizedTally.count() < SESSIONS; s--) {
    const numbers = log.events.subarray(log.offsets[s], log.offsets[s + 1])
    const target = numbers.at(-1)
    if (target === undefined || numbers.length < 2) continue
    onProgress?.(unquantizedTally.count(), Math.min(SESSIONS, last))
    const prefix = Array.from(numbers.subarray(0, -1), (number) => log.items[number] ?? '')
    const rows = sessionRows(prefix, rowOf, rule)
    const wanted = Math.min(log.items.length, K + 1)
    const expected = await unquantized.rank(rows, NOTHING, wanted)
    if (expected.items.length === 0) continue
    const got = await exported.rank(rows, NOTHING, wanted)
    unquantizedTally.add(rankOf(target, expected))
    exportedTally.add(rankOf(target, got))
    const scores = topScores(got)
    const expectedScores = topScores(expected)
    const best = Math.max(...expectedScores.values())
    const leftOut = expected.scores[K] ?? 0
    let shared = 0
    for (const [item, score] of expectedScores) {
      const other = scores.get(item)
      if (other !== undefined || score - leftOut <= best * TIE) shared++
      if (other !== undefined) scoreError = Math.max(scoreError, Math.abs(other - score) / best)
    }
    overlap += shared / expectedScores.size
  }
  const sessions = unquantizedTally.count()
  const top20Overlap = sessions === 0 ? 1 : overlap / sessions
  const exportedHr = exportedTally.metrics().hr
  const unquantizedHr = unquantizedTally.metrics().hr
  const passed =
    top20Overlap >= MIN_OVERLAP && scoreError <= MAX_SCORE_ERROR && unquantizedHr - exportedHr <= MAX_HR_LOSS
  return { sessions, top20Overlap, scoreError, exportedHr, unquantizedHr, passed }
}

const NOTHING = new Int32Array(0)

/** The first 20 items that score above 0, with their scores. */
function topScores({ items, scores }: Ranking): Map<number, number> {
  const top = new Map<number, number>()
  for (let place = 0; place < Math.min(K, items.length); place++) {
    const score = scores[place] ?? 0
    if (score > 0) top.set(items[place] ?? 0, score)
  }
  return top
}
