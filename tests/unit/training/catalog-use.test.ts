/**
 * How much of the catalog lists show, and how alike their products are, against cases counted by hand.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { visitCases } from '../../../training/evaluate/cases.ts'
import { catalogUse, gini, percentiles } from '../../../training/evaluate/catalog-use.ts'
import { contentSimilarity, coOccurrence, diversityOf } from '../../../training/evaluate/diversity.ts'
import { emptyRecords } from '../../../training/evaluate/rank-cases.ts'
import { logOf } from './model-support.ts'

describe('the use of the catalog', () => {
  it('is what a person counts', () => {
    // Events a 3, b 2, c 1, d 0 (only in the items): percentiles 7/8, 5/8, 3/8, 1/8.
    const train = {
      ...logOf([
        ['a', 'b'],
        ['a', 'b'],
        ['a', 'c'],
      ]),
      items: ['a', 'b', 'c', 'd'],
    }
    const cases = visitCases(
      logOf([
        ['a', 'b'],
        ['b', 'x'],
      ]),
      1,
    )
    const records = emptyRecords(2, 2)
    records.list.set([1, 0, 0, -1])
    const use = catalogUse(cases, records, train)
    expect(use.coverage).toBe(0.5)
    expect(use.meanEvents).toBeCloseTo((2 + 3 + 3) / 3)
    expect(use.listedPercentile).toBeCloseTo((5 / 8 + 7 / 8 + 7 / 8) / 3)
    expect(use.targetPercentile).toBeCloseTo(5 / 8)
    // Listed 0, 0, 1, 2: (2·3 − 5)·1 + (2·4 − 5)·2 over 4 · 3.
    expect(use.gini).toBeCloseTo(7 / 12)
    expect(use.lorenz[0]).toBe(0)
    expect(use.lorenz[8]).toBeCloseTo(1 / 3)
    expect(use.lorenz[10]).toBe(1)
  })

  it('has a Gini coefficient of 0 where all are alike and near 1 where one has all', () => {
    expect(gini(Float64Array.of(2, 2, 2))).toBe(0)
    expect(gini(Float64Array.of(0, 0, 0, 5))).toBe(0.75)
    expect(gini(new Float64Array(3))).toBe(0)
  })

  it('has percentiles whose mean is ½, equal for equals', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 30 }), (counts) => {
        const shares = percentiles(Float64Array.from(counts))
        expect(shares.reduce((sum, share) => sum + share, 0) / counts.length).toBeCloseTo(0.5, 9)
        counts.forEach((count, i) => {
          const same = counts.indexOf(count)
          expect(shares[i]).toBe(shares[same])
        })
      }),
    )
  })
})

describe('the diversity of lists', () => {
  it('goes by who looks at the products', () => {
    const train = logOf([['a', 'b'], ['a', 'b'], ['a', 'c'], ['d']])
    const similarity = coOccurrence(train)
    expect(similarity.of(0, 1)).toBeCloseTo(2 / Math.sqrt(3 * 2))
    expect(similarity.of(0, 3)).toBe(0)
    const records = emptyRecords(3, 3)
    // a b d: pairs .816, 0, 0.  One product alone: no pair.  None.
    records.list.set([0, 1, 3, 2, -1, -1, -1, -1, -1])
    expect(diversityOf(records, similarity)).toMatchObject({ by: 'co-occurrence', lists: 1 })
    expect(diversityOf(records, similarity).value).toBeCloseTo(1 - 2 / Math.sqrt(6) / 3)
    expect(diversityOf(emptyRecords(1, 3), similarity).value).toBeNull()
  })

  it('goes by who looked at them of late, where there are more sessions than are indexed', () => {
    const train = logOf([['a', 'b'], ['a', 'b', 'a'], ['a', 'c'], ['d']])
    const similarity = coOccurrence(train, 6)
    expect(similarity.of(0, 1)).toBeCloseTo(1 / Math.sqrt(2 * 1))
    expect(coOccurrence(train, 5).of(0, 1)).toBe(0)
    expect(coOccurrence(train, 5).of(0, 2)).toBe(1)
  })

  it('goes by what is said of the products, where something is', () => {
    const similarity = contentSimilarity(['Oat tea', 'oat TEA', 'Oat mug', 'Candle', ''])
    expect(similarity.of(0, 1)).toBeCloseTo(1)
    const [oat, tea, mug] = [3, 2, 1].map((holders) => Math.log(6 / (1 + holders)))
    const square = (x = 0): number => x * x
    const norms = Math.sqrt((square(oat) + square(tea)) * (square(oat) + square(mug)))
    expect(similarity.of(0, 2)).toBeCloseTo(square(oat) / norms)
    expect([similarity.of(0, 3), similarity.of(0, 4)]).toEqual([0, 0])
  })
})
