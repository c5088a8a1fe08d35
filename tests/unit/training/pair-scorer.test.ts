/**
 * The pair scorer's loss and fit: gradients against differences, and the same bytes from the same log on any number of
 * threads.
 */
import { describe, expect, it, vi } from 'vitest'
import { sessionRows } from '../../../edge-model/contract/session.ts'
import type { SessionLog } from '../../../training/dataset/session-log.ts'
import { seededRandom } from '../../../training/evaluate/random.ts'
import { exportModel } from '../../../training/export/export-model.ts'
import { type Counting, countPairs } from '../../../training/models/pair-scorer/counting.ts'
import {
  BUCKETS,
  createExamples,
  DISTANCES,
  type Examples,
} from '../../../training/models/pair-scorer/examples.ts'
import { ratioOf } from '../../../training/models/pair-scorer/features.ts'
import { fitScorer } from '../../../training/models/pair-scorer/fit.ts'
import { createFitTable, type FitTable } from '../../../training/models/pair-scorer/fit-table.ts'
import { createLoss } from '../../../training/models/pair-scorer/loss.ts'
import { placesOf, startWeights } from '../../../training/models/pair-scorer/network.ts'
import { trainPairScorer } from '../../../training/models/pair-scorer/pair-scorer.ts'
import type { Scorer } from '../../../training/models/pair-scorer/scorer.ts'
import { logOf } from './model-support.ts'
import { FADING, numbers } from './pair-support.ts'

// Threads take their time to start where the machine is busy.
vi.setConfig({ testTimeout: 120_000 })

const sessionsOver = (count: number, products: number): string[][] =>
  Array.from({ length: count }, (_, s) =>
    Array.from({ length: 2 + (s % 6) }, (_, e) => `p${(s * (1 + (s % 3)) + e * (1 + (s % 2))) % products}`),
  )
const VISITS = sessionsOver(60, 13)

interface Fitting {
  counting: Counting
  table: FitTable
  examples: Examples
}

/** Fits to the very log that it counts; one source a log, fitted to the first. */
async function fittingOf(logs: readonly [SessionLog, ...SessionLog[]], threads = 0): Promise<Fitting> {
  const [log] = logs
  const counting = await countPairs({ logs }, null, FADING, { threads })
  const items = Int32Array.from(log.items.keys())
  const table = await createFitTable(counting, { self: true, alike: false }, items)
  return { counting, table, examples: createExamples(log, table) }
}

const OMEGAS = BUCKETS * DISTANCES

function scorerOf({ counting, table }: Fitting, seed: number): Scorer {
  const random = seededRandom(seed)
  const start = startWeights(counting.width, () => 2 * random() - 1, ratioOf(0), 1)
  return {
    theta: start.map((weight) => weight + 0.2 * (random() - 0.5)),
    logOmega: Float64Array.from({ length: OMEGAS }, () => random() - 1),
    standard: table.standard,
  }
}

const baskets = logOf(VISITS, 'baskets')
const visits = logOf(VISITS)

describe('the loss', () => {
  it.each([
    ['visits', 0, [visits]],
    ['visits', 1, [visits]],
    ['baskets', 1, [baskets]],
    ['visits beside baskets', 1, [visits, baskets]],
  ] satisfies [string, number, [SessionLog, ...SessionLog[]]][])(
    'of %s with ν = %i has the gradient that differences find',
    async (_, nu, logs) => {
      const fitting = await fittingOf(logs)
      const { counting, table, examples } = fitting
      const loss = createLoss(counting, table, examples, { nu, omegas: OMEGAS })
      const events = examples.targets.subarray(0, 80)
      const scorer = scorerOf(fitting, 3)
      await loss.run(scorer, events, null)
      const gradients = { theta: loss.theta.slice(), logOmega: loss.logOmega.slice() }
      for (const part of ['theta', 'logOmega'] as const) {
        for (let p = 0; p < scorer[part].length; p += part === 'theta' ? 7 : 1) {
          const along = (step: number): Promise<number> => {
            const moved = {
              ...scorer,
              [part]: scorer[part].map((value, q) => (q === p ? value + step : value)),
            }
            return loss.run(moved, events, null)
          }
          const step = 0.0005
          const slope = ((await along(step)) - (await along(-step))) / (2 * step)
          expect(gradients[part][p]).toBeCloseTo(slope, 2)
        }
      }
      expect(Math.max(...gradients.theta.map(Math.abs))).toBeGreaterThan(0.05)
    },
  )

  it('falls while fitting', async () => {
    const { counting, table, examples } = await fittingOf([visits])
    const losses: number[] = []
    const parameters = { nu: 0, steps: 60, batch: 200, seed: 1, source: 0 }
    await fitScorer(counting, table, examples, parameters, (_, loss) => losses.push(loss))
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length
    expect(mean(losses.slice(-10))).toBeLessThan(mean(losses.slice(0, 10)) - 0.1)
  })

  it('of the weights averaged over the last steps is lower than of those fitting starts from', async () => {
    const { counting, table, examples } = await fittingOf([visits])
    const fitted = (steps: number) =>
      fitScorer(counting, table, examples, { nu: 0, steps, batch: 200, seed: 1, source: 0 })
    const { run } = createLoss(counting, table, examples, { nu: 0, omegas: OMEGAS })
    const lossOf = (scorer: Scorer) => run(scorer, examples.targets, null)
    expect(await lossOf(await fitted(60))).toBeLessThan((await lossOf(await fitted(1))) - 0.1)
  })

  it('is not fitted in no steps, and averaged weights lie where steps can lead', async () => {
    const { counting, table, examples } = await fittingOf([visits])
    const fitted = (steps: number) =>
      fitScorer(counting, table, examples, { nu: 0, steps, batch: 50, seed: 1, source: 0 })
    const start = await fitted(0)
    const places = placesOf(counting.width)
    const { deviation } = table.standard
    expect([...start.theta.subarray(places.b)]).toEqual([-4, -4])
    expect(start.theta[places.a + ratioOf(0)]).toBe(0.8 * (deviation[ratioOf(0)] ?? 0))
    expect(start.logOmega[1]).toBe(-0.5)
    const after = await fitted(10)
    const moved = after.theta.map((weight, p) => Math.abs(weight - (start.theta[p] ?? 0)))
    expect(Math.max(...moved)).toBeGreaterThan(0)
    expect(Math.max(...moved)).toBeLessThan(0.1)
  })

  it('rounds slopes without changing what they are on average', async () => {
    const fitting = await fittingOf([visits])
    const { counting, table, examples } = fitting
    const scorer = scorerOf(fitting, 5)
    const events = examples.targets.subarray(0, 40)
    const { run, theta } = createLoss(counting, table, examples, { nu: 0, omegas: OMEGAS })
    await run(scorer, events, null)
    const exact = theta.slice()
    const sum = new Float64Array(theta.length)
    const RUNS = 400
    for (let seed = 0; seed < RUNS; seed++) {
      await run(scorer, events, seed)
      theta.forEach((value, p) => {
        sum[p] = (sum[p] ?? 0) + value / RUNS
      })
    }
    expect(theta).not.toEqual(exact)
    exact.forEach((value, p) => {
      expect(Math.abs((sum[p] ?? 0) - value)).toBeLessThan(0.01)
    })
  })
})

describe('examples', () => {
  it('are weighed as the served session is', async () => {
    const log = logOf([['a', 'b', 'a', 'c', 'd', 'e', 'b', 'f']])
    const { table, examples } = await fittingOf([log])
    const logOmega = numbers(1, OMEGAS, 1)
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
      const { size, slots, omega: places, head } = examples.read(event)
      expect([...slots.subarray(0, size)]).toEqual([...rows])
      const fitted = Array.from({ length: size }, (_, i) => {
        const weight = Math.fround(omega[places[i] ?? 0] ?? 0)
        return head[i] === 0 ? [weight, 0] : [0, weight]
      })
      expect([...weights]).toEqual(fitted.flat())
    }
  })

  it('of a basket hide each product once and show all others', async () => {
    const log = logOf([['a', 'b', 'c']], 'baskets')
    const { examples } = await fittingOf([log])
    const { read, targets } = examples
    expect([...targets]).toEqual([0, 1, 2])
    const { target, seen, seenSize, isNovel, head, size } = read(1)
    expect([target, isNovel, [...seen.subarray(0, seenSize)].sort()]).toEqual([1, true, [0, 2]])
    expect([...head.subarray(0, size)]).toEqual([0, 0])
  })
})

describe('threads', () => {
  it('fit and make the same table, to the byte, whether none, one or two', async () => {
    // More rows than one piece of work holds, of rows and of a batch.
    const log = logOf(sessionsOver(600, 300))
    const results = []
    for (const threads of [0, 1, 2]) {
      const { counting, table, examples } = await fittingOf([log], threads)
      const parameters = { nu: 1, steps: 4, batch: 300, seed: 1, source: 0 }
      const scorer = await fitScorer(counting, table, examples, parameters)
      const rule = { self: true, alike: false }
      const served = await counting.table(rule, scorer, 1, { neighbours: 50, heads: 2 })
      await counting.close()
      results.push({
        sizes: table.sizes,
        memory: new Uint8Array(counting.memory.buffer).slice(),
        targets: examples.targets.length,
        scorer,
        served,
      })
    }
    const [none, one, two] = results
    expect(none?.targets).toBeGreaterThan(1000)
    expect(none?.sizes.every((size) => size > 0)).toBe(true)
    for (const row of log.items.keys()) expect(none?.served.value[row * 2 * 50]).toBeGreaterThan(0)
    expect(one).toEqual(none)
    expect(two).toEqual(none)
  })
})

describe('the trained model', () => {
  it('is the same, to the byte, for the same log', async () => {
    const log = logOf(sessionsOver(900, 40))
    const first = await trainPairScorer(log)
    const second = await trainPairScorer(structuredClone(log))
    expect(second).toEqual(first)
    expect(exportModel(second.table)).toEqual(exportModel(first.table))
    expect(first.parameters).toMatchObject({ steps: 200, seed: 1, countedWhileFitting: 765 })
    // So many that something was fitted.
    expect(first.parameters.fittedTo).toBeGreaterThan(200)
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
    const row = [...table.index.subarray(0, 3)]
    // mug: saucer, twice; spoon, two steps on; itself.
    expect(row).toEqual([1, 2, 0])
    const values = [...table.value.subarray(0, 3)]
    expect(values.every((value, k) => value > 1.5 * (values[k + 1] ?? 0))).toBe(true)
    expect([...table.value].every(Number.isFinite)).toBe(true)
  })

  it('has one head for baskets', async () => {
    const { table, session } = await trainPairScorer(logOf(VISITS, 'baskets'))
    expect(table.heads).toBe(1)
    expect(session).toMatchObject({ heads: 1, maxItems: 20, positionWeights: [[1]] })
  })
})
