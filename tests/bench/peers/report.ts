/**
 * @module Writes docs/benchmarks/peers.md from the stored results.
 */
import { writeFileSync } from 'node:fs'
import { bytes, count } from '../../../training/cli/output.ts'
import { VALID_SESSIONS } from './datasets.ts'
import type { Effort } from './exchange.ts'
import type { DatasetFacts, Entry, Outcome, Results } from './results.ts'

/** The model that the others are compared with. */
const OURS = 'pair-scorer'

type Measured = Exclude<Outcome, { failed: string }>

/** @param models in the order of the tables */
export function writeReport(path: string, results: Results, models: readonly string[], effort: Effort): void {
  const sections = results.datasets.map((dataset) => {
    const entries = results.entries.filter((entry) => entry.dataset === dataset.name)
    return datasetSection(
      dataset,
      entries.toSorted((a, b) => models.indexOf(a.model) - models.indexOf(b.model)),
    )
  })
  writeFileSync(path, `${[introduction(effort), ...sections, settings(results, models)].join('\n\n')}\n`)
}

function introduction({ cpuSeconds, seed }: Effort): string {
  return `# Aisle beside other recommenders

Written by \`npm run bench:peers\`; \`npm run bench:peers -- --only aisle\` measures Aisle's models again and leaves the
others as they are in [peers.json](peers.json).

Everyone learns from the same sessions and answers the same questions: each prefix of each test session predicts the next
item, all items are ranked, ties count against the model. "Novel" counts only targets that are not yet in the session, with
the session's items masked. Aisle's figures are those of \`aisle evaluate\`: the exported, quantized model run by
onnxruntime-web. The others write their top lists, and the same scorer counts hits.

- The neural models learn from all but the newest ${count(VALID_SESSIONS)} training sessions, stop by MRR@20 on those, and keep the best
  epoch; each gets at most ${count(cpuSeconds)} s of CPU. ALS chooses among settings on the same sessions, then learns from all.
- Training: seconds of CPU over all cores, choosing included, and on the clock. The machine was busy with other work: of
  times on the clock, a request's included, take the order of magnitude.
- Size: what has to be loaded to serve. Parameters × 4 bytes; of ALS only the items' factors; of Aisle the exported files.
- Request: median of 300 single requests on one thread, top 20 included, each in its own runtime: PyTorch and numpy natively,
  Aisle in WebAssembly.
- Memory: the process's peak until training ended. Seed ${seed}, where there is anything to draw.`
}

function datasetSection(dataset: DatasetFacts, entries: readonly Entry[]): string {
  const { sessions, ofSessions, events, items, predictions } = dataset
  const part = sessions === ofSessions ? 'all' : `the newest ${count(sessions)} of ${count(ofSessions)}`
  const ours = measured(entries.find(({ model }) => model === OURS)?.outcome)
  const found = entries.filter(({ outcome }) => !('failed' in outcome))
  const failed = entries.flatMap(({ model, outcome }) =>
    'failed' in outcome ? [`\n${model} failed: ${outcome.failed}\n`] : [],
  )
  const figures = found.map(({ model, outcome }) => [model, ...figureCells(measured(outcome))])
  const ratios = found.map(({ model, outcome }) => [model, ...ratioCells(measured(outcome), ours)])
  return `## ${dataset.name}

Training sessions: ${part}, ${count(events)} events, ${count(items)} items. ${count(predictions)} predictions.

${markdown(['', 'all HR@20', 'MRR@20', 'novel HR@20', 'MRR@20', 'training CPU', 'clock', 'size', 'memory', 'request'], figures)}
${failed.join('')}
As a share or multiple of the ${OURS}'s:

${markdown(['', 'all HR@20', 'MRR@20', 'novel HR@20', 'MRR@20', 'training CPU', 'size', 'memory', 'request'], ratios)}`
}

function measured(outcome: Outcome | undefined): Measured | undefined {
  return outcome === undefined || 'failed' in outcome ? undefined : outcome
}

const accuracy = ({ all, novel }: Measured): number[] => [all.hr, all.mrr, novel.hr, novel.mrr]
const cost = (m: Measured): number[] => [m.trainCpuSeconds, m.modelBytes, m.peakBytes, m.requestMs]

function figureCells(outcome: Measured | undefined): string[] {
  if (outcome === undefined) return []
  return [
    ...accuracy(outcome).map((share) => share.toFixed(4)),
    `${outcome.trainCpuSeconds.toFixed(1)} s`,
    `${outcome.trainSeconds.toFixed(1)} s`,
    bytes(outcome.modelBytes),
    bytes(outcome.peakBytes),
    `${outcome.requestMs.toFixed(2)} ms`,
  ]
}

function ratioCells(outcome: Measured | undefined, ours: Measured | undefined): string[] {
  if (outcome === undefined || ours === undefined) return []
  const ratios = (one: readonly number[], other: readonly number[]): number[] =>
    one.map((figure, f) => figure / (other[f] ?? Number.NaN))
  const multiple = (ratio: number): string => `${ratio < 10 ? ratio.toPrecision(2) : ratio.toFixed(0)} ×`
  return [
    ...ratios(accuracy(outcome), accuracy(ours)).map((share) => share.toFixed(3)),
    ...ratios(cost(outcome), cost(ours)).map(multiple),
  ]
}

/** What each model was run with, and when. */
function settings({ entries }: Results, models: readonly string[]): string {
  const rows = models.flatMap((model) =>
    entries
      .filter((entry) => entry.model === model)
      .map(({ dataset, date, cores, outcome }) => {
        if ('failed' in outcome) return [model, dataset, date, String(cores), 'failed', '', '']
        return [
          model,
          dataset,
          date,
          String(cores),
          outcome.ended,
          pairs(outcome.settings),
          pairs(outcome.versions),
        ]
      }),
  )
  return `## Settings

${markdown(['', 'data', 'date', 'cores', 'training ended', 'settings', 'versions'], rows)}`
}

const pairs = (record: Record<string, unknown>): string =>
  Object.entries(record)
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ')

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}
