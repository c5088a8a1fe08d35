import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../training/evaluate/random.ts'
import { quantize } from '../../../training/table/quantize.ts'
import { tableRanker } from '../../../training/table/score.ts'
import { emptyTable } from '../../../training/table/sparse-table.ts'
import { writeTopK } from '../../../training/table/top-k.ts'
import { arbitraryTable, denseRows, headOf, served, tableOf, withSecondHead } from './model-support.ts'

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
  const arbitraryTwoHeaded = fc
    .tuple(arbitraryTable, fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 7 }))
    .map(([table, seconds]) => withSecondHead(table, (at) => seconds[at % seconds.length] ?? 0))

  it('errs by at most half a step of the root, and takes nothing for something', () => {
    fc.assert(
      fc.property(fc.oneof(arbitraryTable, arbitraryTwoHeaded), (table) => {
        const decoded = served(table)
        for (let head = 0; head < table.heads; head++) {
          const before = denseRows(headOf(table, head))
          const after = denseRows(headOf(decoded, head))
          for (const [row, values] of before.entries()) {
            const bound = (0.5 / 254.5) * Math.sqrt(Math.max(...values))
            for (const [column, value] of values.entries()) {
              const got = after[row]?.[column] ?? Number.NaN
              expect(Math.abs(Math.sqrt(got) - Math.sqrt(value))).toBeLessThanOrEqual(bound * (1 + 1e-4))
              if (value === 0) expect(got).toBe(0)
            }
          }
        }
      }),
    )
  })

  it('meets the largest value of a row by the more, the more places there are to choose from', () => {
    fc.assert(
      fc.property(arbitraryTable, (table) => {
        const { neighbours, value } = table
        const decoded = served(table).value
        for (let first = 0; first < value.length; first += neighbours) {
          const largest = Math.max(...decoded.subarray(first, first + neighbours))
          const root = Math.sqrt(value[first] ?? 0)
          // Equals, which choose later, may be coded as more; by half a step at most.
          expect(Math.sqrt(largest)).toBeGreaterThanOrEqual(root * (1 - 0.5 / neighbours / 254.5 - 1e-6))
          expect(Math.sqrt(largest)).toBeLessThanOrEqual(root * (1 + 0.5 / 254.5 + 1e-6))
        }
      }),
    )
  })

  it('keeps the order of the last item’s values in rows of two heads, but for one neighbour in a hundred', () => {
    const random = seededRandom(7)
    const rows = Array.from({ length: 60 }, () =>
      Array.from({ length: 60 }, (_, place) => (1 + random() / 5) / (1 + place)),
    )
    const table = withSecondHead(tableOf(rows), () => random())
    const [before, after] = [table, served(table)].map((coded) => denseRows(headOf(coded, 0)))
    let changed = 0
    let neighbours = 0
    for (const [row, values] of (before ?? []).entries()) {
      const columns = [...values.keys()].sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0))
      columns.slice(1).forEach((worse, place) => {
        const better = columns[place] ?? 0
        neighbours++
        if ((after?.[row]?.[better] ?? 0) <= (after?.[row]?.[worse] ?? 0)) changed++
      })
    }
    expect(changed / neighbours).toBeLessThan(0.01)
  })

  it('spends its steps on small values, where a linear code has none', () => {
    // Roots 254.5, 8.05 and 5.69, at places of 1/6, 1/2 and 5/6: 5 5/6, 254 1/2 and 8 1/6.
    const { index, code } = quantize(tableOf([[1, 0.001, 0.0005], [], []]))
    expect([...index.subarray(0, 3)]).toEqual([2, 0, 1])
    expect([...code.subarray(0, 3)]).toEqual([6, 255, 9])
  })

  it.each([
    { heads: 1, least: 12 },
    { heads: 2, least: 3 },
  ])('with $heads values an entry says by places what its steps leave out', ({ heads, least }) => {
    const random = seededRandom(heads)
    const table = emptyTable(200, 50, heads)
    table.index.forEach((_, at) => {
      table.index[at] = at % 50
    })
    table.value.set(Float32Array.from(table.value, () => random() ** 4))
    const decoded = served(table)
    // In steps, of the 20 entries of a row that choose first.
    const errors = Array.from({ length: heads }, (_, head) => {
      const after = denseRows(headOf(decoded, head))
      return denseRows(headOf(table, head)).flatMap((values, row) => {
        const step = Math.sqrt(Math.max(...values)) / 254.5
        return values
          .slice(0, 20)
          .map((value, column) => (Math.sqrt(after[row]?.[column] ?? 0) - Math.sqrt(value)) / step)
      })
    }).flat()
    const left = Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length)
    expect(errors).toHaveLength(200 * 20 * heads)
    // Rounding alone leaves errors spread evenly over ± half a step.
    expect(Math.sqrt(1 / 12) / left).toBeGreaterThan(least)
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
