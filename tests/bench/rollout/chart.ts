/**
 * @module The chart of the rollout benchmark: which share of the canaries has its verdict by which day.
 */
import * as Plot from '@observablehq/plot'
import { draw } from '../../../training/report/chart.ts'
import type { Ended } from './simulate.ts'

export interface Series {
  effect: string
  method: string
  rollouts: readonly Ended[]
}

const COLOURS = { promoted: '#1b7f5c', 'rolled back': '#c2410c' } as const
const DAYS = 28

/** An SVG file's text. @param methods the first is drawn as a line, the second dashed */
export function verdictChart(series: readonly Series[], methods: readonly [string, string]): string {
  const points = series.flatMap(({ effect, method, rollouts }) =>
    (['promoted', 'rolled back'] as const).flatMap((outcome) =>
      Array.from({ length: DAYS * 4 + 1 }, (_, quarter) => {
        const ended = rollouts.filter(
          ({ promoted, hours }) => promoted === (outcome === 'promoted') && hours <= quarter * 6,
        )
        return { effect, method, outcome, day: quarter / 4, share: ended.length / rollouts.length }
      }),
    ),
  )
  const effects = [...new Set(series.map(({ effect }) => effect))]
  const lines = methods.map((method, m) =>
    Plot.line(
      points.filter((point) => point.method === method),
      {
        x: 'day',
        y: 'share',
        fx: 'effect',
        stroke: 'outcome',
        strokeWidth: m === 0 ? 2.5 : 1.5,
        ...(m === 1 && { strokeDasharray: '4 4' }),
      },
    ),
  )
  const label = `Share of canaries with a verdict by day. Lines: ${methods[0]}; dashed: ${methods[1]}.`
  const svg = draw(label, {
    width: 860,
    height: 300,
    marginLeft: 52,
    marginBottom: 44,
    marginTop: 36,
    style: { fontSize: '13px', background: 'white' },
    color: { domain: Object.keys(COLOURS), range: Object.values(COLOURS) },
    x: { label: 'days since the start', ticks: [0, 7, 14, 21, 28] },
    y: { label: null, domain: [0, 1], tickFormat: '.0%', grid: true },
    fx: { domain: effects, label: null },
    marks: [Plot.ruleY([0]), ...lines],
  })
  return svg.text.replace(/^<svg /, '<svg xmlns="http://www.w3.org/2000/svg" ')
}
