/**
 * @module From an entry's options to its variants: every combination, priced, numbered and stocked.
 */
import type { Entry, OptionValue } from './entry.ts'
import { handleOf, hash, share } from './hash.ts'
import type { Cents, Image, Variant } from './types.ts'

/** One value chosen for each option. */
export type Combination = { option: string; value: OptionValue }[]

export function combinations(entry: Entry): Combination[] {
  return (entry.options ?? []).reduce<Combination[]>(
    (sofar, option) =>
      sofar.flatMap((before) => option.values.map((value) => [...before, { option: option.name, value }])),
    [[]],
  )
}

/** What the former price was, in whole dollars. */
function formerPrice(price: Cents, reduced: number): Cents {
  return Math.ceil(price / (1 - reduced) / 100) * 100
}

/** "Set of 4" → "SETOF4", "Whole Bean" → "WHOLEB". */
const skuPart = (value: string): string =>
  value
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, 6)

function stockOf(sku: string, entry: Entry, combination: Combination): number {
  const out = entry.soldOut
  if (out === true) return 0
  if (Array.isArray(out) && combination.some(({ value }) => out.includes(value.name))) return 0
  return 3 + Math.floor(share(`stock ${sku}`) ** 2 * 120)
}

/**
 * @param sku stem of the product's SKUs
 * @param imageOf the image that shows a combination
 */
export function variantsOf(
  entry: Entry,
  sku: string,
  imageOf: (combination: Combination) => Image,
): Variant[] {
  const handle = handleOf(entry.title)
  return combinations(entry).map((combination) => {
    const dollars = combination.find(({ value }) => value.price !== undefined)?.value.price ?? entry.price
    if (dollars === undefined) throw new Error(`The catalog entry "${entry.title}" names no price.`)
    const price = Math.round(dollars * 100)
    const title = combination.map(({ value }) => value.name).join(' / ') || 'Default Title'
    const fullSku = [sku, ...combination.map(({ value }) => skuPart(value.name))].join('-')
    return {
      id: 44_000_000_000_000 + hash(`variant ${handle} ${title}`),
      sku: fullSku,
      title,
      price,
      compareAtPrice: entry.reduced === undefined ? null : formerPrice(price, entry.reduced),
      quantityAvailable: stockOf(fullSku, entry, combination),
      selectedOptions:
        combination.length === 0
          ? [{ name: 'Title', value: 'Default Title' }]
          : combination.map(({ option, value }) => ({ name: option, value: value.name })),
      image: imageOf(combination),
      weightGrams:
        combination.find(({ value }) => value.grams !== undefined)?.value.grams ?? entry.grams ?? 0,
    }
  })
}
