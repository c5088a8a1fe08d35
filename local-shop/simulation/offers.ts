/**
 * @module What a variant cost and whether it could be bought at a moment of the past. The catalog knows only today's
 * state: a reduced price and an empty stock began some day, and the history has to begin them.
 */
import type { Cents, Product, Variant } from '../catalog/types.ts'
import { DAY_SECONDS } from './calendar.ts'
import { stream } from './random.ts'

export interface Offer {
  price: Cents
  /** The price before the reduction; null where it is not reduced at that moment. */
  compareAtPrice: Cents | null
}

export interface Offers {
  /** Unix seconds; before this nobody has heard of the product. */
  publishedAt(product: Product): number
  /** Unix seconds from which on the product is reduced; Infinity where it never is. */
  reducedFrom(product: Product): number
  /** Unix seconds from which on the variant can't be bought; Infinity where it still can. */
  soldOutFrom(product: Product, variant: Variant): number
  at(product: Product, variant: Variant, time: number, blackFriday: boolean): Offer
}

/** A reduction lasts until the end of the history and began this many days before it. */
const REDUCED_DAYS = { least: 20, most: 110 }
/** What is sold out at the end of the history has been so for this many days. */
const SOLD_OUT_DAYS = { least: 3, most: 35 }

/**
 * @param seed the simulation's seed
 * @param end unix seconds, the moment whose state the catalog describes
 */
export function offers(seed: number, end: number): Offers {
  const daysBefore = (name: string, id: number, { least, most }: { least: number; most: number }): number =>
    end - Math.floor((least + stream(seed, name, id).next() * (most - least)) * DAY_SECONDS)

  const publishedAt = (product: Product): number => Date.parse(product.publishedAt) / 1000
  const reducedFrom = (product: Product): number =>
    product.variants.some((variant) => variant.compareAtPrice !== null)
      ? Math.max(daysBefore('reduced', product.id, REDUCED_DAYS), publishedAt(product))
      : Number.POSITIVE_INFINITY
  const soldOutFrom = (product: Product, variant: Variant): number =>
    variant.quantityAvailable > 0
      ? Number.POSITIVE_INFINITY
      : Math.max(daysBefore('sold out', variant.id, SOLD_OUT_DAYS), publishedAt(product))

  return {
    publishedAt,
    reducedFrom,
    soldOutFrom,
    at: (product, variant, time, blackFriday) => {
      if (variant.compareAtPrice === null) return { price: variant.price, compareAtPrice: null }
      // The sale price is tried out once before, on Black Friday.
      if (blackFriday || time >= reducedFrom(product)) {
        return { price: variant.price, compareAtPrice: variant.compareAtPrice }
      }
      return { price: variant.compareAtPrice, compareAtPrice: null }
    },
  }
}
