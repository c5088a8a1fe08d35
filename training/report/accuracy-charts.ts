/**
 * @module Charts of HR@k: by model, as differences, by slice. A dot is the figure, the line through it its interval.
 */
import * as Plot from '@observablehq/plot'
import type { Estimate } from '../evaluate/bootstrap.ts'
import { draw, modelScales } from './chart.ts'
import type { Html } from './html.ts'
import type { DimensionResult, EvaluationResult } from './result.ts'
import { listed, modelName, percent, points } from './words.ts'

/** One dot with its line. */
interface Mark {
  model: string
  /** Which group of rows it stands in. */
  group: string
  value: number
  low: number
  high: number
}

function markOf(model: string, group: string, { value, interval }: Estimate): Mark {
  const [low, high] = interval ?? [value, value]
  return { model, group, value, low, high }
}

const ROW = 24
const SLICE_ROW = 15

/** Rows of one figure, "all" above "novel". */
export function accuracyChart(result: EvaluationResult, figure: 'hr' | 'mrr'): Html {
  const names = Object.keys(result.models)
  const groups = result.kind === 'visits' ? (['all', 'novel'] as const) : (['all'] as const)
  const marks = groups.flatMap((group) =>
    Object.entries(result.models).map(([name, { accuracy }]) => markOf(name, group, accuracy[group][figure])),
  )
  const write = figure === 'hr' ? (n: number) => percent(n) : (n: number) => n.toFixed(3)
  const told = marks.map(({ model, group, value }) => `${modelName(model)}, ${group}: ${write(value)}`)
  const most = Math.max(...marks.map(({ high }) => high))
  return draw(`${figure === 'hr' ? 'Hit rate' : 'Mean reciprocal rank'} by model. ${told.join('; ')}.`, {
    ...modelScales(names),
    height: 64 + groups.length * (names.length * ROW + 16),
    marginLeft: 98,
    marginRight: groups.length > 1 ? 108 : 60,
    marginBottom: 36,
    x: {
      domain: [0, most],
      grid: true,
      ticks: 5,
      label: null,
      ...(figure === 'hr' && { tickFormat: '.0%' }),
    },
    y: { domain: names, label: null, tickSize: 0, tickFormat: modelName, padding: 0.6 },
    fy: { domain: groups, label: null, axis: null, padding: 0.12 },
    marks: [
      Plot.ruleX([0], { stroke: 'var(--line-strong)' }),
      ...(groups.length > 1 ? [Plot.axisFy({ anchor: 'right', dx: 52, label: null })] : []),
      ...dots(marks, { y: 'model', fy: 'group' }),
      Plot.text(marks, {
        x: 'high',
        y: 'model',
        fy: 'group',
        text: (mark: Mark) => write(mark.value),
        textAnchor: 'start',
        dx: 10,
        fontWeight: 600,
      }),
    ],
  })
}

/** What one model differs from the first by, on a scale of its own: best sellers lie far off. */
export function differenceChart({ models, kind, k }: EvaluationResult, name: string): Html | null {
  const [first = ''] = Object.keys(models)
  const difference = models[name]?.difference
  if (!difference) return null
  const groups = kind === 'visits' ? (['all', 'novel'] as const) : (['all'] as const)
  const marks = groups.map((group) => markOf(name, group, difference[group].hr))
  const told = marks.map(({ group, value }) => `${group}: ${points(value)} points`)
  const ends = marks.flatMap(({ low, high }) => [low, high, 0])
  return draw(`HR@${k} of ${modelName(name)} minus ${modelName(first)}. ${told.join('; ')}.`, {
    ...modelScales(Object.keys(models)),
    height: 48 + groups.length * (ROW + 6),
    marginTop: 8,
    marginLeft: 98,
    marginRight: 60,
    marginBottom: 36,
    x: {
      domain: [Math.min(...ends), Math.max(...ends)],
      nice: true,
      grid: true,
      ticks: 5,
      label: null,
      tickFormat: (share: number) => (share === 0 ? '0' : points(share).replace('.0', '')),
    },
    y: { domain: groups, label: null, tickSize: 0, padding: 0.6 },
    marks: [
      Plot.ruleX([0], { stroke: 'var(--ink)', strokeWidth: 1.5 }),
      ...dots(marks, { y: 'group' }),
      Plot.text(marks, {
        x: 'high',
        y: 'group',
        text: (mark: Mark) => points(mark.value),
        textAnchor: 'start',
        dx: 10,
        fontWeight: 600,
      }),
    ],
  })
}

/** HR@k of the slices of one dimension, models one below the other. */
export function sliceChart({ title, slices }: DimensionResult, names: readonly string[], k: number): Html {
  const marks = slices.flatMap(({ slice, models }) =>
    names.flatMap((name) => {
      const figures = models[name]
      return figures === undefined ? [] : [markOf(name, slice, figures.hr)]
    }),
  )
  const told = slices.map(({ slice, models }) => {
    const each = names.map((name) => `${modelName(name)} ${percent(models[name]?.hr.value ?? 0)}`)
    return `${slice}: ${listed(each)}`
  })
  const longest = Math.max(...slices.map(({ slice }) => slice.length))
  return draw(`HR@${k} by slice: ${title}. ${told.join('; ')}.`, {
    ...modelScales(names),
    height: 48 + slices.length * (names.length * SLICE_ROW + 10),
    marginLeft: Math.min(150, 16 + 7 * longest),
    marginRight: 12,
    marginTop: 6,
    marginBottom: 32,
    x: {
      domain: [0, Math.max(...marks.map(({ high }) => high))],
      grid: true,
      ticks: 5,
      label: null,
      tickFormat: '.0%',
    },
    y: { domain: names, axis: null, padding: 0.5 },
    fy: { domain: slices.map(({ slice }) => slice), label: null, axis: 'left', padding: 0.15 },
    marks: [
      Plot.ruleX([0], { stroke: 'var(--line-strong)' }),
      ...dots(marks, { y: 'model', fy: 'group' }, 4),
    ],
  })
}

function dots(marks: readonly Mark[], place: { y: string; fy?: string }, r = 5): Plot.Markish[] {
  return [
    Plot.ruleY(marks, {
      x1: 'low',
      x2: 'high',
      ...place,
      stroke: 'model',
      strokeWidth: 2,
      strokeLinecap: 'round',
    }),
    Plot.dot(marks, { x: 'value', ...place, fill: 'model', symbol: 'model', r }),
  ]
}
