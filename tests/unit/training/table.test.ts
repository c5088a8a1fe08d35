import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quantize } from '../../../training/table/quantize.ts'
import { tableRanker } from '../../../training/table/score.ts'
import { writeTopK } from '../../../training/table/top-k.ts'
import { arbitraryTable, denseRows, dequantize, tableOf } from './model-support.ts'

describe('the K largest', () => {
  it('are those a full sort finds, equal values by the lower column', () => {
    const arbitraryValues = fc.array(fc.integer({ min: -2, max: 6 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(arbitraryValues, fc.integer({ min: 1, max: 12 }), (values, k) => {
        const index = new Int32Array(k + 2).fill(99)
        const value = new Float32Array(k + 2).fill(99)
        const columns = Int32Array.from(values.keys()).reverse()
        const used = writeTopK(columns, Float64Array.from(values), index, value, 1, k)
        const expected = [...values.entries()]
          .filter(([, v]) => v > 0)
          .sort(([a, v], [b, w]) => w - v || a - b)
          .slice(0, k)
        expect(used).toBe(expected.length)
        const unused = new Array<number>(k - used).fill(0)
        expect([...index]).toEqual([99, ...expected.map(([column]) => column), ...unused, 99])
        expect([...value]).toEqual([99, ...expected.map(([, v]) => v), ...unused, 99])
      }),
    )
  })
})

describe('the square-root code', () => {
  it('errs by at most half a step of the root', () => {
    fc.assert(
      fc.property(arbitraryTable, (table) => {
        const coded = quantize(table)
        const decoded = dequantize(coded)
        table.value.forEach((value, at) => {
          const max = coded.rowMax[Math.floor(at / table.neighbours)] ?? 0
          const bound = Math.sqrt(value * max) / 255 + max / 510 ** 2
          expect(Math.abs((decoded.value[at] ?? 0) - value)).toBeLessThanOrEqual(bound * (1 + 1e-5))
        })
      }),
    )
  })

  it('keeps the order of a row, its largest value and its zeros', () => {
    fc.assert(
      fc.property(arbitraryTable, (table) => {
        const { code, rowMax } = quantize(table)
        for (let row = 0; row < table.items; row++) {
          const codes = [...code.subarray(row * table.neighbours, (row + 1) * table.neighbours)]
          expect(codes).toEqual(codes.toSorted((a, b) => b - a))
          expect(codes[0]).toBe(rowMax[row] === 0 ? 0 : 255)
        }
        table.value.forEach((value, at) => {
          if (value === 0) expect(code[at]).toBe(0)
        })
      }),
    )
  })

  it('spends its steps on small values, where a linear code has none', () => {
    const { code } = quantize(tableOf([[1, 0.001, 0.0005], [], []]))
    expect([...code.subarray(0, 3)]).toEqual([255, 8, 6])
  })
})

describe('a table as ranker', () => {
  const table = tableOf([
    [0, 4, 2, 1],
    [3, 0, 0, 0],
    [0, 1, 0, 1],
    [0, 0, 0, 0],
  ])

  it('sums the rows of the session by their weights', () => {
    const session = { rows: Int32Array.of(0, 2), weights: Float32Array.of(0.5, 3) }
    expect(tableRanker(table).rank(session, new Int32Array(0), 4)).toEqual({
      items: Int32Array.of(1, 3, 2),
      scores: Float32Array.of(5, 3.5, 1),
    })
  })

  it('leaves out what is excluded, and forgets the session afterwards', () => {
    const ranker = tableRanker(table)
    const session = { rows: Int32Array.of(0), weights: Float32Array.of(1) }
    expect(ranker.rank(session, Int32Array.of(1, 3), 4)).toEqual({
      items: Int32Array.of(2),
      scores: Float32Array.of(2),
    })
    expect(ranker.rank({ ...session, rows: Int32Array.of(3) }, new Int32Array(0), 4)).toEqual({
      items: new Int32Array(0),
      scores: new Float32Array(0),
    })
    expect(ranker.rank({ ...session, rows: Int32Array.of(1) }, new Int32Array(0), 1)).toEqual({
      items: Int32Array.of(0),
      scores: Float32Array.of(3),
    })
  })

  it('knows the same rows as the dense table', () => {
    fc.assert(
      fc.property(arbitraryTable, (random) => {
        const dense = denseRows(random)
        dense.forEach((row, r) => {
          const session = { rows: Int32Array.of(r), weights: Float32Array.of(1) }
          const ranking = tableRanker(random).rank(session, new Int32Array(0), random.items)
          if (ranking instanceof Promise) throw new Error('a table answers at once')
          const expected = [...row.entries()]
            .filter(([, v]) => v > 0)
            .sort(([a, v], [b, w]) => w - v || a - b)
          expect(Array.from(ranking.items)).toEqual(expected.map(([column]) => column))
        })
      }),
    )
  })
})
