/**
 * The pair scorer's network, loss and table: the vector kernel against plain loops, gradients against differences.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sessionRows } from '../../../edge-model/contract/session.ts'
import { seededRandom } from '../../../training/evaluate/random.ts'
import { exportModel } from '../../../training/export/export-model.ts'
import { createCandidateRows } from '../../../training/models/pair-scorer/candidates.ts'
import { BUCKETS, createExamples, DISTANCES } from '../../../training/models/pair-scorer/examples.ts'
import { FEATURES } from '../../../training/models/pair-scorer/features.ts'
import { fitScorer } from '../../../training/models/pair-scorer/fit.ts'
import { createFitTable } from '../../../training/models/pair-scorer/fit-table.ts'
import { createLoss } from '../../../training/models/pair-scorer/loss.ts'
import {
  AT,
  createKernel,
  HEADS,
  HIDDEN,
  startWeights,
  WEIGHTS,
} from '../../../training/models/pair-scorer/network.ts'
import { trainPairScorer } from '../../../training/models/pair-scorer/pair-scorer.ts'
import type { Scorer } from '../../../training/models/pair-scorer/scorer.ts'
import { logOf } from './model-support.ts'

const PAIRS = 7
const numbers = (seed: number, length: number, spread: number): Float64Array => {
  const random = seededRandom(seed)
  // In single precision, so that both sides compute with the same numbers.
  return Float64Array.from({ length }, () => Math.fround(spread * (random() - 0.5)))
}

/** ln B of every pair and head by the formula, with ∂/∂θ of Σ slopes · logits, in double precision. */
function plainNetwork(theta: Float64Array, x: Float64Array, slopes: Float64Array) {
  const gradient = new Float64Array(WEIGHTS)
  const logits: number[] = []
  const at = (array: Float64Array, place: number): number => array[place] ?? 0
  const add = (place: number, gain: number) => {
    gradient[place] = at(gradient, place) + gain
  }
  for (let pair = 0; pair < PAIRS; pair++) {
    const input = (f: number) => at(x, pair * FEATURES + f)
    for (let head = 0; head < HEADS; head++) {
      const slope = at(slopes, pair * HEADS + head)
      let logit = at(theta, AT.b + head)
      add(AT.b + head, slope)
      for (let f = 0; f < FEATURES; f++) {
        logit += at(theta, AT.a + head * FEATURES + f) * input(f)
        add(AT.a + head * FEATURES + f, slope * input(f))
      }
      for (let u = 0; u < HIDDEN; u++) {
        let before = at(theta, AT.c + u)
        for (let f = 0; f < FEATURES; f++) before += at(theta, AT.W + f * HIDDEN + u) * input(f)
        const w = at(theta, AT.w + head * HIDDEN + u)
        const rise = before > 0 ? 1 : 0.1
        logit += w * rise * before
        add(AT.w + head * HIDDEN + u, slope * rise * before)
        add(AT.c + u, slope * w * rise)
        for (let f = 0; f < FEATURES; f++) add(AT.W + f * HIDDEN + u, slope * w * rise * input(f))
      }
      logits.push(logit)
    }
  }
  return { logits, gradient }
}

describe('the vector kernel', () => {
  it('computes what plain loops compute, forward and backward', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const theta = numbers(seed, WEIGHTS, 1)
        const x = numbers(seed + 1, PAIRS * FEATURES, 4)
        // Pairs without slopes are skipped; one head alone is not.
        const slopes = numbers(seed + 2, PAIRS * HEADS, 2).map((slope, v) =>
          v % 5 === 0 || v < 2 ? 0 : slope,
        )
        const expected = plainNetwork(theta, x, slopes)
        const kernel = createKernel()
        kernel.theta.set(theta)
        kernel.x.set(x)
        kernel.slopes.set(slopes)
        kernel.forward(PAIRS)
        kernel.backward(PAIRS)
        expected.logits.forEach((logit, v) => {
          expect(kernel.logits[v]).toBeCloseTo(logit, 4)
        })
        expected.gradient.forEach((value, p) => {
          expect(kernel.gradient[p]).toBeCloseTo(value, 4)
        })
      }),
      { numRuns: 50 },
    )
  })
})

const VISITS = Array.from({ length: 60 }, (_, s) =>
  Array.from({ length: 2 + (s % 6) }, (_, e) => `p${(s * (1 + (s % 3)) + e * (1 + (s % 2))) % 13}`),
)

function fitting(kind: 'visits' | 'baskets') {
  const log = logOf(VISITS, kind)
  const table = createFitTable(createCandidateRows(log), log)
  return { table, examples: createExamples(log, table) }
}

function scorerOf(table: ReturnType<typeof fitting>['table'], seed: number): Scorer {
  const random = seededRandom(seed)
  return {
    theta: startWeights(() => 2 * random() - 1, 1).map((weight) => weight + 0.2 * (random() - 0.5)),
    logOmega: Float64Array.from({ length: BUCKETS * DISTANCES }, () => random() - 1),
    standard: table.standard,
  }
}

describe('the loss', () => {
  it.each([
    ['visits', 0],
    ['visits', 1],
    ['baskets', 1],
  ] as const)('of %s with ν = %i has the gradient that differences find', (kind, nu) => {
    const { table, examples } = fitting(kind)
    const omegas = BUCKETS * DISTANCES
    const loss = createLoss(table, examples, { nu, omegas })
    const events = examples.targets.subarray(0, 80)
    const scorer = scorerOf(table, 3)
    loss.run(scorer, events)
    const gradients = { theta: loss.theta.slice(), logOmega: loss.logOmega.slice() }
    for (const part of ['theta', 'logOmega'] as const) {
      for (let p = 0; p < scorer[part].length; p += part === 'theta' ? 7 : 1) {
        const along = (step: number): number => {
          const moved = {
            ...scorer,
            [part]: scorer[part].map((value, q) => (q === p ? value + step : value)),
          }
          return loss.run(moved, events)
        }
        const step = 0.0005
        expect(gradients[part][p]).toBeCloseTo((along(step) - along(-step)) / (2 * step), 2)
      }
    }
    expect(Math.max(...gradients.theta.map(Math.abs))).toBeGreaterThan(0.05)
  })

  it('falls while fitting', () => {
    const { table, examples } = fitting('visits')
    const losses: number[] = []
    fitScorer(table, examples, { nu: 0, steps: 60, batch: 200, seed: 1 }, (_, loss) => losses.push(loss))
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length
    expect(mean(losses.slice(-10))).toBeLessThan(mean(losses.slice(0, 10)) - 0.1)
  })

  it('rounds slopes without changing what they are on average', () => {
    const { table, examples } = fitting('visits')
    const omegas = BUCKETS * DISTANCES
    const scorer = scorerOf(table, 5)
    const events = examples.targets.subarray(0, 40)
    const exact = createLoss(table, examples, { nu: 0, omegas })
    exact.run(scorer, events)
    const rounded = createLoss(table, examples, { nu: 0, omegas, random: seededRandom(9) })
    const sum = new Float64Array(WEIGHTS)
    const RUNS = 400
    for (let run = 0; run < RUNS; run++) {
      rounded.run(scorer, events)
      rounded.theta.forEach((value, p) => {
        sum[p] = (sum[p] ?? 0) + value / RUNS
      })
    }
    exact.theta.forEach((value, p) => {
      expect(Math.abs((sum[p] ?? 0) - value)).toBeLessThan(0.01)
    })
  })
})

describe('examples', () => {
  it('are weighed as the served session is', () => {
    const log = logOf([['a', 'b', 'a', 'c', 'd', 'e', 'b', 'f']])
    const table = createFitTable(createCandidateRows(log), log)
    const { read } = createExamples(log, table)
    const logOmega = numbers(1, BUCKETS * DISTANCES, 1)
    const omega = Array.from(logOmega, Math.exp)
    const rule = {
      maxItems: 10,
      heads: 2 as const,
      lengthBuckets: [1, 2, 3, 5],
      positionWeights: Array.from({ length: BUCKETS }, (_, l) =>
        omega.slice(l * DISTANCES, (l + 1) * DISTANCES),
      ),
    }
    for (let event = 1; event < log.events.length; event++) {
      const session = Array.from(log.events.subarray(0, event), (item) => log.items[item] ?? '')
      const { rows, weights } = sessionRows(session, (id) => table.slotOf[log.items.indexOf(id)], rule)
      const { size, slots, omega: places, head } = read(event)
      expect([...slots.subarray(0, size)]).toEqual([...rows])
      const fitted = Array.from({ length: size }, (_, i) => {
        const weight = Math.fround(omega[places[i] ?? 0] ?? 0)
        return head[i] === 0 ? [weight, 0] : [0, weight]
      })
      expect([...weights]).toEqual(fitted.flat())
    }
  })

  it('of a basket hide each product once and show all others', () => {
    const log = logOf([['a', 'b', 'c']], 'baskets')
    const table = createFitTable(createCandidateRows(log), log)
    const { read, targets } = createExamples(log, table)
    expect([...targets]).toEqual([0, 1, 2])
    const { target, seen, seenSize, isNovel, head, size } = read(1)
    expect([target, isNovel, [...seen.subarray(0, seenSize)].sort()]).toEqual([1, true, [0, 2]])
    expect([...head.subarray(0, size)]).toEqual([0, 0])
  })
})

describe('the trained model', () => {
  it('is the same, to the byte, for the same log', async () => {
    const log = logOf(VISITS)
    const first = await trainPairScorer(log)
    const second = await trainPairScorer(structuredClone(log))
    expect(second).toEqual(first)
    expect(exportModel(second.table)).toEqual(exportModel(first.table))
    expect(first.parameters).toMatchObject({ steps: 250, seed: 1 })
    expect(first.session).toMatchObject({ heads: 2, lengthBuckets: [1, 2, 3, 5] })
  })

  it('knows what follows what, also where there is too little to fit', async () => {
    const { table } = await trainPairScorer(
      logOf([
        ['mug', 'saucer', 'spoon'],
        ['candle', 'soap'],
        ['mug', 'saucer'],
      ]),
    )
    const row = [...table.index.subarray(0, 50)].slice(0, 3)
    expect(row[0]).toBe(1)
    expect([...table.value].every(Number.isFinite)).toBe(true)
  })

  it('has one head for baskets', async () => {
    const { table, session } = await trainPairScorer(logOf(VISITS, 'baskets'))
    expect(table.heads).toBe(1)
    expect(session).toMatchObject({ heads: 1, maxItems: 20, positionWeights: [[1]] })
  })
})
