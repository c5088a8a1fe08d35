/**
 * Intervals and differences by resampled sessions, against cases counted by hand and, where a formula is known, against it.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accuracySums, compareModels } from '../../../training/evaluate/accuracy.ts'
import { estimate, quantile, resampleSums, sessionSums } from '../../../training/evaluate/bootstrap.ts'
import { visitCases } from '../../../training/evaluate/cases.ts'
import { metricsOf } from '../../../training/evaluate/next-item.ts'
import { answers, pairs } from './evaluate-support.ts'
import { logOf } from './model-support.ts'

describe('bootstrap intervals', () => {
  it('hold quantiles that lie between values', () => {
    expect(quantile([0, 1, 2, 3, 4], 0.5)).toBe(2)
    expect(quantile([0, 10], 0.025)).toBeCloseTo(0.25)
    expect(quantile([7], 0.975)).toBe(7)
  })

  it('are as wide as the binomial says where each session predicts once', () => {
    const n = 2000
    const ranks = Array.from({ length: n }, (_, c) => (c % 10 < 3 ? 1 : 0))
    const [result] = compareModels(pairs(n), [answers(ranks)])
    const { value, interval } = result?.accuracy.all.hr ?? { value: 0, interval: null }
    expect(value).toBeCloseTo(0.3)
    const half = 1.96 * Math.sqrt((0.3 * 0.7) / n)
    expect(((interval?.[1] ?? 0) - (interval?.[0] ?? 0)) / 2 / half).toBeCloseTo(1, 0.7)
    expect(((interval?.[1] ?? 0) + (interval?.[0] ?? 0)) / 2).toBeCloseTo(0.3, 2)
  })

  it('widen where the predictions of a session stand or fall together', () => {
    const sessions = 200
    const long = visitCases(
      logOf(Array.from({ length: sessions }, () => ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k'])),
      1,
    )
    const together = Array.from({ length: 10 * sessions }, (_, c) => (Math.floor(c / 10) % 2 === 0 ? 1 : 0))
    const apart = Array.from({ length: 10 * sessions }, (_, c) => c % 2)
    const width = (ranks: number[]): number => {
      const interval = compareModels(long, [answers(ranks)])[0]?.accuracy.all.hr.interval
      return (interval?.[1] ?? 0) - (interval?.[0] ?? 0)
    }
    expect(width(together)).toBeGreaterThan(0.12)
    expect(width(apart)).toBeLessThan(1e-9)
  })

  it('cover the truth in about 95 of 100 draws', () => {
    let covered = 0
    for (let draw = 0; draw < 200; draw++) {
      const sheet = sessionSums(100, 2)
      const random = fc.sample(fc.double({ min: 0, max: 1, noNaN: true, noDefaultInfinity: true }), {
        numRuns: 1,
        seed: draw,
      })
      let state = Math.floor((random[0] ?? 0) * 2 ** 31) + draw
      for (let s = 0; s < 100; s++) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0
        sheet.sums[2 * s] = 1
        sheet.sums[2 * s + 1] = state / 2 ** 32 < 0.4 ? 1 : 0
      }
      const drawn = resampleSums(sheet, { resamples: 300, seed: draw })
      const { interval } = estimate(drawn, sheet, ([count = 0, hits = 0]) => hits / count)
      if (interval !== null && interval[0] <= 0.4 && 0.4 <= interval[1]) covered++
    }
    expect(covered / 200).toBeGreaterThan(0.89)
    expect(covered / 200).toBeLessThan(0.99)
  })

  it('are the same for the same seed, hold the figure’s bounds, and are withheld from few sessions', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 40 }), (ranks) => {
        const cases = pairs(ranks.length)
        const draw = { resamples: 50, seed: 3 }
        const [first] = compareModels(cases, [answers(ranks)], draw)
        expect(compareModels(cases, [answers(ranks)], draw)[0]).toEqual(first)
        const { hr, mrr } = first?.accuracy.all ?? { hr: undefined, mrr: undefined }
        const expected = metricsOf(cases, answers(ranks))
        expect(hr?.value).toBeCloseTo(expected.all.hr, 12)
        expect(mrr?.value).toBeCloseTo(expected.all.mrr, 12)
        if (ranks.length < 10) expect(hr?.interval).toBeNull()
        else {
          const [low = -1, high = 2] = hr?.interval ?? []
          expect(0 <= low && low <= high && high <= 1).toBe(true)
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('paired differences', () => {
  it('are against the first model, on the same resamples', () => {
    const n = 400
    const first = Array.from({ length: n }, (_, c) => (c % 2 === 0 ? 1 : 0))
    const better = first.map((rank, c) => (c % 40 === 1 ? 1 : rank))
    const [, second, third] = compareModels(pairs(n), [answers(first), answers(better), answers(first)])
    const { value, interval } = second?.difference?.all.hr ?? { value: 0, interval: null }
    expect(value).toBeCloseTo(10 / n)
    // Only the sessions where they differ make it uncertain: ± .015 where each side alone has ± .05.
    expect(interval?.[0]).toBeGreaterThan(0.005)
    expect(interval?.[1]).toBeLessThan(0.05)
    expect(third?.difference?.all.hr).toEqual({ value: 0, interval: [0, 0] })
  })

  it('sum by session', () => {
    const cases = visitCases(
      logOf([
        ['a', 'b', 'a'],
        ['c', 'd'],
      ]),
      1,
    )
    const { sums, columns } = accuracySums(cases, [answers([2, 1, 0])])
    expect(columns).toBe(6)
    // cases, novel, hits, Σ 1/rank, novel hits, novel Σ 1/rank
    expect([...sums]).toEqual([2, 1, 2, 1.5, 2, 1.5, 1, 1, 0, 0, 0, 0])
  })
})
