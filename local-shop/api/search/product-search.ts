/**
 * @module What of a product can be searched: the fields of Shopify's search syntax and the weights of full text search.
 */
import type { Product } from '../../catalog/types.ts'
import type { CollectionRecord, ProductRecord, Store, VariantRecord } from '../store/records.ts'
import {
  booleanField,
  dateField,
  type FieldTest,
  keywordField,
  numberField,
  type Searchable,
  textField,
} from './compile.ts'
import { createTextIndex, type TextIndex } from './text-index.ts'

const WEIGHTS = { title: 8, kind: 4, vendor: 3, option: 2, description: 1 } as const

const price: FieldTest<ProductRecord> = (record, term) =>
  record.variants.some(({ variant }) => numberField(() => variant.price / 100)(record, term) === true) ||
  (Number.isNaN(Number(term.value)) ? null : false)

const without =
  <Item>(test: FieldTest<Item>): FieldTest<Item> =>
  (item, term) => {
    const fits = test(item, term)
    return fits === null ? null : !fits
  }

const tag = keywordField<ProductRecord>(({ product }) => product.tags)
const publishedAt = dateField<ProductRecord>(({ product }) => product.publishedAt)

/** Products, in both APIs. */
export const searchableProducts: Searchable<ProductRecord> = {
  fields: {
    id: numberField(({ product }) => product.id),
    title: textField(({ product }) => product.title),
    handle: keywordField(({ product }) => [product.handle]),
    tag,
    tag_not: without(tag),
    product_type: keywordField(({ product }) => [product.productType]),
    vendor: keywordField(({ product }) => [product.vendor]),
    available_for_sale: booleanField(({ availableForSale }) => availableForSale),
    'variants.price': price,
    price,
    sku: keywordField(({ product }) => product.variants.map(({ sku }) => sku)),
    status: keywordField(() => ['active']),
    published_status: keywordField(() => ['published']),
    inventory_total: numberField(({ totalInventory }) => totalInventory),
    created_at: publishedAt,
    updated_at: publishedAt,
    published_at: publishedAt,
  },
  text: ({ product }) =>
    [
      product.title,
      product.productType,
      product.vendor,
      ...product.tags,
      ...product.variants.map(({ sku }) => sku),
    ].join(' '),
}

/** Variants, in the Admin API. */
export const searchableVariants: Searchable<VariantRecord> = {
  fields: {
    id: numberField(({ variant }) => variant.id),
    sku: keywordField(({ variant }) => [variant.sku]),
    title: textField(({ variant }) => variant.title),
    product_id: numberField(({ product }) => product.product.id),
    product_type: keywordField(({ product }) => [product.product.productType]),
    vendor: keywordField(({ product }) => [product.product.vendor]),
    tag: keywordField(({ product }) => product.product.tags),
    inventory_quantity: numberField(({ variant }) => variant.quantityAvailable),
    updated_at: dateField(({ product }) => product.product.publishedAt),
  },
  text: ({ variant, product }) => `${product.product.title} ${variant.title} ${variant.sku}`,
}

/** Collections, in both APIs. */
export const searchableCollections: Searchable<CollectionRecord> = {
  fields: {
    id: numberField(({ collection }) => collection.id),
    title: textField(({ collection }) => collection.title),
    handle: keywordField(({ collection }) => [collection.handle]),
    collection_type: keywordField(() => ['custom']),
    updated_at: dateField(({ updatedAt }) => updatedAt),
  },
  text: ({ collection }) => collection.title,
}

/** Article numbers and option values; "Default Title" is nobody's search. */
function optionWords({ variants, options }: Product): string {
  const values = options.flatMap((option) => option.values.map(({ name }) => name))
  return [...variants.map(({ sku }) => sku), ...values.filter((name) => name !== 'Default Title')].join(' ')
}

export function indexProducts(store: Store): TextIndex {
  return createTextIndex(
    store.products.map(({ gid, product, collectionsOf }) => ({
      key: gid,
      texts: [
        { text: product.title, weight: WEIGHTS.title },
        { text: [product.productType, ...product.tags].join(' '), weight: WEIGHTS.kind },
        { text: collectionsOf.map(({ collection }) => collection.title).join(' '), weight: WEIGHTS.option },
        { text: product.vendor, weight: WEIGHTS.vendor },
        { text: optionWords(product), weight: WEIGHTS.option },
        { text: product.description, weight: WEIGHTS.description },
      ],
    })),
  )
}

export function indexCollections(store: Store): TextIndex {
  return createTextIndex(
    store.collections.map(({ gid, collection }) => ({
      key: gid,
      texts: [
        { text: collection.title, weight: WEIGHTS.title },
        { text: collection.description, weight: WEIGHTS.description },
      ],
    })),
  )
}
