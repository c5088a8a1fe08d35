/**
 * @module Writes docs/benchmarks/rollout.md.
 */
import { DEFAULT_ROLLOUT_RULES } from '../../../edge-model/contract/index.ts'
import { count } from '../../../training/cli/output.ts'
import type { crossCheck } from './cross-check.ts'
import { SMALL_SHOP_RULES } from './settings.ts'
import { SHOP } from './shop.ts'
import { type Summary, shareInterval } from './summary.ts'

export interface Named {
  name: string
  summary: Summary
}
export interface Findings {
  verdicts: (Named & { peeking: Summary })[]
  breakages: Named[]
  otherShops: Named[]
  check: ReturnType<typeof crossCheck>
}

const rules = DEFAULT_ROLLOUT_RULES

export function reportOf(findings: Findings): string {
  return `${[
    introduction(),
    verdicts(findings.verdicts),
    breakages(findings.breakages),
    otherShops(findings.otherShops),
    shop(),
    check(findings.check),
  ].join('\n\n')}\n`
}

const introduction = (): string => `# What a rollout's verdicts are worth

Written by \`npm run bench:rollout\`: seeded simulations of whole rollouts, decided every hour by the function that decides
in the Worker (edge-model/evidence/decide.ts) with the default rules. A canary starts at 5 % and goes over 25 % and 50 % to
all shoppers. It is promoted when its add-to-cart rate is shown to lose less than ${percent(rules.addToCartMargin)} and its revenue per visitor
less than ${percent(rules.revenueMargin)}; without that evidence after ${rules.deadlineHours / 24} days it is rolled back. Why these rules: [decision
12](../decisions/0012-evidence-before-promotion.md).`

function verdicts(rows: Findings['verdicts']): string {
  const cells = rows.flatMap(({ name, summary, peeking }) => [
    [name, 'Aisle', ...verdictCells(summary)],
    [name, 'peeking t-test', ...verdictCells(peeking)],
  ])
  const [none, harmful] = rows
  const reasons = rows.map(({ name, summary }) => `- ${name}: ${reasonsOf(summary)}`).join('\n')
  return `## 20,000 visitors a day

${markdown(['canary', 'decided by', 'promoted', 'rolled back', 'median', '90 % by'], cells)}

![Share of canaries with a verdict by day](rollout.svg)

Green: promoted; orange: rolled back. Lines: Aisle; dashed: the peeking t-test.

Shares of ${count(none?.summary.canaries ?? 0)} canaries each, with 95 % intervals. Promised are at most 5 % rolled back without an effect
(${told(none?.summary, 'rolledBack')}) and at most 1 % promoted at −10 % (${told(harmful?.summary, 'promoted')}).

Reasons of Aisle's rollbacks:

${reasons}

The t-test looks at the same counters every hour and takes the first p < .05 of the add-to-cart rate as the truth. It errs once
in twenty at one look; at hundreds of looks most canaries that change nothing get a verdict by chance, more often
down than up, since a small arm with few adders has too small a variance;
and some of the harmful ones are promoted. Its speed is that of not waiting for evidence.`
}

function verdictCells(summary: Summary): string[] {
  return [
    told(summary, 'promoted'),
    told(summary, 'rolledBack'),
    days(summary.medianHours),
    days(summary.slowTenthHours),
  ]
}

function breakages(rows: readonly Named[]): string {
  const cells = rows.map(({ name, summary }) => [name, ...plainCells(summary)])
  return `## Broken canaries

20,000 visitors a day, ${count(rows[0]?.summary.canaries ?? 0)} canaries each; at 5 % the canary has some 1,000 visitors and 5,000 requests on the first day.

${markdown(['the canary', 'promoted', 'rolled back', 'median', '90 % by', 'reasons'], cells)}

Guardrails take requests still missing to ${count(rules.leastRequests)} for fine ones, so plain failure shows before. Missing visitors show late in a small arm; the sequential test
finds them in the larger steps, or the chi-square test, which is for one look, when a step is about to be left.`
}

function otherShops(rows: readonly Named[]): string {
  const { addToCartMargin, revenueMargin, tuning } = SMALL_SHOP_RULES
  const cells = rows.map(({ name, summary }) => [name, ...plainCells(summary)])
  return `## Other shops

${markdown(['visitors', 'promoted', 'rolled back', 'median', '90 % by', 'reasons'], cells)}

${count(rows[0]?.summary.canaries ?? 0)} canaries each. With much traffic the steps' least hours set the pace.

**Where orders have a heavier tail** (the same mean, a standard deviation of 190 instead of 85), the default margin of
revenue is often not shown in time, and sound canaries are rolled back at the deadline. Twice the margin is within reach, or
the default with four times the visitors. The decision shows the interval beside the margin: look at it in the first weeks, and
set the margin that the shop can show.

**With 2,000 visitors a day the default margins can't be shown in ${rules.deadlineHours / 24} days**: nearly every canary is rolled back at the
deadline, whatever it is worth, and a loss of 10 % is not told from chance either. Such a shop has two honest ways. It can
demand less: the small shop's rules are a plan of 50 → 100 with margins of ${percent(addToCartMargin)} for add-to-cart and ${percent(revenueMargin)} for revenue,
and \`tuning\` ${count(tuning)} (\`aisle publish --plan 50,100 --rules FILE\`).
They tell a broken canary from a sound one, but a loss
of 10 % is then within what is put up with, and is often promoted. Or it can let guardrails watch, promote by hand,
and judge the model by \`aisle evaluate\`.`
}

const shop = (): string => `## The simulated shop

- ${percent(SHOP.addToCart)} of the visitors add a product from a shelf; of these ${percent(SHOP.buysAfterAdding)} order, of all others ${(100 * SHOP.buysOtherwise).toFixed(2)} %: together
  2.5 %. An effect on add-to-cart changes orders as far as they come from shelves: −10 % costs 4.6 % of the revenue.
- An order's value is lognormal, mean 65, median 39, standard deviation 85; ${percent(SHOP.ordersAgain)} of the buyers order twice. Revenue per visitor
  then has a standard deviation of ten times its mean, so its interval is twice as wide as that of add-to-cart.
- Visitors come in a daily rhythm, six times as many at nine in the evening as at nine in the morning. A "visitor a day" is
  one who was not seen in this step before: where many return, a step of weeks has fewer, and takes longer.
- What a visitor does is counted in the hour of the visit. Orders that come days later delay both arms alike.
- ${SHOP.requestsPerVisitor} requests a visitor, ${(100 * SHOP.errorRate).toFixed(1)} % errors, ${(100 * SHOP.fallbackRate).toFixed(1)} % fallbacks, ${(100 * SHOP.coldShare).toFixed(1)} % of the answers take ${SHOP.coldMs} ms in a fresh isolate.

These are assumptions of ours, of the order that shops report, not measurements. A shop with a lower rate or heavier orders
needs more visitors: the time to promotion grows with (1 − rate) / rate, and with the square of the spread of revenue.`

function check({ arms, visitors, agreements }: Findings['check']): string {
  const cells = agreements.map((one) => [
    one.figure,
    ...[one.sums, one.visitors].map(({ mean, deviation }) => `${figure(mean)} ± ${figure(deviation)}`),
    one.meanApart.toFixed(1),
    one.deviationApart.toFixed(1),
  ])
  return `## Sums or shoppers

An hour's counts are drawn as sums (binomials, one value an order), not shopper by shopper. Both ways, ${count(arms)} arms of ${count(visitors)}
visitors each, mean ± standard deviation, and how many standard errors the two ways are apart:

${markdown(['', 'as sums', 'by visitor', 'means apart', 'deviations apart'], cells)}`
}

const plainCells = (summary: Summary): string[] => [
  percent(summary.promoted / summary.canaries),
  percent(summary.rolledBack / summary.canaries),
  days(summary.medianHours),
  days(summary.slowTenthHours),
  reasonsOf(summary),
]

function reasonsOf({ rollbackReasons }: Summary): string {
  const sorted = Object.entries(rollbackReasons).sort(([, a], [, b]) => b - a)
  return sorted.length === 0 ? 'none' : sorted.map(([code, times]) => `${code} ${count(times)}`).join(', ')
}

function told(summary: Summary | undefined, outcome: 'promoted' | 'rolledBack'): string {
  if (summary === undefined) return ''
  const { share, low, high } = shareInterval(summary[outcome], summary.canaries)
  return `${percent(share)} (${percent(low)} to ${percent(high)})`
}

const percent = (share: number): string => `${Number((100 * share).toFixed(1))} %`
const days = (hours: number): string => (hours < 48 ? `${hours} h` : `${(hours / 24).toFixed(1)} d`)
const figure = (x: number): string => (x < 1000 ? x.toFixed(1) : count(Math.round(x)))

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}
