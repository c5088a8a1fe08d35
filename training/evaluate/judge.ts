/**
 * @module Whether a model may be released: held against baselines on the same sessions, by paired intervals.
 *
 * The figure is the one models are chosen by: of visits HR@k + MRR@k over all targets and over novel ones, of baskets
 * HR@k. A candidate loses to a baseline
 *
 * - where it is surely worse: the whole 95 % interval of the difference lies below 0;
 * - or where it found less and the sessions are too few to tell: the interval reaches further than a twentieth of the
 *   baseline's figure to either side. A shop that can't show that the new model is as good keeps the simple one.
 *
 * A candidate that found less by an amount that means nothing, on sessions enough to see that, does not lose; nor does
 * anything below 100 predictions, where hit rates err by .05 and more: that is left open, and the sentence says so.
 */
import { type Accuracy, accuracyFrom, accuracySums } from './accuracy.ts'
import { type Estimate, estimate, resampleSums } from './bootstrap.ts'
import { type Cases, caseCount } from './cases.ts'
import type { Records } from './rank-cases.ts'

/** With fewer predictions than this nothing is decided. */
export const LEAST_PREDICTIONS = 100
/** Half width of the interval, as a share of the baseline's figure, up to which a difference can be told. */
const TELLING = 0.05

/** A model's answers to the cases that decide. */
export interface Contender {
  name: string
  records: Records
}

export interface Verdict {
  baseline: string
  /** Candidate minus baseline, of the figure. */
  difference: Estimate
  outcome: 'better' | 'worse' | 'same' | 'lower, too few to tell' | 'higher, too few to tell'
}

export interface Judgement {
  passed: boolean
  /** False where there are too few predictions to decide by; `passed` is true then. */
  decided: boolean
  verdicts: Verdict[]
  /** What was compared and what came of it, one sentence without its full stop. */
  sentence: string
}

/** The figure models are chosen by; higher is better. */
export function figureOf(kind: Cases['kind'], { all, novel }: Accuracy<number>): number {
  if (kind === 'baskets') return all.hr
  // Where no target is novel the novel figures are 0 / 0.
  return all.hr + all.mrr + (novel.hr || 0) + (novel.mrr || 0)
}

/** Decides whether the candidate may be released. All contenders answered the same cases. */
export function judge(cases: Cases, candidate: Contender, baselines: readonly Contender[]): Judgement {
  const contenders = [candidate, ...baselines]
  const sheet = accuracySums(
    cases,
    contenders.map(({ records }) => records),
  )
  const drawn = resampleSums(sheet)
  const figure = (sums: Float64Array, m: number): number => figureOf(cases.kind, accuracyFrom(sums, m))
  const predictions = caseCount(cases)
  const decided = predictions >= LEAST_PREDICTIONS
  const verdicts = baselines.map(({ name }, b): Verdict => {
    const difference = estimate(drawn, sheet, (sums) => figure(sums, 0) - figure(sums, b + 1))
    const level = estimate(drawn, sheet, (sums) => figure(sums, b + 1)).value
    return { baseline: name, difference, outcome: outcomeOf(difference, level) }
  })
  const lost = verdicts.filter(({ outcome }) => outcome === 'worse' || outcome === 'lower, too few to tell')
  const k = candidate.records.k
  const hit = (m: number): string => percent(accuracyFrom(drawn.subarray(0, sheet.columns), m).all.hr)
  const found = contenders.map(({ name }, m) => `${nameOf(name)} ${hit(m)}`)
  const compared = `among the first ${k} of ${predictions} products to be found in the newest sessions, ${listed(found)}`
  if (!decided) {
    const sentence = `${nameOf(candidate.name)} could not be held against other models: ${predictions} predictions are fewer than ${LEAST_PREDICTIONS}`
    return { passed: true, decided, verdicts, sentence }
  }
  const told = lost.length > 0 ? lost : verdicts
  const sentence = `${compared}; ${nameOf(candidate.name)} ${listed(told.map((v) => describe(v, cases.kind, k)))}`
  return { passed: lost.length === 0, decided, verdicts, sentence }
}

function outcomeOf({ value, interval }: Estimate, level: number): Verdict['outcome'] {
  const [low, high] = interval ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  if (high < 0) return 'worse'
  if (low > 0) return 'better'
  if ((high - low) / 2 <= TELLING * level) return 'same'
  return value < 0 ? 'lower, too few to tell' : 'higher, too few to tell'
}

function describe({ baseline, difference, outcome }: Verdict, kind: Cases['kind'], k: number): string {
  const { value, interval } = difference
  const measured = kind === 'visits' ? 'hits and ranks together' : `HR@${k}`
  const by = `${measured} ${signed(value)}${interval === null ? '' : `, 95 % interval ${signed(interval[0])} to ${signed(interval[1])}`}`
  const words = {
    better: 'does better than',
    worse: 'does worse than',
    same: 'does as well as',
    'lower, too few to tell': 'found less than, on too few sessions to tell,',
    'higher, too few to tell': 'found no less than, on too few sessions to tell,',
  }
  return `${words[outcome]} ${nameOf(baseline)} (${by})`
}

const NAMES: Record<string, string> = {
  popular: 'best sellers',
  slist: 'SLIST',
  'pair-scorer': 'the pair scorer',
}
const nameOf = (name: string): string => NAMES[name] ?? name
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
const signed = (n: number): string => `${n < 0 ? '−' : '+'}${Math.abs(n).toFixed(3)}`

function listed(parts: readonly string[]): string {
  return parts.length < 2
    ? parts.join('')
    : `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1] ?? ''}`
}
