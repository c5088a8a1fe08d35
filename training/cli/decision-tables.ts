/**
 * @module A rollout's decisions as tables: what one rests on, and what was decided before.
 */
import type { Decision, LoggedDecision } from '@aisle/edge-model/contract'
import { instant } from './describe-channel.ts'
import { count, table } from './output.ts'

export const METRICS = { add_to_cart: 'add-to-cart rate', revenue: 'revenue a visitor' } as const
const GUARDRAILS = {
  error_rate: 'error rate',
  p99_latency: 'p99 latency',
  fallback_rate: 'fallback rate',
} as const
const VERDICTS = { promote: 'promote', advance: 'next step', hold: 'wait', rollback: 'roll back' } as const

/** The decision that would be taken now, with every figure it rests on. */
export function renderDecision({ verdict, reasons, numbers }: Decision): string {
  const { planned, seen, chiSquareP, sequentialP, bound: leastP } = numbers.sampleRatio
  const comparisons = numbers.comparisons.map(({ metric, difference, margin, nonInferior, harmful }) => [
    METRICS[metric],
    difference === null ? '–' : signed(difference.estimate),
    difference === null ? '–' : `${signed(difference.lower)} to ${signed(difference.upper)}`,
    `−${percent(margin)}`,
    harmful ? 'harmful' : nonInferior ? 'no worse, shown' : 'not shown yet',
  ])
  const guardrails = numbers.guardrails.map(({ name, stable, canary, bound, broken }) => {
    const say = name === 'p99_latency' ? (value: number) => `${value.toFixed(0)} ms` : percent
    const cell = (value: number | null) => (value === null ? '–' : say(value))
    return [GUARDRAILS[name], cell(stable), cell(canary), say(bound), broken ? 'broken' : 'kept']
  })
  const ratio = `p ${sequentialP.toPrecision(2)} at every look, ${chiSquareP.toPrecision(2)} at this one; below ${leastP} is a mismatch`
  return [
    table(
      [['Canary against stable', 'difference', 'surely within', 'margin', ''], ...comparisons],
      [1, 2, 3],
    ),
    table([['Guardrail', 'stable', 'canary', 'bound', ''], ...guardrails], [1, 2, 3]),
    `Visitors of the canary: ${percent(planned)} planned, ${seen === null ? 'none' : percent(seen)} seen (${ratio})`,
    [`Now it would decide: ${VERDICTS[verdict]}`, ...reasons.map(({ message }) => `  ${message}`)].join('\n'),
  ].join('\n\n')
}

/** Newest first; a decision that was taken again and again for the same reasons is one line, with its newest words. */
export function renderDecisions(decisions: readonly LoggedDecision[]): string {
  const runs: { newest: LoggedDecision; oldest: LoggedDecision; times: number }[] = []
  for (const decision of decisions) {
    const run = runs.at(-1)
    if (run !== undefined && alike(run.oldest, decision)) {
      run.oldest = decision
      run.times += 1
    } else {
      runs.push({ newest: decision, oldest: decision, times: 1 })
    }
  }
  const rows = runs.map(({ newest, oldest, times }) => [
    instant(oldest.at),
    times === 1 ? '' : `${count(times)} ×`,
    newest.release.slice(0, 12),
    `${newest.numbers.percent} %`,
    VERDICTS[newest.verdict],
    newest.reasons.map(({ message }) => message).join(' '),
  ])
  return table([['Decided since (UTC)', '', 'release', 'step', 'verdict', 'why'], ...rows], [1, 3])
}

const alike = (a: LoggedDecision, b: LoggedDecision): boolean => sameFor(a) === sameFor(b)

const sameFor = ({ release, numbers, verdict, reasons }: LoggedDecision): string =>
  [release, numbers.percent, verdict, ...reasons.map(({ code }) => code)].join(' ')

const percent = (value: number): string => `${(100 * value).toFixed(2)} %`
/** A relative difference: +1.20 %. */
export const signed = (value: number): string => `${value < 0 ? '−' : '+'}${percent(Math.abs(value))}`
