/**
 * The statistics against published figures of GrowthBook and Optimizely.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  greaterP,
  lesserP,
  oneSidedWidth,
  twoSidedP,
  twoSidedWidth,
} from '../../edge-model/evidence/statistics/always-valid.ts'
import {
  absoluteDifference,
  type Moments,
  momentsOf,
  proportion,
  relativeDifference,
} from '../../edge-model/evidence/statistics/moments.ts'
import { sampleRatioP } from '../../edge-model/evidence/statistics/sample-ratio.ts'
import { sequentialSampleRatio } from '../../edge-model/evidence/statistics/sequential-sample-ratio.ts'
import { degreesOfFreedom, tInterval, tTestP } from '../bench/rollout/t-test.ts'

const VECTORS = join(import.meta.dirname, '../../../shared/vectors')
const present = existsSync(VECTORS)
if (!present) console.warn(`Left out: the statistics against published vectors, there is no ${VECTORS}.`)

const read = (file: string): unknown =>
  present ? JSON.parse(readFileSync(join(VECTORS, file), 'utf8')) : { cases: [] }

const sampleSchema = z.object({ sum: z.number(), sum_squares: z.number().optional(), n: z.int() })
const frequentist = z
  .object({
    cases: z.array(
      z.object({
        test: z.enum([
          'two_sided_t',
          'sequential_two_sided',
          'sequential_two_sided_proportion',
          'sequential_one_sided_greater',
          'sequential_one_sided_lesser',
        ]),
        tuning: z.number().default(5000),
        a: sampleSchema,
        b: sampleSchema,
        difference: z.enum(['relative', 'absolute']),
        expected: z.number().optional(),
        ci: z.tuple([z.number().nullable(), z.number().nullable()]),
        stddev: z.number().optional(),
        p: z.number(),
      }),
    ),
  })
  .parse(read('growthbook/frequentist_cases.json')).cases
const ratios = z
  .object({
    cases: z.array(z.object({ users: z.array(z.int()), weights: z.array(z.number()), p: z.number() })),
  })
  .parse(read('growthbook/srm_cases.json')).cases
const sequences = z
  .object({
    cases: z.array(
      z.object({
        null: z.array(z.number()),
        dirichlet: z.array(z.number()),
        data: z.array(z.array(z.int())),
        logM1: z.array(z.number()),
        logM0: z.array(z.number()),
      }),
    ),
  })
  .parse(read('ssrm/ssrm_cases.json')).cases

/** The cases' amounts have two decimals, their squares four: in cents they are whole. */
const CENTS = 100
const momentsIn = ({ sum, sum_squares, n }: z.infer<typeof sampleSchema>): Moments =>
  sum_squares === undefined
    ? proportion(sum, n)
    : momentsOf(n, BigInt(Math.round(sum * CENTS)), BigInt(Math.round(sum_squares * CENTS ** 2)))

const ALPHA = 0.05
/** GrowthBook searches the one-sided p by halving and stops early: .46316 where the root is .46305. */
const SEARCHED = 2e-4

describe.runIf(present)("GrowthBook's tests", () => {
  it.each(frequentist)('$test, $difference, tuning $tuning', (known) => {
    const [a, b] = [momentsIn(known.a), momentsIn(known.b)]
    const scale = known.difference === 'absolute' && known.a.sum_squares !== undefined ? CENTS : 1
    const difference = known.difference === 'absolute' ? absoluteDifference(a, b) : relativeDifference(a, b)
    const { estimate, variance } = difference
    const level = { alpha: ALPHA, tuning: known.tuning }
    if (known.expected !== undefined) expect(estimate / scale).toBeCloseTo(known.expected, 5)
    if (known.stddev !== undefined) expect(Math.sqrt(variance) / scale).toBeCloseTo(known.stddev, 5)
    const found = {
      two_sided_t: () => {
        const degrees = degreesOfFreedom(a, b)
        return { ...tInterval(difference, degrees, ALPHA), p: tTestP(difference, degrees) }
      },
      sequential_two_sided: () => {
        const width = twoSidedWidth(difference, level)
        return { lower: estimate - width, upper: estimate + width, p: twoSidedP(difference, level) }
      },
      sequential_two_sided_proportion: () => found.sequential_two_sided(),
      sequential_one_sided_greater: () => ({
        lower: estimate - oneSidedWidth(difference, level),
        upper: null,
        p: greaterP(difference, level),
      }),
      sequential_one_sided_lesser: () => ({
        lower: null,
        upper: estimate + oneSidedWidth(difference, level),
        p: lesserP(difference, level),
      }),
    }
    const { lower, upper, p } = found[known.test]()
    for (const [bound, expected] of [
      [lower, known.ci[0]],
      [upper, known.ci[1]],
    ]) {
      if (bound === null || bound === undefined) expect(expected).toBeNull()
      else expect(bound / scale).toBeCloseTo(expected ?? Number.NaN, 5)
    }
    expect(Math.abs(p - known.p)).toBeLessThan(known.test.includes('one_sided') ? SEARCHED : 5e-6)
  })
})

describe.runIf(present)('sample ratios', () => {
  it.each(ratios)('$users over $weights', ({ users, weights, p }) => {
    expect(sampleRatioP(users, weights)).toBeCloseTo(p, 8)
  })

  it.each(sequences)('look by look, $data', (known) => {
    const looks = sequentialSampleRatio(known.data, known.null, known.dirichlet)
    let p = 1
    for (const [i, look] of looks.entries()) {
      const [logM1, logM0] = [known.logM1[i] ?? Number.NaN, known.logM0[i] ?? Number.NaN]
      expect(look.logM1).toBeCloseTo(logM1, 10)
      expect(look.logM0).toBeCloseTo(logM0, 10)
      p = Math.min(p, Math.exp(logM0 - logM1))
      expect(look.p).toBeCloseTo(p, 10)
    }
    expect(looks).toHaveLength(known.logM1.length)
  })
})

it.runIf(present)('all published cases are here', () => {
  expect([frequentist.length, ratios.length, sequences.length]).toEqual([8, 10, 2])
})
