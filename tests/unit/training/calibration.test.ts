/**
 * Predicted against counted hits, by cases counted by hand.
 */
import { describe, expect, it } from 'vitest'
import { calibrationOf, reliability } from '../../../training/evaluate/calibration.ts'
import { answers } from './evaluate-support.ts'

describe('calibration', () => {
  it('is the mean distance of predicted and observed over bins', () => {
    const predicted = [0.1, 0.1, 0.9, 0.9]
    const { ece, bins } = reliability(Int32Array.of(0, 1, 2, 3), predicted, (c) => c >= 1)
    expect(bins).toHaveLength(4)
    expect(ece).toBeCloseTo((0.1 + 0.9 + 0.1 + 0.1) / 4)
    expect(reliability(new Int32Array(0), [], () => true)).toEqual({ ece: 0, bins: [] })
  })

  it('leaves out sessions of which nothing is known, and finds no fault where shares come true', () => {
    const n = 1000
    const records = answers(Array.from({ length: n }, (_, c) => (c % 4 === 0 ? 1 : c % 2 === 0 ? 2 : 0)))
    records.firstShare.fill(0.25)
    records.listShare.fill(0.5)
    records.listShare[0] = Number.NaN
    const { predictions, first, list } = calibrationOf(records)
    expect(predictions).toBe(n - 1)
    expect(first.ece).toBeLessThan(0.005)
    expect(list.ece).toBeLessThan(0.01)
  })
})
