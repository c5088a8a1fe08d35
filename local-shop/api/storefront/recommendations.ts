/**
 * @module productRecommendations: the shop's own, without a model. They stand in for Shopify's native recommendations, which the
 * storefront falls back to.
 */
import type { ProductRecommendationIntent } from '@shopify/hydrogen/storefront-api-types'
import type { ProductRecord, Store } from '../store/records.ts'

const MAX_RECOMMENDATIONS = 10

/** What likeness counts, in units of "one price doubling apart". */
const LIKENESS = { kind: 3, productType: 2, collection: 1, tag: 0.5 } as const

interface Scored {
  record: ProductRecord
  score: number
}

/** Doublings between two prices: 0 for equal ones, 1 for twice as dear. */
function priceDistance(a: ProductRecord, b: ProductRecord): number {
  return Math.abs(Math.log2((a.minPrice + 1) / (b.minPrice + 1)))
}

function sharedTags(a: ProductRecord, b: ProductRecord): number {
  return a.product.tags.filter((tag) => b.product.tags.includes(tag)).length
}

/** Best first; what can't be bought comes last; ties in best-selling order. */
function ranked(scored: readonly Scored[]): ProductRecord[] {
  return scored
    .toSorted(
      (a, b) =>
        Number(b.record.availableForSale) - Number(a.record.availableForSale) ||
        b.score - a.score ||
        a.record.salesRank - b.record.salesRank,
    )
    .map(({ record }) => record)
}

/** Products of the same kind, type or collection, the likest in tags and price first. */
function related(seed: ProductRecord, { products }: Store): ProductRecord[] {
  const scored = products.flatMap((record): Scored[] => {
    if (record === seed) return []
    const shared = record.collectionsOf.filter((collection) => seed.collectionsOf.includes(collection))
    const alike =
      (record.product.kind === seed.product.kind ? LIKENESS.kind : 0) +
      (record.product.productType === seed.product.productType ? LIKENESS.productType : 0) +
      shared.reduce((sum, { members }) => sum + (LIKENESS.collection * 10) / (10 + members.length), 0)
    if (alike === 0) return []
    return [{ record, score: alike + LIKENESS.tag * sharedTags(seed, record) - priceDistance(seed, record) }]
  })
  return ranked(scored).slice(0, MAX_RECOMMENDATIONS)
}

/**
 * Products of the kinds that go with this one, those of shared tags first (a kettle's price says nothing of its tea's). Each further product of a kind counts less (1, 1/2, 1/3, …), so the list
 * does not fill up with the strongest kind alone.
 */
function complementary(seed: ProductRecord, { products, kinds }: Store): ProductRecord[] {
  const complements = kinds.get(seed.product.kind)?.complements ?? []
  const scored = complements.flatMap(({ kind, strength }) => {
    const ofKind = products
      .filter((record) => record.product.kind === kind && record !== seed)
      .map((record) => ({ record, score: sharedTags(seed, record) }))
    return ranked(ofKind).map((record, place) => ({ record, score: strength / (place + 1) }))
  })
  return ranked(scored).slice(0, MAX_RECOMMENDATIONS)
}

/** At most ten products to go with one, never the product itself. */
export function recommend(
  seed: ProductRecord,
  intent: ProductRecommendationIntent | null | undefined,
  store: Store,
): ProductRecord[] {
  return intent === 'COMPLEMENTARY' ? complementary(seed, store) : related(seed, store)
}
