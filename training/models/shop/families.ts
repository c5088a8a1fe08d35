/**
 * @module Which products are variants of one: shops list a mug in five colours as five products, and a shelf of all five is
 * a shelf of one. Told by titles: words that few products share say what a thing is, those that many share, colours and
 * sizes among them, weigh little.
 */
import { nearest, vectorsOf } from '../../content/tf-idf.ts'
import { wordsOf } from '../../content/tokens.ts'
import type { ProductContent } from '../../dataset/catalog.ts'
import { type SessionLog, sessionCount } from '../../dataset/session-log.ts'

/** Products that a title is compared with, the nearest. */
const NEAREST = 50
/** Cosine of two titles from which on they are of one family. */
const ONE_TITLE = 0.75
/** Variants cost about the same: at most so many times as much. */
const PRICE_RATIO = 2

/** Family of each product, [n]: the row of its first product. A product without a title is a family of its own. */
export function familiesOf(
  items: readonly string[],
  catalog: ReadonlyMap<string, ProductContent>,
): Int32Array {
  const contents = items.map((item) => catalog.get(item))
  const titles = contents.map((content) => new Map(wordsOf(content?.title ?? '').map((word) => [word, 1])))
  const { index, value } = nearest(vectorsOf(titles), NEAREST)
  const families = Int32Array.from(items.keys())
  for (let row = 0; row < items.length; row++) {
    for (let at = row * NEAREST; at < (row + 1) * NEAREST && (value[at] ?? 0) >= ONE_TITLE; at++) {
      const other = index[at] ?? 0
      // Only a family's first product draws others in: chains of small steps would end anywhere.
      if (other >= row || families[other] !== other) continue
      if (!couldBeVariants(contents[row], contents[other])) continue
      families[row] = other
      break
    }
  }
  return families
}

function couldBeVariants(a: ProductContent | undefined, b: ProductContent | undefined): boolean {
  if (a === undefined || b === undefined || a.type !== b.type || a.vendor !== b.vendor) return false
  if (a.price === null || b.price === null) return true
  return Math.max(a.price, b.price) <= PRICE_RATIO * Math.min(a.price, b.price)
}

/** From this share on of products in a basket that stand beside a variant of theirs, variants are bought together. */
const TOGETHER = 0.05

/** Whether customers buy variants of one product together: cups in three colours, say, as wholesalers' customers do. */
export function buysVariants(log: SessionLog, families: Int32Array): boolean {
  let products = 0
  let beside = 0
  for (let s = 0; s < sessionCount(log); s++) {
    if (log.baskets[s] !== 1) continue
    const basket = new Set(log.events.subarray(log.offsets[s], log.offsets[s + 1]))
    if (basket.size < 2) continue
    const counts = new Map<number, number>()
    for (const item of basket) {
      const family = families[item] ?? -1
      counts.set(family, (counts.get(family) ?? 0) + 1)
    }
    products += basket.size
    for (const count of counts.values()) if (count > 1) beside += count
  }
  return beside > TOGETHER * products
}
