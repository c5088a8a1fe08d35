/**
 * @module The orders products can be listed in.
 */
import type { ProductCollectionSortKeys, ProductSortKeys } from '@shopify/hydrogen/storefront-api-types'
import type { ProductRecord } from '../store/records.ts'

type SortKey = ProductSortKeys | ProductCollectionSortKeys

const byText =
  (read: (record: ProductRecord) => string) =>
  (a: ProductRecord, b: ProductRecord): number =>
    read(a).localeCompare(read(b), 'en')

const byNumber =
  (read: (record: ProductRecord) => number) =>
  (a: ProductRecord, b: ProductRecord): number =>
    read(a) - read(b)

const published = byNumber(({ product }) => Date.parse(product.publishedAt))
const id = byNumber(({ product }) => product.id)

/** Null: the order the products come in. Ties are broken by id, so that pages never overlap. */
function comparator(key: SortKey): ((a: ProductRecord, b: ProductRecord) => number) | null {
  switch (key) {
    case 'BEST_SELLING':
      return byNumber(({ salesRank }) => salesRank)
    case 'CREATED':
    case 'CREATED_AT':
    case 'UPDATED_AT':
      return published
    case 'ID':
      return id
    case 'PRICE':
      return byNumber(({ minPrice }) => minPrice)
    case 'PRODUCT_TYPE':
      return byText(({ product }) => product.productType)
    case 'TITLE':
      return byText(({ product }) => product.title)
    case 'VENDOR':
      return byText(({ product }) => product.vendor)
    case 'COLLECTION_DEFAULT':
    case 'MANUAL':
    case 'RELEVANCE':
      return null
  }
}

/** Sorts without changing the list given. */
export function sortProducts(
  products: readonly ProductRecord[],
  key: SortKey | null | undefined,
): readonly ProductRecord[] {
  const compare = comparator(key ?? 'RELEVANCE')
  return compare === null ? products : products.toSorted((a, b) => compare(a, b) || id(a, b))
}
