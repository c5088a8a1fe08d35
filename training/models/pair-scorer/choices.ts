/**
 * @module What is chosen for a shop rather than set: ν, decays, K and the boost of new products, on the newest sessions that
 * were not counted, by short fits to those before them. What costs a fit has a budget of events, so that the choice is the
 * same on every machine.
 */
import type { SessionLog } from '../../dataset/session-log.ts'
import { sessionCount } from '../../dataset/session-log.ts'
import { fittingNeighbours } from '../../export/size-limits.ts'
import type { Counting, TableShape } from './counting.ts'
import type { Fading } from './counts.ts'
import { createExamples, type Examples } from './examples.ts'
import { fitScorer } from './fit.ts'
import { createFitTable, type FitTable } from './fit-table.ts'
import type { Scorer } from './scorer.ts'
import { sessionsFor, type Task } from './tasks.ts'
import { validateScorer } from './validate.ts'

export const SEED = 1
/** With fewer examples than this a network would learn them by heart: the formula it starts from is kept. */
export const LEAST_EXAMPLES = 200
/**
 * How much better a later one of those tried must be to be taken: about two standard errors of the paired difference over
 * 2,000 sessions.
 */
const CLEARLY_BETTER = 0.015
/** A short fit tells as well which is better. */
const TRIAL = { steps: 80, batch: 500, seed: SEED }
/** Weights of the loss without seen items. */
const NUS = [0, 1] as const
/** Decays of a session's weight with its age, and for how many events in all they are tried. */
const FADINGS = [
  { slow: 0.15, fast: 0.03 },
  { slow: 0.4, fast: 0.08 },
  { slow: 0.06, fast: 0.012 },
] as const satisfies Fading[]
const FADING_EVENTS = 200_000
/** Entries kept a row, K: a release grows with them. */
const NEIGHBOURS = [50, 100] as const
/** Boosts of products without counts, and how many hits one among them is worth. */
const BOOSTS = [1, 1.5, 2, 3, 4, 6, 8] as const
const FRESH_WORTH = 3

/** What choices are made by. */
export interface Prepared {
  counting: Counting
  task: Task
  /** Tables of the release. */
  tables: number
  table: FitTable
  /** Sessions between those counted and those that choose, and the latter. */
  trial: Examples
  choice: Examples
  /** The source whose ratio feature a fit starts from. */
  source: number
}

export async function prepare(
  counting: Counting,
  task: Task,
  tables: number,
  { trial, choice, later }: Record<'trial' | 'choice' | 'later', SessionLog>,
): Promise<Prepared> {
  const log = sessionsFor(task, later)
  const items = new Set(log.events.subarray(log.offsets[0], log.offsets[sessionCount(log)]))
  const table = await createFitTable(counting, task.rule, Int32Array.from(items).sort())
  const examplesOf = (part: SessionLog) => createExamples(sessionsFor(task, part), table, task.speakers)
  const examples = { trial: examplesOf(trial), choice: examplesOf(choice) }
  return { counting, task, tables, table, ...examples, source: task.source }
}

/** @param tables tables of the release, which share its room; @param wanted entries a row, fewer where they don't fit */
export function shapeOf(
  { heads }: Task,
  items: number,
  tables: number,
  wanted: number = NEIGHBOURS[0],
): TableShape {
  return { heads, neighbours: fittingNeighbours({ items, heads, neighbours: wanted }, tables) }
}

export async function chooseFading(
  events: number,
  score: (fading: Fading) => Promise<number>,
): Promise<Fading> {
  const tries = Math.floor(FADING_EVENTS / Math.max(1, events))
  return tries < 2 ? FADINGS[0] : firstBest(FADINGS.slice(0, tries), score)
}

/** How well a short fit does. */
export const trialScore = (prepared: Prepared, nu = 0): Promise<number> =>
  trialFit(prepared, nu).then((scorer) => scoreOf(prepared, scorer))

export async function chooseNu(prepared: Prepared): Promise<number> {
  // In baskets every target is new, and what is in them is never named: there is nothing to choose.
  return prepared.task.kind === 'baskets' ? NUS[0] : firstBest(NUS, (nu) => trialScore(prepared, nu))
}

export function chooseNeighbours(prepared: Prepared, scorer: Scorer): Promise<number> {
  return firstBest(NEIGHBOURS, (wanted) => scoreOf(prepared, scorer, wanted))
}

/**
 * The boost of products without counts that finds most, a find among them worth three others: nothing else will ever
 * show what such a product is worth, and without a boost it would hardly be seen, since no single session says much of it.
 * @param newest examples of sessions that were not counted, more than other choices need: few of what is sold is new
 */
export async function chooseBoost(
  { counting, task, tables, table }: Prepared,
  scorer: Scorer,
  newest: Examples,
): Promise<number> {
  const shape = shapeOf(task, counting.items, tables)
  const found = await validateScorer(counting, table, newest, scorer, shape, BOOSTS)
  const worth = found.map(({ hits, freshHits }) => hits + (FRESH_WORTH - 1) * freshHits)
  return BOOSTS[worth.indexOf(Math.max(...worth))] ?? 1
}

function trialFit({ counting, table, trial, source }: Prepared, nu: number): Promise<Scorer> {
  const steps = trial.targets.length < LEAST_EXAMPLES ? 0 : TRIAL.steps
  return fitScorer(counting, table, trial, { ...TRIAL, steps, nu, source })
}

async function scoreOf(
  { counting, task, tables, table, choice }: Prepared,
  scorer: Scorer,
  wanted?: number,
): Promise<number> {
  const shape = shapeOf(task, counting.items, tables, wanted)
  const [validated] = await validateScorer(counting, table, choice, scorer, shape, [1])
  return validated?.score ?? 0
}

/** The first that no later one clearly beats. */
async function firstBest<T extends number | Fading>(
  tried: readonly T[],
  score: (value: T) => Promise<number>,
): Promise<T> {
  const [first, ...others] = tried
  if (first === undefined) throw new Error('There is nothing to choose from.')
  if (others.length === 0) return first
  let best: T = first
  let bestScore = await score(first)
  for (const value of others) {
    const found = await score(value)
    if (found <= bestScore + CLEARLY_BETTER) continue
    best = value
    bestScore = found
  }
  return best
}
