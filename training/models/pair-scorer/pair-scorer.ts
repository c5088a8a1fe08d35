/**
 * @module The pair scorer: a tiny network, fitted to what shoppers did next, turns the counts of a pair of items into
 * its entry of a sparse item-to-item table.
 *
 * Recommenders of this kind weigh their counts by a formula (a cosine, SLIST's ridge, the decays of VSTAN). Here the
 * formula is learned: `counts` → `walks` → `candidates` with `features` → `network`, fitted by `loss` and `fit`, and
 * `table` keeps what is served. Serving stays a sum of table rows.
 *
 * Sessions are cut by time: the first are counted, the scorer is fitted on later ones, and ν is chosen on the newest by
 * short fits to those between. Then everything is counted again and valued by the scorer found.
 */

import type { Manifest } from '../../../edge-model/contract/manifest.ts'
import type { SessionRule } from '../../../edge-model/contract/table.ts'
import { partOfLog } from '../../dataset/part-of-log.ts'
import { type SessionLog, sessionCount } from '../../dataset/session-log.ts'
import { measureModel } from '../../evaluate/validation.ts'
import { fittingNeighbours } from '../../export/size-limits.ts'
import type { Model, OnProgress } from '../model.ts'
import { createCandidateRows, standardisedRows } from './candidates.ts'
import { BASKET_ITEMS, createExamples, DISTANCES, LENGTH_BUCKETS, VISIT_ITEMS } from './examples.ts'
import { fitScorer } from './fit.ts'
import { createFitTable } from './fit-table.ts'
import type { Scorer } from './scorer.ts'
import { buildTable } from './table.ts'

/**
 * Share of the sessions, the newest, that are not counted while fitting: so many that they hold some 90,000 events, since
 * 900 weights need no more and the fewer are left out, the more the counts fitted on resemble those served.
 */
const FIT_EVENTS = 90_000
const FIT_SHARE = { least: 0.08, most: 0.15 }
/** The newest part of those chooses ν; choosing between two needs no more sessions. */
const CHOICE_PART = 0.2
const MOST_CHOICE_SESSIONS = 2000
/**
 * Weights of the loss without seen items that are tried, and by how much a later one must be better to be taken: about
 * two standard errors of the paired difference over 2,000 sessions.
 */
const NUS = [0, 1]
const CLEARLY_BETTER = 0.015
const SEED = 1
const FIT = { steps: 250, batch: 1000, seed: SEED }
/** A short fit tells as well which ν is better. */
const TRIAL = { steps: 80, batch: 500, seed: SEED }
/** Entries kept a row, K: 200 gain at most .0005 HR@20. */
const NEIGHBOURS = 50

/** What fitting finds; it values counts of any sessions. */
export interface FittedScorer {
  scorer: Scorer
  nu: number
  /** Sessions that were counted while fitting. */
  counted: number
  /** Events that the scorer was fitted to. */
  examples: number
}

/** Learns a model from all sessions of a log. The same log gives the same model, bit by bit. */
export async function trainPairScorer(log: SessionLog, onProgress?: OnProgress): Promise<Model> {
  const fitted = await fitPairScorer(log, (done, total) => onProgress?.(done, 2 * total))
  return applyPairScorer(log, fitted, (done, total) => onProgress?.(total + done, 2 * total))
}

/** Fits a scorer on the later sessions of a log; where nothing can be fitted, it is the one that fitting starts from. */
export async function fitPairScorer(log: SessionLog, onProgress?: OnProgress): Promise<FittedScorer> {
  const sessions = sessionCount(log)
  const events = (log.offsets[sessions] ?? 0) - (log.offsets[0] ?? 0)
  const share = Math.max(FIT_SHARE.least, Math.min(FIT_SHARE.most, FIT_EVENTS / events))
  const left = Math.floor(sessions * share)
  const counted = sessions - left
  const chosen = sessions - Math.min(MOST_CHOICE_SESSIONS, Math.floor(left * CHOICE_PART))
  const rows = createCandidateRows(partOfLog(log, 0, counted))
  const later = partOfLog(log, counted, sessions)
  const table = createFitTable(rows, later, (done, of) => onProgress?.(done, 2 * of))
  const trial = createExamples(partOfLog(log, counted, chosen), table)
  const choice = partOfLog(log, chosen, sessions)
  let nu = 0
  let best = Number.NEGATIVE_INFINITY
  for (const tried of NUS) {
    const scorer = fitScorer(table, trial, { ...TRIAL, nu: tried })
    const model = modelOf(log, buildTable(table, scorer, sizeOf(log)), scorer, {})
    const { score } = await measureModel(model, log.items, choice)
    if (score <= best + CLEARLY_BETTER) continue
    nu = tried
    best = score
  }
  const examples = createExamples(later, table)
  const scorer = fitScorer(table, examples, { ...FIT, nu }, (step) =>
    onProgress?.(FIT.steps + step, 2 * FIT.steps),
  )
  return { scorer, nu, counted, examples: examples.targets.length }
}

/** Counts all sessions of a log and values every pair by a fitted scorer. */
export function applyPairScorer(
  log: SessionLog,
  { scorer, nu, counted, examples }: FittedScorer,
  onProgress?: OnProgress,
): Model {
  const rows = standardisedRows(createCandidateRows(log), scorer.standard)
  const table = buildTable(rows, scorer, sizeOf(log), (row) => onProgress?.(row, log.items.length))
  return modelOf(log, table, scorer, {
    nu,
    countedWhileFitting: counted,
    fittedTo: examples,
    ...FIT,
  })
}

/** Whether most sessions are baskets: then one head speaks for all items alike. */
function isBaskets(log: SessionLog): boolean {
  return 2 * log.baskets.reduce((sum, basket) => sum + basket, 0) > sessionCount(log)
}

function sizeOf(log: SessionLog): { items: number; neighbours: number; heads: 1 | 2 } {
  const shape = { items: log.items.length, heads: isBaskets(log) ? (1 as const) : (2 as const) }
  return { ...shape, neighbours: fittingNeighbours({ ...shape, neighbours: NEIGHBOURS }) }
}

function modelOf(
  log: SessionLog,
  table: Model['table'],
  scorer: Scorer,
  parameters: Manifest['model']['parameters'],
): Model {
  const session = isBaskets(log) ? BASKET_SESSION : visitSession(scorer)
  return { name: 'pair-scorer', parameters, table, session }
}

const BASKET_SESSION: SessionRule = {
  maxItems: BASKET_ITEMS,
  heads: 1,
  lengthBuckets: [],
  positionWeights: [[1]],
}

/** ω as the manifest tells it. */
function visitSession({ logOmega }: Scorer): SessionRule {
  const omega = Array.from(logOmega, Math.exp)
  return {
    maxItems: VISIT_ITEMS,
    heads: 2,
    lengthBuckets: LENGTH_BUCKETS,
    positionWeights: Array.from({ length: LENGTH_BUCKETS.length + 1 }, (_, bucket) =>
      omega.slice(bucket * DISTANCES, (bucket + 1) * DISTANCES),
    ),
  }
}
