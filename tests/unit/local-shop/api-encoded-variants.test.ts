import { decodeEncodedVariant, isOptionValueCombinationInEncodedVariant } from '@shopify/hydrogen'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { encodeVariants } from '../../../local-shop/api/storefront/encoded-variants.ts'

const sorted = (combinations: readonly (readonly number[])[]): string[] =>
  combinations.map((combination) => combination.join(':')).toSorted()

it("is read back by Hydrogen's decoder, whatever combinations exist", () => {
  const combinations = fc.integer({ min: 1, max: 4 }).chain((options) =>
    fc.uniqueArray(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: options, maxLength: options }), {
      selector: String,
      maxLength: 60,
    }),
  )
  fc.assert(
    fc.property(combinations, (given) => {
      expect(sorted(decodeEncodedVariant(encodeVariants(given)))).toEqual(sorted(given))
    }),
    { numRuns: 500 },
  )
})

it('spells the example of the schema the way Shopify does', () => {
  const example = [
    [0, 0, 0],
    [0, 1, 0],
    [0, 1, 1],
    [1, 0, 0],
    [1, 0, 1],
    [1, 1, 1],
    [2, 0, 1],
    [2, 1, 0],
  ]
  expect(encodeVariants(example)).toBe('v1_0:0:0,1:0-1,,1:0:0-1,1:1,,2:0:1,1:0,,')
})

it('says nothing of nothing, and tells a gap from a run', () => {
  expect(encodeVariants([])).toBe('')
  expect(encodeVariants([[0]])).toBe('v1_0')
  expect(encodeVariants([[0], [1], [3], [5], [6]])).toBe('v1_0-1 3 5-6')
  expect(
    isOptionValueCombinationInEncodedVariant(
      [1],
      encodeVariants([
        [0, 1],
        [2, 0],
      ]),
    ),
  ).toBe(false)
  expect(
    isOptionValueCombinationInEncodedVariant(
      [2],
      encodeVariants([
        [0, 1],
        [2, 0],
      ]),
    ),
  ).toBe(true)
})
