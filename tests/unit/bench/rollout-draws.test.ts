import { describe, expect, it } from 'vitest'
import { chiSquareSurvival } from '../../../edge-model/evidence/statistics/distributions.ts'
import { logGamma } from '../../../edge-model/evidence/statistics/gamma.ts'
import { crossCheck } from '../../bench/rollout/cross-check.ts'
import { drawBinomial, drawNormal, openRandom } from '../../bench/rollout/draw.ts'
import { visitorsOfHour } from '../../bench/rollout/shop.ts'

function binomialProbability(n: number, k: number, p: number): number {
  const ways = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
  return Math.exp(ways + k * Math.log(p) + (n - k) * Math.log1p(-p))
}

describe('binomial draws', () => {
  // Few and many expected successes are drawn by different algorithms.
  it.each([
    [40, 0.05],
    [833, 0.04],
    [8_333, 0.5],
    [60, 0.97],
  ])('of %i trials at %f have the exact distribution', (n, p) => {
    const random = openRandom(3)
    const draws = 20_000
    const seen = new Map<number, number>()
    for (let draw = 0; draw < draws; draw++) {
      const k = drawBinomial(random, n, p)
      seen.set(k, (seen.get(k) ?? 0) + 1)
    }
    let statistic = 0
    let cells = 0
    let rest = { seen: draws, expected: draws }
    for (let k = 0; k <= n; k++) {
      const expected = draws * binomialProbability(n, k, p)
      if (expected < 20) continue
      const found = seen.get(k) ?? 0
      statistic += (found - expected) ** 2 / expected
      cells++
      rest = { seen: rest.seen - found, expected: rest.expected - expected }
    }
    if (rest.expected > 5) statistic += (rest.seen - rest.expected) ** 2 / rest.expected
    expect(cells).toBeGreaterThan(5)
    expect(chiSquareSurvival(statistic, cells)).toBeGreaterThan(0.001)
  })

  it('of nothing are nothing', () => {
    const random = openRandom(1)
    expect([drawBinomial(random, 0, 0.3), drawBinomial(random, 9, 0), drawBinomial(random, 9, 1)]).toEqual([
      0, 0, 9,
    ])
  })
})

it('normal draws have mean 0 and variance 1', () => {
  const random = openRandom(2)
  const drawn = Array.from({ length: 100_000 }, () => drawNormal(random))
  const mean = drawn.reduce((sum, x) => sum + x, 0) / drawn.length
  expect(Math.abs(mean)).toBeLessThan(0.012)
  expect(drawn.reduce((sum, x) => sum + x * x, 0) / drawn.length).toBeCloseTo(1, 1)
})

it('neighbouring seeds draw unlike numbers', () => {
  const firsts = Array.from({ length: 1_000 }, (_, seed) => openRandom(seed)())
  expect(new Set(firsts).size).toBe(1_000)
  expect(firsts.reduce((sum, x) => sum + x, 0) / 1_000).toBeCloseTo(0.5, 1)
})

it('a day of hours has the visitors of a day', () => {
  const day = Array.from({ length: 24 }, (_, hour) => visitorsOfHour(20_000, hour))
  expect(Math.abs(day.reduce((sum, visitors) => sum + visitors, 0) - 20_000)).toBeLessThan(12)
  expect(Math.max(...day)).toBe(day[21])
})

it('drawn sums and shoppers drawn one by one agree', () => {
  for (const { meanApart, deviationApart } of crossCheck(200).agreements) {
    expect(Math.abs(meanApart)).toBeLessThan(3.5)
    expect(Math.abs(deviationApart)).toBeLessThan(3.5)
  }
})
