/**
 * @module The pair scorer: a tiny network, fitted to what shoppers did next, turns the counts of a pair of items into
 * its entry of a sparse item-to-item table.
 *
 * Recommenders of this kind weigh their counts by a formula (a cosine, SLIST's ridge, the decays of VSTAN). Here the
 * formula is learned: `counts` → `walks` and `embedding` → `candidates` with `features` → `network`, fitted by `loss`
 * and `fit`, and `table` keeps what is served. Serving stays a sum of table rows.
 *
 * Sessions are cut by time: the first are counted, the scorer is fitted on later ones, and what is chosen (ν, decays) is
 * chosen on the newest by short fits to those between. Then everything is counted again and valued by the scorer found.
 */
import { agesOf, arrivalsOf, type ContentIndex, indexContent } from '../../content/content-index.ts'
import type { ProductContent } from '../../dataset/catalog.ts'
import { partOfLog } from '../../dataset/part-of-log.ts'
import { eventCount, type SessionLog } from '../../dataset/session-log.ts'
import { collectGarbage } from '../../parallel/collect-garbage.ts'
import type { Model, OnProgress } from '../model.ts'
import {
  chooseBoost,
  chooseFading,
  chooseNeighbours,
  chooseNu,
  LEAST_EXAMPLES,
  prepare,
  SEED,
  shapeOf,
  trialScore,
} from './choices.ts'
import { type Counting, countPairs, type Unfaded } from './counting.ts'
import type { Fading } from './counts.ts'
import { createExamples } from './examples.ts'
import type { PairContent } from './features.ts'
import { fitEnsemble } from './fit.ts'
import { hideProducts } from './hidden.ts'
import type { Scorer } from './scorer.ts'
import { sessionsToFit } from './sessions-to-fit.ts'
import { type Kinds, kindsOf, splitSources, widthOf } from './sources.ts'
import { sessionRule, sessionsFor, type Task, type TaskName, tasksOf } from './tasks.ts'

const FIT = { steps: 200, batch: 1000, seed: SEED, networks: 3 }
/** Examples from which on all steps are made. */
const ALL_STEPS_FROM = 5000
/** What a shop is learned from. */
export interface Shop {
  log: SessionLog
  /** Of the log's items; null where little is known of them. */
  content: ContentIndex | null
}

/** What fitting finds; it values counts of any sessions of the same kinds. */
export interface FittedTask {
  task: Task
  scorer: Scorer
  nu: number
  /** What the values of products without counts are multiplied by, so that they are seen. */
  boost: number
  /** Entries a row that are wanted, K. */
  neighbours: number
  /** Predictions that the scorer was fitted to. */
  examples: number
}

export interface Fitted {
  kinds: Kinds
  fading: Fading
  /** Sessions that were counted while fitting. */
  counted: number
  tasks: FittedTask[]
}

/**
 * Learns a table of what comes next from all sessions of a log. The same log gives the same model, bit by bit.
 * @param contents what is known of products, by id
 */
export async function trainPairScorer(
  log: SessionLog,
  onProgress?: OnProgress,
  contents: ReadonlyMap<string, ProductContent> = new Map(),
): Promise<Model> {
  const shop = { log, content: indexContent(log.items, contents) }
  const fitted = await fitPairScorer(shop, ['next'], (done, total) => onProgress?.(done, 2 * total))
  const models = await applyPairScorer(shop, fitted, (done, total) => onProgress?.(total + done, 2 * total))
  const model = models.get('next')
  if (model === undefined) throw new Error('No table was made.')
  return model
}

/** Fits scorers on the later sessions of a shop; where nothing can be fitted, they are those that fitting starts from. */
export async function fitPairScorer(
  { log, content }: Shop,
  names: readonly TaskName[],
  onProgress?: OnProgress,
): Promise<Fitted> {
  const kinds = kindsOf(log)
  const { counted, newest, ...parts } = sessionsToFit(log, widthOf(kinds, content !== null))
  const older = partOfLog(log, 0, counted)
  const hidden = content === null ? null : hideProducts(older)
  const sources = splitSources(older, kinds, hidden)
  const now = log.times?.[counted - 1] ?? null
  const known = content === null ? null : contentAt(content, { now, until: now })
  const tasks = names.map((name) => tasksOf(kinds)[name])
  const total = tasks.length * FIT.steps * FIT.networks

  let unfaded: Unfaded | undefined
  const count = async (tried: Fading): Promise<Counting> => {
    const counting = await countPairs(sources, known, tried, { unfaded })
    unfaded = counting.unfaded
    return counting
  }
  const [first] = tasks
  const fading = await chooseFading(eventCount(log), async (tried) => {
    const counting = await count(tried)
    try {
      return first === undefined ? 0 : await trialScore(await prepare(counting, first, tasks.length, parts))
    } finally {
      await counting.close()
    }
  })
  const counting = await count(fading)
  const fittedTasks: FittedTask[] = []
  try {
    for (const task of tasks) {
      const done = fittedTasks.length * FIT.steps * FIT.networks
      const prepared = await prepare(counting, task, tasks.length, parts)
      const nu = await chooseNu(prepared)
      const examplesOf = (part: SessionLog) =>
        createExamples(sessionsFor(task, part), prepared.table, task.speakers)
      const examples = examplesOf(parts.later)
      const found = examples.targets.length
      const steps = found < LEAST_EXAMPLES ? 0 : Math.ceil(FIT.steps * Math.min(1, found / ALL_STEPS_FROM))
      const options = { ...FIT, steps, nu, source: prepared.source }
      const scorer = await fitEnsemble(counting, prepared.table, examples, options, (step) =>
        onProgress?.(done + step, total),
      )
      const boost = content === null ? 1 : await chooseBoost(prepared, scorer, examplesOf(newest))
      const neighbours = await chooseNeighbours(prepared, scorer)
      fittedTasks.push({ task, scorer, nu, boost, neighbours, examples: found })
    }
  } finally {
    await counting.close()
  }
  return { kinds, fading, counted, tasks: fittedTasks }
}

/** Counts all sessions of a shop and values every pair by the fitted scorers. */
export async function applyPairScorer(
  { log, content }: Shop,
  { kinds, fading, counted, tasks }: Fitted,
  onProgress?: OnProgress,
): Promise<Map<TaskName, Model>> {
  // What was counted to fit by is as large as what is counted now.
  collectGarbage()
  const sources = splitSources(log, kinds, null)
  const now = log.times?.at(-1) ?? null
  const known = content === null ? null : contentAt(content, { now, until: null })
  const counting = await countPairs(sources, known, fading)
  const models = new Map<TaskName, Model>()
  try {
    for (const { task, scorer, nu, boost, neighbours, examples } of tasks) {
      onProgress?.(models.size, tasks.length)
      const shape = shapeOf(task, log.items.length, tasks.length, neighbours)
      const table = await counting.table(task.rule, scorer, boost, shape)
      const parameters = { nu, boost, ...fading, countedWhileFitting: counted, fittedTo: examples, ...FIT }
      models.set(task.name, { name: 'pair-scorer', parameters, table, session: sessionRule(task, scorer) })
    }
  } finally {
    await counting.close()
  }
  return models
}

/** What is known of products at a time; `until`: what is created later is no new arrival yet. */
function contentAt(
  content: ContentIndex,
  { now, until }: { now: number | null; until: number | null },
): PairContent {
  const { text, numbering, types, vendors, logPrices } = content
  const arrivals = arrivalsOf(content, until)
  return { text, numbering, types, vendors, logPrices, ages: agesOf(content, now), arrivals }
}
