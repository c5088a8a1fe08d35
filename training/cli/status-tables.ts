/**
 * @module The status of a rollout as tables that a person understands without knowing the statistics.
 */
import type { ArmCountsJson, Canary, Channel, StatusAnswer, Worth } from '@aisle/edge-model/contract'
import { METRICS, renderDecision, renderDecisions, signed } from './decision-tables.ts'
import { instant } from './describe-channel.ts'
import { count, table } from './output.ts'

/** @param now milliseconds since the epoch */
export function renderStatus({ channel, evidence, next, decisions }: StatusAnswer, now: number): string {
  const sections = [renderChannel(channel, now)]
  if (evidence?.rollout != null) {
    const { stable, canary } = evidence.rollout
    sections.push(renderCounts('This step', ['stable', stable], ['canary', canary]))
  }
  if (next != null) sections.push(renderDecision(next))
  if (evidence !== undefined) sections.push(renderWorth(evidence.holdout))
  const foreign = (evidence?.rollout?.foreignOrders ?? 0) + (evidence?.holdout.foreignOrders ?? 0)
  if (foreign > 0) {
    sections.push("Orders in another currency than the Worker's CURRENCY came in; they are not counted.")
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

/** Shopify's own recommendations beside the model's, over the quarter. */
function renderWorth({ quarter, holdout, served, lifts, leastVisitors }: Worth): string {
  const counts = renderCounts(
    `What recommendations are worth, ${quarter}`,
    ["Shopify's", holdout],
    ["the model's", served],
  )
  const told = lifts.map(({ metric, lift }) =>
    lift === null
      ? `${METRICS[metric]}: no lift is told before both have ${count(leastVisitors)} visitors`
      : `${METRICS[metric]}: ${signed(lift.estimate)}, surely within ${signed(lift.lower)} to ${signed(lift.upper)}`,
  )
  return [counts, ...told].join('\n')
}
