/**
 * @module Charts of what stands in the lists and of whether scores are probabilities.
 */
import * as Plot from '@observablehq/plot'
import { draw, modelScales } from './chart.ts'
import type { Html } from './html.ts'
import type { EvaluationResult } from './result.ts'
import { modelName, percent } from './words.ts'

/** How unequally the places are shared out among the products (Lorenz curve). */
export function lorenzChart({ models }: EvaluationResult): Html {
  const points = Object.entries(models).flatMap(([model, { catalog }]) =>
    catalog.lorenz.map((share, tenth) => ({ model, products: tenth / (catalog.lorenz.length - 1), share })),
  )
  const told = Object.entries(models).map(
    ([name, { catalog }]) =>
      `${modelName(name)}: the most listed tenth takes ${percent(1 - (catalog.lorenz.at(-2) ?? 0), 0)} of all places`,
  )
  return draw(`Share of list places by share of products. ${told.join('; ')}.`, {
    ...modelScales(Object.keys(models)),
    height: 330,
    marginLeft: 52,
    marginBottom: 44,
    x: {
      label: 'products, least listed first',
      labelArrow: 'none',
      labelAnchor: 'center',
      tickFormat: '.0%',
      ticks: 5,
    },
    y: { label: 'share of places', labelArrow: 'none', tickFormat: '.0%', ticks: 5, grid: true },
    marks: [
      Plot.line(
        [
          { at: 0, to: 0 },
          { at: 1, to: 1 },
        ],
        { x: 'at', y: 'to', stroke: 'var(--line-strong)', strokeDasharray: '4 4' },
      ),
      Plot.line(points, { x: 'products', y: 'share', stroke: 'model', strokeWidth: 2 }),
      Plot.dot(points, { x: 'products', y: 'share', fill: 'model', symbol: 'model', r: 3.5 }),
    ],
  })
}

/** Predicted against observed, of the first place or of the whole list. */
export function reliabilityChart({ models }: EvaluationResult, of: 'first' | 'list'): Html {
  const points = Object.entries(models).flatMap(([model, { calibration }]) =>
    calibration[of].bins.map((bin) => ({ model, ...bin })),
  )
  const told = Object.entries(models).map(
    ([name, { calibration }]) => `${modelName(name)}: mean distance ${percent(calibration[of].ece)}`,
  )
  const what = of === 'first' ? 'that the first product comes next' : 'that the list holds what comes next'
  return draw(`Predicted against observed share ${what}. ${told.join('; ')}.`, {
    ...modelScales(Object.keys(models)),
    height: 380,
    marginLeft: 52,
    marginBottom: 44,
    x: {
      domain: [0, 1],
      label: 'predicted',
      labelArrow: 'none',
      labelAnchor: 'center',
      tickFormat: '.0%',
      ticks: 5,
    },
    y: { domain: [0, 1], label: 'observed', labelArrow: 'none', tickFormat: '.0%', ticks: 5, grid: true },
    marks: [
      Plot.line(
        [
          { at: 0, to: 0 },
          { at: 1, to: 1 },
        ],
        { x: 'at', y: 'to', stroke: 'var(--line-strong)', strokeDasharray: '4 4' },
      ),
      Plot.line(points, {
        x: 'predicted',
        y: 'observed',
        stroke: 'model',
        strokeWidth: 1.5,
        strokeOpacity: 0.6,
      }),
      Plot.dot(points, { x: 'predicted', y: 'observed', fill: 'model', symbol: 'model', r: 4.5 }),
    ],
  })
}
