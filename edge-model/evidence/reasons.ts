/**
 * @module Why: each rule as a code and one plain sentence with its figures.
 */
import type { Comparison, Decision, DecisionNumbers, Guardrail } from '../contract/evidence.ts'

type Reason = Decision['reasons'][number]

/** What rolls back at any look, each by itself: mismatch first, since with it no other figure can be trusted. */
export function alarms(numbers: DecisionNumbers): Reason[] {
  const { sampleRatio, guardrails, comparisons, canary } = numbers
  const reasons: Reason[] = []
  if (sampleRatio.sequentialP < sampleRatio.bound) {
    reasons.push(mismatch('sample_ratio_sequential', numbers, 'sequential test', sampleRatio.sequentialP))
  }
  for (const guardrail of guardrails) {
    if (guardrail.broken)
      reasons.push({ code: guardrail.name, message: ofGuardrail(guardrail, canary.requests) })
  }
  for (const { metric, difference, margin, harmful } of comparisons) {
    if (!harmful || difference === null) continue
    const message =
      `The canary's ${NAMES[metric]} is ${relative(difference.estimate)}, beyond the margin of ${relative(-margin)}, ` +
      `and at most ${relative(difference.upper)}.`
    reasons.push({ code: metric === 'revenue' ? 'harm_revenue' : 'harm_add_to_cart', message })
  }
  return reasons
}

/** What the step still lacks before it can be left. @param promotes whether it leads to 100 % */
export function missing(numbers: DecisionNumbers, promotes: boolean): Reason[] {
  const { hoursInStep, leastHours, canary, leastVisitors, comparisons } = numbers
  const reasons: Reason[] = []
  if (hoursInStep < leastHours) {
    const message = `The step has run ${hours(hoursInStep)} of at least ${hours(leastHours)}.`
    reasons.push({ code: 'too_early', message })
  }
  if (canary.visitors < leastVisitors) {
    const message = `The canary has had ${count(canary.visitors)} of at least ${count(leastVisitors)} visitors in this step.`
    reasons.push({ code: 'too_few_visitors', message })
  }
  if (promotes) reasons.push(...comparisons.filter(({ nonInferior }) => !nonInferior).map(unproven))
  return reasons
}

export const paused = (): Reason => ({ code: 'paused', message: 'The rollout is paused.' })

export const deadline = ({ hoursInAll, deadlineHours }: DecisionNumbers): Reason => ({
  code: 'deadline',
  message: `No sufficient evidence after ${hours(hoursInAll)}; the deadline was ${hours(deadlineHours)}.`,
})

/** @param why the canary can't be loaded */
export const unservable = (why: string): Reason => ({
  code: 'unservable',
  message: `The canary is shown to lose less than the margins, but it can't be served: ${why}`,
})

export const chiSquareMismatch = (numbers: DecisionNumbers): Reason =>
  mismatch('sample_ratio_chi_square', numbers, 'chi-square test', numbers.sampleRatio.chiSquareP)

export const noHarmShown = ({ percent, next }: DecisionNumbers): Reason => ({
  code: 'no_harm_shown',
  message: `No harm was shown at ${percent} %; on to ${next} %.`,
})

export const nonInferior = ({ comparisons }: DecisionNumbers): Reason => ({
  code: 'non_inferior',
  message: `The canary is shown to lose less than the margins: ${comparisons.map(lowest).join(', ')}.`,
})

const NAMES = { add_to_cart: 'add-to-cart rate', revenue: 'revenue per visitor' } as const

const lowest = ({ metric, difference, margin }: Comparison): string =>
  `${NAMES[metric]} at least ${relative(difference?.lower ?? 0)} (margin ${relative(-margin)})`

function unproven(comparison: Comparison): Reason {
  const { metric, difference } = comparison
  const code = metric === 'revenue' ? 'revenue_unproven' : 'add_to_cart_unproven'
  if (difference === null) return { code, message: `Stable has no ${NAMES[metric]} to compare with yet.` }
  return { code, message: `Not yet within the margin: ${lowest(comparison)}.` }
}

function mismatch(
  code: 'sample_ratio_sequential' | 'sample_ratio_chi_square',
  { sampleRatio: { planned, seen, bound } }: DecisionNumbers,
  test: string,
  p: number,
): Reason {
  const message =
    `The canary has ${share(seen ?? 0)} of the visitors instead of ${share(planned)}: sample ratio mismatch by the ` +
    `${test}, p ${p.toPrecision(2)} below ${bound}. Visitors of one arm are missing, so no figure can be trusted.`
  return { code, message }
}

function ofGuardrail({ name, canary, stable, bound }: Guardrail, requests: number): string {
  const tell = name === 'p99_latency' ? milliseconds : share
  const label = { error_rate: 'error rate', p99_latency: 'p99 latency', fallback_rate: 'fallback rate' }[name]
  const beside = stable === null ? '' : `; stable has ${tell(stable)}`
  return `The canary's ${label} is ${tell(canary ?? 0)} over ${count(requests)} requests, above ${tell(bound)}${beside}.`
}

const relative = (x: number): string => `${x < 0 ? '−' : '+'}${(100 * Math.abs(x)).toFixed(1)} %`
const share = (x: number): string => `${(100 * x).toFixed(2)} %`
const milliseconds = (x: number): string => `${Math.round(x)} ms`
const hours = (x: number): string => `${Number(x.toFixed(1))} h`
const count = (n: number): string => n.toLocaleString('en-US')
