import { MAX_BLOB_BYTES } from '@aisle/edge-model/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkItemsJson, fittingNeighbours } from '../../../training/export/size-limits.ts'
import { layoutWeights } from '../../../training/export/weights.ts'

describe('the entries a row that fit', () => {
  it('are as many as wanted, or as many as the tables of a release have room for together', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400_000 }),
        fc.integer({ min: 1, max: 100 }),
        fc.constantFrom(1, 2),
        fc.integer({ min: 1, max: 3 }),
        (items, wanted, heads, tables) => {
          const bytes = (neighbours: number) => layoutWeights({ items, neighbours, heads }).bytes
          const neighbours = fittingNeighbours({ items, neighbours: wanted, heads }, tables)
          expect(neighbours).toBeGreaterThanOrEqual(1)
          expect(neighbours).toBeLessThanOrEqual(wanted)
          expect(tables * bytes(neighbours)).toBeLessThanOrEqual(MAX_BLOB_BYTES)
          if (neighbours < wanted) {
            expect(tables * bytes(neighbours + 1)).toBeGreaterThan(MAX_BLOB_BYTES)
          }
        },
      ),
    )
  })

  it.each([
    [80_000, 1, 50],
    [82_000, 1, 50],
    [83_000, 1, 49],
    [100_000, 1, 41],
    [100_000, 2, 33],
    [500_000, 1, 7],
    [2_000_000, 1, 1],
  ])('%d products, %d values an entry: %d of 50', (items, heads, neighbours) =>
    expect(fittingNeighbours({ items, neighbours: 50, heads })).toBe(neighbours),
  )

  it('are fewer where a release has several tables', () => {
    expect(fittingNeighbours({ items: 40_000, neighbours: 50, heads: 2 }, 3)).toBe(27)
  })

  it('are none for more products than a file has room for', () => {
    expect(() => fittingNeighbours({ items: 5_000_000, neighbours: 50, heads: 1 })).toThrow(
      /^A model of 5000000 products exceeds .*--from DATE/,
    )
  })
})

describe('the list of products', () => {
  it('is refused where it is longer than a Worker takes', () => {
    expect(() => checkItemsJson(new Uint8Array(MAX_BLOB_BYTES), 2)).not.toThrow()
    expect(() => checkItemsJson(new Uint8Array(MAX_BLOB_BYTES + 1), 2)).toThrow(
      /^A model of 2 products exceeds/,
    )
  })
})
