import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  greaterP,
  lesserP,
  oneSidedWidth,
  twoSidedP,
  twoSidedWidth,
} from '../../../edge-model/evidence/statistics/always-valid.ts'
import {
  absoluteDifference,
  momentsOf,
  proportion,
  relativeDifference,
} from '../../../edge-model/evidence/statistics/moments.ts'
import { drawNormal, openRandom } from '../../bench/rollout/draw.ts'
import { degreesOfFreedom, tInterval, tTestP } from '../../bench/rollout/t-test.ts'

describe('moments', () => {
  it('of amounts are those of the list', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 2, maxLength: 50 }), (spent) => {
        const big = spent.map(BigInt)
        const sum = big.reduce((total, x) => total + x, 0n)
        const squares = big.reduce((total, x) => total + x * x, 0n)
        const { n, mean, variance } = momentsOf(spent.length, sum, squares)
        const plainMean = spent.reduce((total, x) => total + x, 0) / n
        const plainVariance = spent.reduce((total, x) => total + (x - plainMean) ** 2, 0) / (n - 1)
        expect(mean).toBeCloseTo(plainMean, 4)
        expect(Math.abs(variance - plainVariance)).toBeLessThanOrEqual(1e-9 * plainVariance + 1e-6)
      }),
    )
  })

  it('keep a small spread around a large mean, where floating-point sums would lose it', () => {
    const spent = 10n ** 12n
    const squares = 2n * (spent - 1n) ** 2n + 2n * (spent + 1n) ** 2n
    expect(momentsOf(4, 4n * spent, squares)).toEqual({ n: 4, mean: 1e12, variance: 4 / 3 })
  })

  it('of nobody are 0, and a share is of no more than there are', () => {
    expect(momentsOf(0, 0n, 0n)).toEqual({ n: 0, mean: 0, variance: 0 })
    expect(momentsOf(1, 500n, 250000n)).toEqual({ n: 1, mean: 500, variance: 0 })
    expect(proportion(0, 0)).toEqual({ n: 0, mean: 0, variance: 0 })
    expect(proportion(1, 4)).toEqual({ n: 4, mean: 0.25, variance: 0.1875 })
    expect(() => proportion(5, 4)).toThrow('5 of 4 visitors is not a share.')
  })
})

describe('differences', () => {
  const a = { n: 100, mean: 10, variance: 25 }
  const b = { n: 400, mean: 12, variance: 100 }

  it('are absolute, or relative by the delta method', () => {
    expect(absoluteDifference(a, b)).toEqual({ estimate: 2, variance: 0.5, n: 500 })
    const relative = relativeDifference(a, b)
    expect(relative.estimate).toBeCloseTo(0.2, 15)
    // .25/10² of b, .25 · 1.2²/10² of a.
    expect(relative.variance).toBeCloseTo(0.0025 + 0.0036, 15)
  })

  it('are tested by Welch', () => {
    const degrees = degreesOfFreedom(a, b)
    expect(degrees).toBeCloseTo(0.25 / (0.0625 / 99 + 0.0625 / 399), 10)
    // At 317 degrees, t = 2/√½ = 2.828.
    expect(tTestP(absoluteDifference(a, b), degrees)).toBeCloseTo(0.004977, 5)
    const { lower, upper } = tInterval(absoluteDifference(a, b), degrees, 0.05)
    expect((lower + upper) / 2).toBeCloseTo(2, 12)
    expect(tTestP({ estimate: lower, variance: 0.5, n: 500 }, degrees)).toBeGreaterThan(0.05)
    expect(tTestP({ estimate: (upper - lower) / 2, variance: 0.5, n: 500 }, degrees)).toBeCloseTo(0.05, 10)
  })
})

describe('always-valid bounds', () => {
  const at = (n: number) => ({ estimate: 0, variance: 1 / n, n })
  const level = { alpha: 0.05, tuning: 10_000 }
  /** Widths in standard errors. */
  const oneSided = (n: number, alpha = 0.05) => oneSidedWidth(at(n), { ...level, alpha }) * Math.sqrt(n)
  const twoSided = (n: number, alpha = 0.05) => twoSidedWidth(at(n), { ...level, alpha }) * Math.sqrt(n)

  it('are by hand what the formulas say', () => {
    // α = .05 one-sided: −2 ln .1 = 4.605, nρ² = 4.605 + ln 5.605 = 6.329 at n = tuning.
    expect(oneSided(10_000)).toBeCloseTo(Math.sqrt(((2 * 7.3288) / 6.3288) * Math.log(1 + 27.0718)), 3)
    expect(twoSided(10_000, 0.1)).toBeCloseTo(Math.sqrt(((2 * 7.3288) / 6.3288) * Math.log(27.0718)), 3)
  })

  it('are narrowest near the tuning, and wider the surer they are', () => {
    for (const width of [oneSided, twoSided]) {
      for (const n of [1_000, 3_000, 30_000, 100_000]) expect(width(n)).toBeGreaterThan(width(10_000))
      expect(width(10_000, 0.01)).toBeGreaterThan(width(10_000))
    }
    expect(oneSided(10_000)).toBeLessThan(twoSided(10_000))
    expect(oneSided(10_000)).toBeGreaterThan(1.645)
  })

  it('are left at any of many looks in no more than alpha of the runs', () => {
    const random = openRandom(7)
    const runs = 2_000
    let left = 0
    let leftByOneLook = 0
    for (let run = 0; run < runs; run++) {
      let sum = 0
      let crossed = false
      let crossedByOneLook = false
      for (let n = 100; n <= 40_000; n += 100) {
        sum += 10 * drawNormal(random)
        crossed ||= sum / n > oneSidedWidth(at(n), level)
        crossedByOneLook ||= sum / n > 1.645 / Math.sqrt(n)
      }
      if (crossed) left++
      if (crossedByOneLook) leftByOneLook++
    }
    expect(left / runs).toBeLessThan(0.05)
    expect(left / runs).toBeGreaterThan(0.01)
    expect(leftByOneLook / runs).toBeGreaterThan(0.25)
  })

  it('have p values that say when a bound reaches 0', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 8, noNaN: true }),
        fc.integer({ min: 100, max: 1e6 }),
        (z, n) => {
          const difference = { estimate: z / Math.sqrt(n), variance: 1 / n, n }
          expect(greaterP(difference, level) < 0.05).toBe(
            difference.estimate > oneSidedWidth(difference, level),
          )
          expect(twoSidedP(difference, level) < 0.05).toBe(
            difference.estimate > twoSidedWidth(difference, level),
          )
          expect(lesserP({ ...difference, estimate: -difference.estimate }, level)).toBe(
            greaterP(difference, level),
          )
        },
      ),
    )
    expect(greaterP(at(100), level)).toBe(0.4999)
    expect(twoSidedP(at(100), level)).toBe(1)
  })
})
