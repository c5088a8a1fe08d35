/**
 * @module Which model a shop gets: learned from all but the newest sessions, the pair scorer must find more of what
 * those hold than SLIST does, and whatever is chosen more than a list of best sellers.
 */
import { InputError } from '../dataset/input-error.ts'
import { partOfLog } from '../dataset/part-of-log.ts'
import { type SessionLog, sessionCount } from '../dataset/session-log.ts'
import { measureModel, type Validation } from '../evaluate/validation.ts'
import { METHODS, type Method } from './methods.ts'
import type { Model, OnProgress } from './model.ts'
import { applyPairScorer, type FittedScorer, fitPairScorer } from './pair-scorer/pair-scorer.ts'
import { popularModel } from './popular.ts'

/** The newest sessions that decide: a share of all, and at most so many. */
const SHARE = 0.05
const MOST_SESSIONS = 2000
/** With fewer predictions than this nothing is decided: hit rates would err by .05 and more. */
const LEAST_PREDICTIONS = 100

export interface Choice {
  model: Model
  /** What was compared and what came of it, one sentence. */
  reason: string
}

/**
 * Learns from all sessions by the method that does better on the newest.
 * @param wished the method that is used unless another one beats it
 * @throws InputError where neither finds more than a list of best sellers
 */
export async function chooseModel(
  log: SessionLog,
  wished: Exclude<Method, 'popular'>,
  onProgress?: OnProgress,
): Promise<Choice> {
  const sessions = sessionCount(log)
  const first = sessions - Math.min(MOST_SESSIONS, Math.floor(sessions * SHARE))
  const older = partOfLog(log, 0, first)
  const newest = partOfLog(log, first, sessions)
  const measure = (model: Model) => measureModel(model, log.items, newest)
  const slist = () => METHODS.slist(log, (done, total) => onProgress?.(2 * total + done, 3 * total))
  const popular = await measure(popularModel(older))
  if (wished === 'slist') {
    const reason = check('slist', await measure(METHODS.slist(older)), popular)
    return { model: slist(), reason }
  }

  const fitted = await fitPairScorer(older, (done, total) => onProgress?.(done, 3 * total))
  const learned = await measure(applyPairScorer(older, fitted))
  const baseline = await measure(METHODS.slist(older))
  if (popular.predictions < LEAST_PREDICTIONS) {
    return { model: finish(log, fitted, onProgress), reason: check('pair-scorer', learned, popular) }
  }
  if (baseline.score > learned.score) {
    const model = slist()
    const reason = check('slist', baseline, popular)
    return {
      model,
      reason: `${reason}; the pair scorer finds ${percent(learned.hr)}, so SLIST is used instead`,
    }
  }
  const reason = check('pair-scorer', learned, popular)
  return { model: finish(log, fitted, onProgress), reason: `${reason}, SLIST ${percent(baseline.hr)}` }
}

function finish(log: SessionLog, fitted: FittedScorer, onProgress?: OnProgress): Model {
  return applyPairScorer(log, fitted, (done, total) => onProgress?.(2 * total + done, 3 * total))
}

/** @throws InputError */
function check(name: string, { hr, score, predictions }: Validation, popular: Validation): string {
  if (predictions < LEAST_PREDICTIONS) return `${name}, too few sessions to compare it with other models`
  const found = `of ${predictions} products that the newest sessions hold, ${name} finds ${percent(hr)} among its top 20, the best sellers ${percent(popular.hr)}`
  if (score >= popular.score) return found
  throw new InputError(
    `The model would lose to a plain list of best sellers: ${found}. Nothing was written. ` +
      'The storefront shows best sellers without a model; train again when there are more sessions.',
  )
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
