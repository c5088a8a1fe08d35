import { MAX_BLOB_BYTES } from '@aisle/edge-model/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkItemsJson, fittingNeighbours } from '../../../training/export/size-limits.ts'
import { layoutWeights } from '../../../training/export/weights.ts'

describe('the entries a row that fit', () => {
  it('are as many as wanted, or as many as weights.bin has room for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4_000_000 }),
        fc.integer({ min: 1, max: 100 }),
        (items, wanted) => {
          const neighbours = fittingNeighbours(items, wanted)
          expect(neighbours).toBeGreaterThanOrEqual(1)
          expect(neighbours).toBeLessThanOrEqual(wanted)
          expect(layoutWeights(items, neighbours).bytes).toBeLessThanOrEqual(MAX_BLOB_BYTES)
          if (neighbours < wanted) {
            expect(layoutWeights(items, neighbours + 1).bytes).toBeGreaterThan(MAX_BLOB_BYTES)
          }
        },
      ),
    )
  })

  it.each([
    [100_000, 50],
    [165_000, 50],
    [166_000, 49],
    [500_000, 15],
    [4_000_000, 1],
  ])('%d products: %d of 50', (items, neighbours) => expect(fittingNeighbours(items, 50)).toBe(neighbours))

  it('are none for more products than a file has room for', () => {
    expect(() => fittingNeighbours(5_000_000, 50)).toThrow(
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
