/**
 * Accuracy by slices of the cases, against cases counted by hand.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseCount, visitCases } from '../../../training/evaluate/cases.ts'
import { sliceAccuracy } from '../../../training/evaluate/slice-accuracy.ts'
import { dimensionsOf } from '../../../training/evaluate/slices.ts'
import { answers } from './evaluate-support.ts'
import { arbitrarySessions, logOf } from './model-support.ts'

describe('slices', () => {
  const train = logOf([
    ['a', 'b'],
    ['a', 'c'],
    ['a', 'b'],
    ['d', 'a'],
  ])
  const timed = { ...train, times: Float64Array.of(0, 40 * 86_400, 80 * 86_400, 100 * 86_400) }
  const test = logOf([['b', 'a', 'd', 'x', 'a', 'c']])
  const cases = visitCases(test, 1)
  const labels = (log: typeof train, name: string, category?: (id: string) => string | undefined) => {
    const dimension = dimensionsOf(cases, log, category).find((each) => each.name === name)
    return Array.from(dimension?.of ?? [], (index) => dimension?.slices[index])
  }

  it('go by length, novelty, age, popularity and product type', () => {
    expect(labels(timed, 'length')).toEqual(['1', '2', '3', '4–5', '4–5'])
    expect(labels(timed, 'novelty')).toEqual([
      ...[
        'new to the session',
        'new to the session',
        'new to the session',
        'seen before',
        'new to the session',
      ],
    ])
    // a since the beginning, d on the last day, x never, c since 60 days before the end.
    const old = '50–100 days'
    expect(labels(timed, 'age')).toEqual([old, 'up to 5 days', 'not in training', old, old])
    expect(labels(train, 'age')[1]).toBe('newest 5 % of sessions')
    // c 1, d 1, b 2, a 4 events: four products, so deciles 1, 3, 6, 8.
    expect(labels(timed, 'popularity')).toEqual(['8', '3', 'not in training', '8', '1 (least)'])
    const types: Record<string, string> = { a: 'tea', d: 'cup' }
    expect(labels(timed, 'category', (id) => types[id])).toEqual(['tea', 'cup', 'no type', 'tea', 'no type'])
    expect(labels(timed, 'category', () => undefined)).toEqual([])
  })

  it('count each case once a dimension, and add up to the whole', () => {
    fc.assert(
      fc.property(arbitrarySessions, arbitrarySessions, (learned, tested) => {
        const some = visitCases(logOf(tested), 1)
        const records = answers(Array.from(some.target, (_, c) => c % 4))
        for (const dimension of dimensionsOf(some, logOf(learned), (id) => id)) {
          const slices = sliceAccuracy(some, dimension, [records], { resamples: 5 })
          const total = slices.reduce((sum, { predictions }) => sum + predictions, 0)
          const hits = slices.reduce(
            (sum, { predictions, models }) => sum + predictions * (models[0]?.hr.value ?? 0),
            0,
          )
          expect(total).toBe(caseCount(some))
          expect(hits).toBeCloseTo(
            records.rank.reduce((sum, rank) => sum + Math.min(1, rank), 0),
            9,
          )
        }
      }),
      { numRuns: 40 },
    )
  })
})
