import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleRatioP } from '../../../edge-model/evidence/statistics/sample-ratio.ts'
import { sequentialSampleRatio } from '../../../edge-model/evidence/statistics/sequential-sample-ratio.ts'
import { drawBinomial, openRandom } from '../../bench/rollout/draw.ts'

describe('the sample ratio by chi-square', () => {
  it('is by hand', () => {
    // (450 − 475)²/475 + (9,050 − 9,025)²/9,025 = 1.385, and P(χ²₁ > 1.385) = .2393.
    expect(sampleRatioP([450, 9_050], [5, 95])).toBeCloseTo(0.2393, 3)
    expect(sampleRatioP([500, 9_500], [5, 95])).toBe(1)
  })

  it('compares nothing where there is nothing', () => {
    expect(sampleRatioP([0, 0], [5, 95])).toBe(1)
    expect(sampleRatioP([10, 10], [0, 1])).toBe(1)
    expect(sampleRatioP([10], [1])).toBe(1)
  })
})

describe('the sequential sample ratio', () => {
  const visitors = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 5_000 })),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  const factor = ({ logM1, logM0 }: { logM1: number; logM0: number }) => logM1 - logM0

  it('comes to the same Bayes factor however the visitors fall into looks', () => {
    fc.assert(
      fc.property(visitors, (looks) => {
        const total = [0, 1].map((arm) => looks.reduce((sum, look) => sum + (look[arm] ?? 0), 0))
        const [atOnce] = sequentialSampleRatio([total], [0.95, 0.05])
        const last = sequentialSampleRatio(looks, [0.95, 0.05]).at(-1)
        if (atOnce === undefined || last === undefined) throw new Error('no look')
        expect(factor(last)).toBeCloseTo(factor(atOnce), 5)
      }),
    )
  })

  it('never takes a p back', () => {
    fc.assert(
      fc.property(visitors, (looks) => {
        let before = 1
        for (const { p } of sequentialSampleRatio(looks, [0.5, 0.5])) {
          expect(p).toBeLessThanOrEqual(before)
          before = p
        }
      }),
    )
  })

  it('is not overwhelmed by overwhelming evidence', () => {
    const [look] = sequentialSampleRatio([[100_000, 0]], [0.5, 0.5])
    expect(look).toMatchObject({ posterior: 1, p: 0 })
    const [none] = sequentialSampleRatio([[0, 0]], [0.5, 0.5])
    expect(none?.posterior).toBeCloseTo(0.5, 12)
    expect(none?.p).toBeCloseTo(1, 12)
  })

  it('sees a loss of 5 %, and next to never one that is not there, at hourly looks', () => {
    const random = openRandom(11)
    const runs = 300
    const found = (kept: number): number => {
      let mismatches = 0
      for (let run = 0; run < runs; run++) {
        const looks = Array.from({ length: 200 }, () => {
          const canary = drawBinomial(random, 800, 0.5)
          return [800 - canary, drawBinomial(random, canary, kept)]
        })
        if ((sequentialSampleRatio(looks, [0.5, 0.5]).at(-1)?.p ?? 1) < 0.001) mismatches++
      }
      return mismatches / runs
    }
    expect(found(1)).toBeLessThan(0.01)
    expect(found(0.95)).toBeGreaterThan(0.99)
  })

  it('refuses a look that takes visitors away', () => {
    expect(() =>
      sequentialSampleRatio(
        [
          [5, 5],
          [-1, 2],
        ],
        [0.5, 0.5],
      ),
    ).toThrow("A look at 2 arms can't be [-1, 2].")
    expect(() => sequentialSampleRatio([[5]], [0.5, 0.5])).toThrow("A look at 2 arms can't be [5].")
  })
})
