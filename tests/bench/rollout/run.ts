/**
 * @module What a rollout's verdicts are worth: `npm run bench:rollout`, some minutes of one core.
 *
 * Prints the promises and writes docs/benchmarks/rollout.md, .svg and .json. Seeded: every run gives the same figures. Ends
 * with 1 when a promise is broken.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { verdictChart } from './chart.ts'
import { crossCheck } from './cross-check.ts'
import { type Findings, reportOf } from './report.ts'
import { BREAKAGES, OTHER_SHOPS, VERDICTS } from './settings.ts'
import { peek } from './simulate.ts'
import { shareInterval, simulateMany, summarize } from './summary.ts'

/** Of each effect that a promise is about; of the others. */
const CANARIES = 1_000
const FEWER = 200
const PROMISES = { falseRollback: 0.05, harmfulPromoted: 0.01 }

const DOCS = join(import.meta.dirname, '../../../docs/benchmarks')
const METHODS = ['Aisle', 'peeking t-test'] as const

const runs = VERDICTS.map(({ name, setting }) => {
  console.log(`${name} …`)
  return { name, ours: simulateMany(setting, CANARIES), peeking: simulateMany(setting, CANARIES, peek) }
})
const few = ({ name, setting }: (typeof BREAKAGES | typeof OTHER_SHOPS)[number]) => {
  console.log(`${name} …`)
  return { name, summary: summarize(simulateMany(setting, FEWER)) }
}
const findings: Findings = {
  verdicts: runs.map(({ name, ours, peeking }) => ({
    name,
    summary: summarize(ours),
    peeking: summarize(peeking),
  })),
  breakages: BREAKAGES.map(few),
  otherShops: OTHER_SHOPS.map(few),
  check: crossCheck(),
}
mkdirSync(DOCS, { recursive: true })
writeFileSync(join(DOCS, 'rollout.md'), reportOf(findings))
writeFileSync(join(DOCS, 'rollout.json'), `${JSON.stringify(findings, null, 2)}\n`)
const series = runs.flatMap(({ name, ours, peeking }) => [
  { effect: name, method: METHODS[0], rollouts: ours },
  { effect: name, method: METHODS[1], rollouts: peeking },
])
writeFileSync(join(DOCS, 'rollout.svg'), `${verdictChart(series, METHODS)}\n`)

const [none, harmful] = findings.verdicts
const kept = [
  tell('Rolled back without an effect', none?.summary.rolledBack ?? CANARIES, PROMISES.falseRollback),
  tell('Promoted at −10 %', harmful?.summary.promoted ?? CANARIES, PROMISES.harmfulPromoted),
]
if (kept.includes(false)) process.exitCode = 1

function tell(what: string, times: number, most: number): boolean {
  const { share, low, high } = shareInterval(times, CANARIES)
  const [told, from, to, bound] = [share, low, high, most].map((x) => `${(100 * x).toFixed(1)} %`)
  console.log(`${what}: ${told} (95 % interval ${from} to ${to}), promised at most ${bound}.`)
  return share <= most
}
