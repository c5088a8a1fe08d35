/**
 * @module An evaluation on the terminal.
 */
import type { Estimate } from '../evaluate/bootstrap.ts'
import type { EvaluationResult, ModelResult } from '../report/result.ts'
import { bytes, count, type Output, table } from './output.ts'

/** Prints what the report tells, in tables of figures. */
export function printResult(result: EvaluationResult, output: Output): void {
  const asked = result.kind === 'visits' ? 'predictions' : 'baskets with one product hidden'
  output.line(
    `${count(result.predictions)} ${asked} of ${count(result.testSessions)} sessions over ${count(result.items)} products`,
  )
  output.line(result.split)
  output.line()
  output.line(accuracyTable(result))
  output.line(
    `± half the width of the 95 % interval over ${count(result.bootstrap.resamples)} resamples of the test sessions`,
  )
  if (Object.keys(result.models).length > 1) {
    output.line()
    output.line(differenceTable(result))
  }
  output.line()
  output.line(catalogTable(result))
  for (const { title, slices } of result.dimensions) {
    output.line()
    const names = Object.keys(result.models)
    const rows = slices.map(({ slice, predictions, models }) => [
      slice,
      count(predictions),
      ...names.flatMap((name) => {
        const figures = models[name]
        return figures === undefined ? ['', ''] : [withMargin(figures.hr), figures.mrr.value.toFixed(4)]
      }),
    ])
    const head = [title, 'predictions', ...names.flatMap((name) => [`${name} HR@${result.k}`, 'MRR'])]
    output.line(table([head, ...rows], [...head.keys()].slice(1)))
  }
}

function accuracyTable({ k, kind, models }: EvaluationResult): string {
  const head = [
    '',
    `all HR@${k}`,
    '±',
    `MRR@${k}`,
    '±',
    `novel HR@${k}`,
    '±',
    `MRR@${k}`,
    '±',
    'training',
    'size',
  ]
  const shown = kind === 'visits' ? 4 : 2
  const figures = ({ all, novel }: Pick<ModelResult, 'all' | 'novel'>): number[] =>
    [all.hr, all.mrr, novel.hr, novel.mrr].slice(0, shown)
  const rows = Object.entries(models).flatMap(([name, model]) => {
    const { all, novel } = model.accuracy
    const margins = [all.hr, all.mrr, novel.hr, novel.mrr].map(margin)
    const cells = figures(model).flatMap((figure, f) => [figure.toFixed(4), margins[f] ?? ''])
    const exact = figures(model.unquantized).flatMap((figure) => [figure.toFixed(4), ''])
    return [
      [name, ...cells, `${model.trainSeconds.toFixed(1)} s`, bytes(model.modelBytes)],
      ['  unquantized', ...exact, '', ''],
    ]
  })
  const columns = [...head.slice(0, 1 + 2 * shown), ...head.slice(-2)]
  return table([columns, ...rows], [...columns.keys()].slice(1))
}

function differenceTable({ k, kind, models }: EvaluationResult): string {
  const [first = ''] = Object.keys(models)
  const rows = Object.entries(models).flatMap(([name, { difference }]) => {
    if (difference === null) return []
    const { all, novel } = difference
    const figures = kind === 'visits' ? [all.hr, all.mrr, novel.hr, novel.mrr] : [all.hr, all.mrr]
    return [[`${name} − ${first}`, ...figures.map(withInterval)]]
  })
  const head = ['paired differences', `all HR@${k}`, `MRR@${k}`, `novel HR@${k}`, `MRR@${k}`]
  const shown = head.slice(0, kind === 'visits' ? 5 : 3)
  return table([shown, ...rows], [1, 2, 3, 4])
}

function catalogTable({ k, models, diversity: { by } }: EvaluationResult): string {
  const head = [
    '',
    `coverage@${k}`,
    'Gini',
    'popularity listed',
    'chosen',
    `diversity (${by})`,
    'ECE first',
    'ECE list',
  ]
  const rows = Object.entries(models).map(([name, { catalog, diversity, calibration }]) => [
    name,
    percent(catalog.coverage),
    catalog.gini.toFixed(3),
    percent(catalog.listedPercentile),
    percent(catalog.targetPercentile),
    diversity.value === null ? '–' : diversity.value.toFixed(3),
    calibration.first.ece.toFixed(3),
    calibration.list.ece.toFixed(3),
  ])
  return table([head, ...rows], [...head.keys()].slice(1))
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
const margin = ({ interval }: Estimate): string =>
  interval === null ? '' : ((interval[1] - interval[0]) / 2).toFixed(4)
const withMargin = (estimate: Estimate): string => {
  const half = margin(estimate)
  return half === '' ? estimate.value.toFixed(4) : `${estimate.value.toFixed(4)} ±${half}`
}
const signed = (n: number): string => `${n < 0 ? '−' : '+'}${Math.abs(n).toFixed(4)}`
const withInterval = ({ value, interval }: Estimate): string =>
  interval === null ? signed(value) : `${signed(value)} [${signed(interval[0])}, ${signed(interval[1])}]`
