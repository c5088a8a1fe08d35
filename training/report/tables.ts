/**
 * @module The report's tables: every figure a chart shows, and its interval.
 */
import type { Estimate } from '../evaluate/bootstrap.ts'
import { type Html, html } from './html.ts'
import type { DimensionResult, EvaluationResult } from './result.ts'
import {
  count,
  decimal,
  decimalInterval,
  modelName,
  percent,
  percentInterval,
  points,
  pointsInterval,
} from './words.ts'

function tableOf(caption: string, head: readonly string[], rows: readonly Row[]): Html {
  return scrolling(caption, html`<tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr>`, rows)
}

/** The first cell is the row's heading. */
type Row = readonly (string | Html)[]

/** A table that scrolls by itself where the page is narrower. */
function scrolling(caption: string, head: Html, rows: readonly Row[], kind = ''): Html {
  return html`<div class="scroll ${kind}" role="region" aria-label="${caption}" tabindex="0"><table><caption>${caption}</caption>
<thead>${head}</thead>
<tbody>${rows.map(
    ([first = '', ...cells]) =>
      html`<tr><th scope="row">${first}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`,
  )}</tbody></table></div>`
}

const withInterval = (value: string, interval: string): Html =>
  interval === '' ? html`${value}` : html`${value}<small>${interval}</small>`
const hr = (estimate: Estimate): Html => withInterval(percent(estimate.value), percentInterval(estimate))
const mrr = (estimate: Estimate): Html => withInterval(decimal(estimate.value), decimalInterval(estimate))
const inPoints = (estimate: Estimate): Html => withInterval(points(estimate.value), pointsInterval(estimate))
const signed = ({ value, interval }: Estimate): Html => {
  const write = (n: number): string => `${n < 0 ? '−' : '+'}${decimal(Math.abs(n))}`
  return withInterval(write(value), interval === null ? '' : `${write(interval[0])} to ${write(interval[1])}`)
}

export function accuracyTable({ models, kind, k }: EvaluationResult): Html {
  const visits = kind === 'visits'
  const rows = Object.entries(models).flatMap(([name, { accuracy, unquantized }]) => {
    const { all, novel } = accuracy
    const exact = [unquantized.all, ...(visits ? [unquantized.novel] : [])].flatMap((figures) => [
      percent(figures.hr),
      decimal(figures.mrr),
    ])
    return [
      [modelName(name), hr(all.hr), mrr(all.mrr), ...(visits ? [hr(novel.hr), mrr(novel.mrr)] : [])],
      [
        html`<span class="quiet">before coding in uint8</span>`,
        ...exact.map((cell) => html`<span class="quiet">${cell}</span>`),
      ],
    ]
  })
  const heads = ['Model', `HR@${k}`, `MRR@${k}`, ...(visits ? [`novel HR@${k}`, `novel MRR@${k}`] : [])]
  return tableOf('Hit rate and mean reciprocal rank, with 95 % intervals', heads, rows)
}

export function differenceTable({ models, kind, k }: EvaluationResult): Html {
  const visits = kind === 'visits'
  const [first = ''] = Object.keys(models)
  const rows = Object.entries(models).flatMap(([name, { difference }]) =>
    difference === null
      ? []
      : [
          [
            modelName(name),
            inPoints(difference.all.hr),
            signed(difference.all.mrr),
            ...(visits ? [inPoints(difference.novel.hr), signed(difference.novel.mrr)] : []),
          ],
        ],
  )
  const heads = ['Model', `HR@${k}`, `MRR@${k}`, ...(visits ? [`novel HR@${k}`, `novel MRR@${k}`] : [])]
  return tableOf(`Minus ${modelName(first)}: HR in points, with 95 % intervals`, heads, rows)
}

export function sliceTable({ title, slices }: DimensionResult, names: readonly string[], k: number): Html {
  const head = html`<tr><th rowspan="2" scope="col">Slice</th><th rowspan="2" scope="col"><abbr title="predictions">n</abbr></th>${names.map(
    (name) => html`<th colspan="2" scope="colgroup">${modelName(name)}</th>`,
  )}</tr><tr>${names.map(() => html`<th scope="col">HR</th><th scope="col">MRR</th>`)}</tr>`
  const rows = slices.map(({ slice, predictions, models }) => [
    slice,
    count(predictions),
    ...names.flatMap((name): (string | Html)[] => {
      const figures = models[name]
      return figures === undefined ? ['', ''] : [hr(figures.hr), mrr(figures.mrr)]
    }),
  ])
  return scrolling(`${title}, HR@${k} and MRR@${k}`, head, rows, 'close')
}

export function catalogTable(result: EvaluationResult): Html {
  const { models, k } = result
  const rows = Object.entries(models).map(([name, { catalog, diversity }]) => [
    modelName(name),
    percent(catalog.coverage),
    decimal(catalog.gini),
    percent(catalog.listedPercentile),
    count(Math.round(catalog.meanEvents)),
    diversity.value === null ? '–' : decimal(diversity.value),
  ])
  const chosen = ['What shoppers went to', '', '', percent(result.catalog.targetPercentile), '', '']
  const heads = ['Model', `Coverage@${k}`, 'Gini', 'Popularity percentile', 'Mean events', 'Diversity']
  return tableOf('What stands in the lists', heads, [...rows, chosen])
}

export function calibrationTable({ models }: EvaluationResult): Html {
  const rows = Object.entries(models).map(([name, { calibration }]) => [
    modelName(name),
    count(calibration.predictions),
    percent(calibration.first.ece),
    percent(calibration.list.ece),
  ])
  return tableOf('Expected calibration error', ['Model', 'Predictions', 'First place', 'Whole list'], rows)
}

export function reliabilityTable({ models }: EvaluationResult, of: 'first' | 'list'): Html {
  const bins = Math.max(...Object.values(models).map(({ calibration }) => calibration[of].bins.length))
  const rows = Array.from({ length: bins }, (_, b) => [
    String(b + 1),
    ...Object.values(models).flatMap(({ calibration }) => {
      const bin = calibration[of].bins[b]
      return bin === undefined ? ['', ''] : [percent(bin.predicted), percent(bin.observed)]
    }),
  ])
  const heads = Object.keys(models).flatMap((name) => [`${modelName(name)} predicted`, 'observed'])
  const what = of === 'first' ? 'First place' : 'Whole list'
  return tableOf(`${what}, by tenth of the predictions`, ['Tenth', ...heads], rows)
}

export function lorenzTable({ models }: EvaluationResult): Html {
  const tenths = Object.values(models)[0]?.catalog.lorenz.length ?? 0
  const rows = Array.from({ length: tenths }, (_, t) => [
    percent(t / (tenths - 1), 0),
    ...Object.values(models).map(({ catalog }) => percent(catalog.lorenz[t] ?? 0)),
  ])
  return tableOf(
    'Share of all places that the least listed products take',
    ['Products', ...Object.keys(models).map(modelName)],
    rows,
  )
}
