/**
 * @module The status of a rollout as tables that a person understands without knowing the statistics.
 */
import type { ArmCountsJson, Canary, Channel, Decision, StatusAnswer } from '@aisle/edge-model/contract'
import { instant } from './describe-channel.ts'
import { count, table } from './output.ts'

/** @param now milliseconds since the epoch */
export function renderStatus({ channel, evidence, next, decisions }: StatusAnswer, now: number): string {
  const sections = [renderChannel(channel, now)]
  if (evidence?.rollout != null) {
    const { stable, canary } = evidence.rollout
    sections.push(renderCounts('This step', ['stable', stable], ['canary', canary]))
  }
  if (next != null) sections.push(renderNext(next))
  if (evidence !== undefined) {
    const { holdout, served } = evidence.holdout
    sections.push(renderCounts('What recommendations are worth', ['without', holdout], ['with', served]))
  }
  if (decisions.length > 0) sections.push(renderDecisions(decisions))
  return sections.join('\n\n')
}

function renderChannel(
  { shop, seq, stable, previous, canary, holdout, pins, change }: Channel,
  now: number,
): string {
  const rows = [
    ['stable', stable],
    ...(previous === null ? [] : [['before', previous]]),
    ...(canary === null
      ? []
      : [
          ['canary', canary.release],
          ['', describeStep(canary, now)],
        ]),
    ['holdout', `${holdout.percent} % of the visitors`],
    ...Object.entries(pins).map(([build, release]) => ['pinned', `${release}  build ${build}`]),
  ]
  const moved = `${instant(change.at)} UTC: ${change.by} did ${change.action} ("${change.message}")`
  return `${shop}, seq ${seq}, since ${moved}\n${table(rows)}`
}

function describeStep({ percent, plan, startedAt, stepStartedAt, paused }: Canary, now: number): string {
  const step = plan.indexOf(percent)
  const after = plan[step + 1]
  const then = after === undefined ? 'then stable' : `then ${after} %`
  return [
    `step ${step + 1} of ${plan.length}: ${percent} % of the visitors for ${duration(stepStartedAt, now)}, ${then}`,
    `begun ${duration(startedAt, now)} ago`,
    ...(paused ? ['paused'] : []),
  ].join('; ')
}

function duration(since: string, now: number): string {
  const hours = Math.max(now - Date.parse(since), 0) / 3_600_000
  return hours < 48 ? `${hours.toFixed(1)} h` : `${(hours / 24).toFixed(1)} days`
}

type Arm = [name: string, counts: ArmCountsJson]

function renderCounts(title: string, ...arms: [Arm, Arm]): string {
  const row = (name: string, cell: (counts: ArmCountsJson) => string) => [
    name,
    ...arms.map(([, counts]) => cell(counts)),
  ]
  const rows = [
    [title, ...arms.map(([name]) => name)],
    row('visitors', ({ visitors }) => count(visitors)),
    row('added from a shelf', ({ adders, visitors }) => share(adders, visitors)),
    row('ordered', ({ buyers, visitors }) => share(buyers, visitors)),
    row('revenue a visitor', ({ revenue, visitors }) => perVisitor(revenue, visitors)),
    row('requests', ({ requests }) => count(requests)),
    row('errors', ({ errors, requests }) => share(errors, requests)),
    row('fell back', ({ fallbacks, requests }) => share(fallbacks, requests)),
  ]
  return table(rows, [1, 2])
}

const share = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2)} %`

/** Revenue comes in the currency's smallest unit. */
const perVisitor = (revenue: string, visitors: number): string =>
  visitors === 0 ? '–' : (Number(revenue) / visitors / 100).toFixed(2)

const METRICS = { add_to_cart: 'add-to-cart rate', revenue: 'revenue a visitor' } as const
const GUARDRAILS = {
  error_rate: 'error rate',
  p99_latency: 'p99 latency',
  fallback_rate: 'fallback rate',
} as const
const VERDICTS = { promote: 'promote', advance: 'next step', hold: 'wait', rollback: 'roll back' } as const

function renderNext({ verdict, reasons, numbers }: Decision): string {
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
  return [
    table(
      [['Canary against stable', 'difference', 'surely within', 'margin', ''], ...comparisons],
      [1, 2, 3],
    ),
    table([['Guardrail', 'stable', 'canary', 'bound', ''], ...guardrails], [1, 2, 3]),
    [`Now it would decide: ${VERDICTS[verdict]}`, ...reasons.map(({ message }) => `  ${message}`)].join('\n'),
  ].join('\n\n')
}

function renderDecisions(decisions: readonly Decision[]): string {
  const rows = decisions.map(({ at, verdict, numbers, reasons }) => [
    instant(at),
    `${numbers.percent} %`,
    VERDICTS[verdict],
    reasons.map(({ message }) => message).join(' '),
  ])
  return table([['Decided (UTC)', 'step', 'verdict', 'why'], ...rows], [1])
}

const percent = (value: number): string => `${(100 * value).toFixed(2)} %`
const signed = (value: number): string => `${value < 0 ? '−' : '+'}${percent(Math.abs(value))}`
