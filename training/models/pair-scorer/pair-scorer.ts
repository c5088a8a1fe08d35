/**
 * @module The pair scorer: a tiny network, fitted to what shoppers did next, turns the counts of a pair of items into
 * its entry of a sparse item-to-item table.
 *
 * Recommenders of this kind weigh their counts by a formula (a cosine, SLIST's ridge, the decays of VSTAN). Here the
 * formula is learned: `counts` → `walks` → `candidates` with `features` → `network`, fitted by `loss` and `fit`, and
 * `table` keeps what is served. Serving stays a sum of table rows.
 *
 * Sessions are cut by time: the first are counted, the scorer is fitted on later ones, and what is chosen (ν, decays) is
 * chosen on the newest by short fits to those between. Then everything is counted again and valued by the scorer found.
 */
import { agesOf, type ContentIndex, indexContent } from '../../content/content-index.ts'
import type { ProductContent } from '../../dataset/catalog.ts'
import { partOfLog } from '../../dataset/part-of-log.ts'
import { type SessionLog, sessionCount } from '../../dataset/session-log.ts'
import { fittingNeighbours } from '../../export/size-limits.ts'
import type { Model, OnProgress } from '../model.ts'
import { type Counting, countPairs, type TableShape } from './counting.ts'
import type { Fading } from './counts.ts'
import { createExamples, type Examples } from './examples.ts'
import type { PairContent } from './features.ts'
import { fitEnsemble, fitScorer } from './fit.ts'
import { createFitTable, type FitTable } from './fit-table.ts'
import { hideProducts } from './hidden.ts'
import type { Scorer } from './scorer.ts'
import { type Kinds, kindsOf, splitSources } from './sources.ts'
import { sessionRule, sessionsFor, type Task, type TaskName, tasksOf } from './tasks.ts'
import { validateScorer } from './validate.ts'

/**
 * Share of the sessions, the newest, that are not counted while fitting: so many that they hold some 90,000 events, since
 * 900 weights need no more and the fewer are left out, the more the counts fitted on resemble those served.
 */
const FIT_EVENTS = 90_000
const FIT_SHARE = { least: 0.08, most: 0.15 }
/** The newest part of those chooses; choosing between few needs no more sessions. */
const CHOICE_PART = 0.2
const MOST_CHOICE_SESSIONS = 2000
/**
 * Weights of the loss without seen items that are tried, and by how much a later one must be better to be taken: about
 * two standard errors of the paired difference over 2,000 sessions.
 */
const NUS = [0, 1]
const CLEARLY_BETTER = 0.015
/** Decays of a session's weight with its age that are tried, and for how many events in all: a budget of time. */
const FADINGS: readonly [Fading, ...Fading[]] = [
  { slow: 0.15, fast: 0.03 },
  { slow: 0.4, fast: 0.08 },
  { slow: 0.06, fast: 0.012 },
]
const CHOICE_EVENTS = 500_000
const SEED = 1
const FIT = { steps: 250, batch: 1000, seed: SEED, networks: 3 }
/** A short fit tells as well which is better. */
const TRIAL = { steps: 80, batch: 500, seed: SEED }
/** With fewer examples than this a network would learn them by heart: the formula it starts from is kept. */
const LEAST_EXAMPLES = 200
/** Examples from which on all steps are made. */
const ALL_STEPS_FROM = 5000
/** Boosts of products without counts that are tried, and how many hits one among them is worth. */
const BOOSTS = [1, 1.5, 2, 2.5, 3, 3.5, 4, 5]
const FRESH_WORTH = 3
/** Entries kept a row, K: 200 gain at most .0005 HR@20. */
const NEIGHBOURS = 50

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
  const sessions = sessionCount(log)
  const events = (log.offsets[sessions] ?? 0) - (log.offsets[0] ?? 0)
  const share = Math.max(FIT_SHARE.least, Math.min(FIT_SHARE.most, FIT_EVENTS / events))
  const left = Math.floor(sessions * share)
  const counted = sessions - left
  const older = partOfLog(log, 0, counted)
  const kinds = kindsOf(log)
  const hidden = content === null ? null : hideProducts(older)
  const sources = splitSources(older, kinds, hidden)
  const known = content === null ? null : contentAt(content, log.times?.[counted - 1] ?? null, hidden)
  const chosen = sessions - Math.min(MOST_CHOICE_SESSIONS, Math.floor(left * CHOICE_PART))
  const later = partOfLog(log, counted, sessions)
  const parts = { trial: partOfLog(log, counted, chosen), choice: partOfLog(log, chosen, sessions), later }
  const tasks = names.map((name) => tasksOf(kinds)[name])
  const total = tasks.length * FIT.steps * FIT.networks

  const fading = await chooseFading(events, async (tried) => {
    const counting = await countPairs(sources, known, tried)
    const [first] = tasks
    if (first === undefined) return 0
    const { score } = await chooseNu(await prepare(counting, first, tasks.length, parts), [0])
    await counting.close()
    return score
  })
  const counting = await countPairs(sources, known, fading)
  const fittedTasks: FittedTask[] = []
  for (const task of tasks) {
    const done = fittedTasks.length * FIT.steps * FIT.networks
    const prepared = await prepare(counting, task, tasks.length, parts)
    // In baskets every target is new, and what is in them is never named: there is nothing to choose.
    const { nu } = await chooseNu(prepared, task.kind === 'visits' ? NUS : [0])
    const examples = createExamples(sessionsFor(task, later), prepared.table, task.speakers)
    const found = examples.targets.length
    const steps = found < LEAST_EXAMPLES ? 0 : Math.ceil(FIT.steps * Math.min(1, found / ALL_STEPS_FROM))
    const options = { ...FIT, steps, nu, source: prepared.source }
    const scorer = await fitEnsemble(counting, prepared.table, examples, options, (step) =>
      onProgress?.(done + step, total),
    )
    const boost = content === null ? 1 : await chooseBoost(prepared, scorer)
    fittedTasks.push({ task, scorer, nu, boost, examples: found })
  }
  await counting.close()
  return { kinds, fading, counted, tasks: fittedTasks }
}

/** Counts all sessions of a shop and values every pair by the fitted scorers. */
export async function applyPairScorer(
  { log, content }: Shop,
  { kinds, fading, counted, tasks }: Fitted,
  onProgress?: OnProgress,
): Promise<Map<TaskName, Model>> {
  const sources = splitSources(log, kinds, null)
  const known = content === null ? null : contentAt(content, log.times?.at(-1) ?? null, null)
  const counting = await countPairs(sources, known, fading)
  const models = new Map<TaskName, Model>()
  for (const { task, scorer, nu, boost, examples } of tasks) {
    onProgress?.(models.size, tasks.length)
    const table = await counting.table(
      task.rule,
      scorer,
      boost,
      shapeOf(task, log.items.length, tasks.length),
    )
    const parameters = { nu, boost, ...fading, countedWhileFitting: counted, fittedTo: examples, ...FIT }
    models.set(task.name, { name: 'pair-scorer', parameters, table, session: sessionRule(task, scorer) })
  }
  await counting.close()
  return models
}

async function chooseFading(events: number, score: (fading: Fading) => Promise<number>): Promise<Fading> {
  const tries = Math.floor(CHOICE_EVENTS / Math.max(1, events))
  let [best] = FADINGS
  if (tries < 2) return best
  let bestScore = Number.NEGATIVE_INFINITY
  for (const fading of FADINGS.slice(0, tries)) {
    const found = await score(fading)
    if (found <= bestScore + CLEARLY_BETTER) continue
    best = fading
    bestScore = found
  }
  return best
}

interface Prepared {
  counting: Counting
  table: FitTable
  /** Sessions between those counted and those that choose, and the latter. */
  trial: Examples
  choice: Examples
  /** The source whose ratio feature a fit starts from. */
  source: number
  shape: TableShape
}

async function prepare(
  counting: Counting,
  task: Task,
  tables: number,
  { trial, choice, later }: { trial: SessionLog; choice: SessionLog; later: SessionLog },
): Promise<Prepared> {
  const log = sessionsFor(task, later)
  const items = new Set(log.events.subarray(log.offsets[0], log.offsets[sessionCount(log)]))
  const table = await createFitTable(counting, task.rule, Int32Array.from(items).sort())
  const examplesOf = (part: SessionLog) => createExamples(sessionsFor(task, part), table, task.speakers)
  return {
    counting,
    table,
    trial: examplesOf(trial),
    choice: examplesOf(choice),
    source: 0,
    shape: shapeOf(task, counting.items, tables),
  }
}

/** The first ν that none after it clearly beats, by short fits. */
async function chooseNu(
  { counting, table, trial, choice, source, shape }: Prepared,
  nus: readonly number[],
): Promise<{ nu: number; score: number }> {
  const steps = trial.targets.length < LEAST_EXAMPLES ? 0 : TRIAL.steps
  let nu = 0
  let score = Number.NEGATIVE_INFINITY
  for (const tried of nus) {
    const scorer = await fitScorer(counting, table, trial, { ...TRIAL, steps, nu: tried, source })
    const [validated] = await validateScorer(counting, table, choice, scorer, shape, [1])
    const found = validated?.score ?? 0
    if (found <= score + CLEARLY_BETTER) continue
    nu = tried
    score = found
  }
  return { nu, score }
}

/**
 * The boost of products without counts that finds most, a find among them worth three others: nothing else will ever
 * show what such a product is worth, and without a boost it would hardly be seen, since no single session says much of it.
 */
async function chooseBoost({ counting, table, choice, shape }: Prepared, scorer: Scorer): Promise<number> {
  const found = await validateScorer(counting, table, choice, scorer, shape, BOOSTS)
  const worth = found.map(({ hits, freshHits }) => hits + (FRESH_WORTH - 1) * freshHits)
  return BOOSTS[worth.indexOf(Math.max(...worth))] ?? 1
}

/** @param tables tables of the release, which share its room */
function shapeOf({ heads }: Task, items: number, tables: number): TableShape {
  return { heads, neighbours: fittingNeighbours({ items, heads, neighbours: NEIGHBOURS }, tables) }
}

function contentAt(content: ContentIndex, now: number | null, asNew: Uint8Array | null): PairContent {
  const { alike, cosines, types, vendors, logPrices } = content
  return { alike, cosines, types, vendors, logPrices, ages: agesOf(content, now, asNew) }
}
