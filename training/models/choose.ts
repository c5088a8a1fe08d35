/**
 * @module Which model a shop gets: learned from all but the newest sessions, the pair scorer is held against SLIST and a
 * list of best sellers on what those hold. What loses is not released.
 */
import { type ContentIndex, indexContent } from '../content/content-index.ts'
import type { ProductContent } from '../dataset/catalog.ts'
import { InputError } from '../dataset/input-error.ts'
import { partOfLog } from '../dataset/part-of-log.ts'
import { type SessionLog, sessionCount } from '../dataset/session-log.ts'
import { judge } from '../evaluate/judge.ts'
import { measureModel, type Validation } from '../evaluate/validation.ts'
import { METHODS, type Method } from './methods.ts'
import type { Model, OnProgress } from './model.ts'
import { applyPairScorer, type Fitted, fitPairScorer } from './pair-scorer/pair-scorer.ts'
import { popularModel } from './popular.ts'

/** The newest sessions that decide: a share of all, and at most so many. */
const SHARE = 0.05
const MOST_SESSIONS = 2000

/** A model measured on the newest sessions. */
export interface Measured {
  name: Method
  model: Model
  validation: Validation
}

export interface Choice {
  /** The scorers to value all counts by; null: SLIST is learned instead. */
  fitted: Fitted | null
  /** What was compared and what came of it, one sentence. */
  reason: string
  /** The chosen model first, then what it was held against. */
  measured: [Measured, ...Measured[]]
  content: ContentIndex | null
  /** The sessions that were learned from here, and those that decided. */
  older: SessionLog
  newest: SessionLog
}

/**
 * Learns from all but the newest sessions by the wished method, and by SLIST where the pair scorer loses to it.
 * @param log over all products of the catalog
 * @throws InputError where best sellers do better than what is left
 */
export async function chooseModel(
  log: SessionLog,
  catalog: ReadonlyMap<string, ProductContent>,
  wished: Exclude<Method, 'popular'>,
  onProgress?: OnProgress,
): Promise<Choice> {
  const sessions = sessionCount(log)
  const first = sessions - Math.min(MOST_SESSIONS, Math.floor(sessions * SHARE))
  const older = partOfLog(log, 0, first)
  const newest = partOfLog(log, first, sessions)
  const content = indexContent(log.items, catalog)
  const measure = async (name: Method, model: Model): Promise<Measured> => {
    return { name, model, validation: await measureModel(model, log.items, newest) }
  }
  const popular = await measure('popular', popularModel(older))
  const slist = await measure('slist', await METHODS.slist(older))
  const parts = { content, older, newest }

  const held = (candidate: Measured, against: Measured[]) =>
    judge(
      candidate.validation.cases,
      { name: candidate.name, records: candidate.validation.records },
      against.map(({ name, validation }) => ({ name, records: validation.records })),
    )
  let lost = ''
  if (wished === 'pair-scorer') {
    const fitted = await fitPairScorer({ log: older, content }, ['next', 'together', 'similar'], onProgress)
    const next = fitted.tasks.filter(({ task }) => task.name === 'next')
    // Without the boost of new products, which gives up some hits to learn what those are worth.
    const unboosted = next.map((task) => ({ ...task, boost: 1 }))
    const models = await applyPairScorer({ log: older, content }, { ...fitted, tasks: unboosted })
    const model = models.get('next')
    if (model === undefined) throw new Error('No table was made.')
    const scorer = await measure('pair-scorer', model)
    const judgement = held(scorer, [slist, popular])
    if (judgement.passed) {
      return { fitted, reason: judgement.sentence, measured: [scorer, slist, popular], ...parts }
    }
    lost = `${judgement.sentence}, so it is not released; SLIST instead: `
  }
  const judgement = held(slist, [popular])
  if (judgement.passed) {
    return { fitted: null, reason: lost + judgement.sentence, measured: [slist, popular], ...parts }
  }
  throw new InputError(
    `The model would lose to a plain list of best sellers: ${lost}${judgement.sentence}. Nothing was written. ` +
      'The storefront shows best sellers without a model; train again when there are more sessions.',
  )
}
