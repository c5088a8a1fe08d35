/**
 * @module No shelf of five variants of one product: how many of a family may stand together, and whether families that
 * the shopper has at hand may be shown at all.
 */
import type { Items } from '../contract/items.ts'
import type { SlotRule } from '../contract/slots.ts'

/** Says of a row whether it may join what was taken before, and remembers that it did. */
export type Admits = (row: number) => boolean

/**
 * Families of the products that the shopper has at hand: what the session is about just now, the page's product and the
 * cart's, which a storefront excludes.
 *
 * @param items product ids of the session, newest last
 */
export function familiesAtHand(
  items: readonly string[],
  exclude: readonly string[],
  { families }: Pick<Items, 'families'>,
  rowOf: (productId: string) => number | undefined,
): Set<number> {
  const atHand = [...items.slice(-1), ...exclude]
  return new Set(
    atHand.flatMap((productId) => {
      const row = rowOf(productId)
      return row === undefined ? [] : (families[row] ?? [])
    }),
  )
}

/**
 * @param atHand families of products the shopper has at hand
 * @param taken rows that stand on the shelf already
 */
export function familyRule(
  { perFamily, ownFamily }: Pick<SlotRule, 'perFamily' | 'ownFamily'>,
  { families }: Pick<Items, 'families'>,
  atHand: ReadonlySet<number>,
  taken: readonly number[] = [],
): Admits {
  const counts = new Map<number, number>()
  const count = (row: number): void => {
    const family = families[row] ?? -1
    counts.set(family, (counts.get(family) ?? 0) + 1)
  }
  for (const row of taken) count(row)
  return (row) => {
    const family = families[row] ?? -1
    if (!ownFamily && atHand.has(family)) return false
    if ((counts.get(family) ?? 0) >= perFamily) return false
    count(row)
    return true
  }
}
