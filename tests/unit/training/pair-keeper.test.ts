/**
 * Which pairs of a row are served: the strongest by their shares, with room for products without counts.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKeeper } from '../../../training/models/pair-scorer/table.ts'

/** Keeps among items 0 … n − 1 with these values of both heads. */
function keep(
  values: readonly (readonly [number, number])[],
  fresh: readonly number[],
  neighbours: number,
  heads = 2,
): number[] {
  const isFresh = Uint8Array.from(values, (_, item) => Number(fresh.includes(item)))
  const keeper = createKeeper(isFresh, neighbours, heads)
  const used = keeper.keep(Int32Array.from(values.keys()), Float64Array.from(values.flat()), values.length)
  return [...keeper.kept.subarray(0, used)]
}

const falling = (count: number): [number, number][] =>
  Array.from({ length: count }, (_, item): [number, number] => [1 / (item + 1), 1 / (item + 1)])

describe('the keeper', () => {
  it('keeps the strongest, strongest first', () => {
    expect(
      keep(
        [
          [1, 1],
          [3, 3],
          [2, 2],
          [0.5, 0.5],
        ],
        [],
        3,
      ),
    ).toEqual([1, 2, 0])
    expect(keep(falling(2), [], 5)).toEqual([0, 1])
    expect(keep([], [], 5)).toEqual([])
  })

  it('weighs shares of a head, those of earlier items by half; of a table with one head the first alone', () => {
    // .6 + .5 · .1 against .4 + .5 · .9, whatever the scale of a head.
    const values: [number, number][] = [
      [6, 100],
      [4, 900],
    ]
    expect(keep(values, [], 2)).toEqual([1, 0])
    expect(keep(values, [], 2, 1)).toEqual([0, 1])
  })

  it('reserves room for items without counts, however weak, three of twenty', () => {
    const weakest = [95, 96, 97, 98, 99]
    const kept = keep(falling(100), weakest, 20)
    expect(kept).toEqual([...Array.from({ length: 17 }, (_, item) => item), 95, 96, 97])
  })

  it('gives what it does not need of that room to others, and bounds none that are strong', () => {
    expect(keep(falling(100), [50], 20)).toEqual([...Array.from({ length: 19 }, (_, item) => item), 50])
    const first = Array.from({ length: 20 }, (_, item) => item)
    expect(keep(falling(100), first, 20)).toEqual(first)
    expect(keep(falling(100), [0, 5], 20)).toEqual(first)
  })

  it('keeps each once, in order of their shares, as many as there is room for, row after row', () => {
    const arbitraryValue = fc.double({ min: 1e-6, max: 10, noNaN: true })
    const arbitraryRow = fc.array(
      fc.record({ last: arbitraryValue, earlier: arbitraryValue, fresh: fc.boolean() }),
      { minLength: 1, maxLength: 100 },
    )
    fc.assert(
      fc.property(
        fc.array(arbitraryRow, { maxLength: 4 }),
        fc.integer({ min: 1, max: 60 }),
        (rows, neighbours) => {
          const freshOf = rows.map((row) => row.map(({ fresh }) => Number(fresh)))
          // One keeper for all rows: items of row r are numbered from 100 r on.
          const isFresh = new Uint8Array(400)
          freshOf.forEach((fresh, r) => {
            isFresh.set(fresh, 100 * r)
          })
          const keeper = createKeeper(isFresh, neighbours, 2)
          rows.forEach((row, r) => {
            const columns = Int32Array.from(row, (_, c) => 100 * r + c)
            const values = Float64Array.from(row.flatMap(({ last, earlier }) => [last, earlier]))
            const kept = [...keeper.kept.subarray(0, keeper.keep(columns, values, row.length))]
            const sum = (head: 'last' | 'earlier') => row.reduce((total, pair) => total + pair[head], 0)
            const share = (c: number) =>
              (row[c]?.last ?? 0) / sum('last') + (0.5 * (row[c]?.earlier ?? 0)) / sum('earlier')
            expect(kept).toHaveLength(Math.min(neighbours, row.length))
            expect(new Set(kept).size).toBe(kept.length)
            kept.slice(1).forEach((c, k) => {
              expect(share(c)).toBeLessThanOrEqual(share(kept[k] ?? 0) + 1e-12)
            })
            const fresh = freshOf[r] ?? []
            const count = (places: readonly number[]) => places.filter((c) => fresh[c] === 1).length
            const reserved = Math.min(Math.ceil(0.15 * neighbours), count([...row.keys()]))
            expect(count(kept)).toBeGreaterThanOrEqual(reserved)
          })
        },
      ),
    )
  })
})
