/**
 * @module Product, ProductOption and ProductOptionValue.
 */

import { emptyConnection, type PageArgs, paginate } from '../connection.ts'
import { gid } from '../gid.ts'
import type { Fields } from '../graphql/schema.ts'
import { compareAtPriceRange, priceRange } from '../store/prices.ts'
import type { ProductRecord } from '../store/records.ts'
import { htmlOf, plainOf } from '../store/text.ts'
import type { StorefrontContext } from './context.ts'
import { encodeVariants } from './encoded-variants.ts'
import { mediaOf } from './images.ts'
import { noMetafields } from './metafields.ts'
import {
  adjacentVariants,
  type ChoiceArgs,
  combinationsOf,
  firstVariantWith,
  selectedOrShownVariant,
  variantByOptions,
} from './variant-choice.ts'
import { sortVariants, type VariantSortArgs } from './variants.ts'

interface OptionRecord {
  record: ProductRecord
  /** Position of the option in the product. */
  at: number
}

interface OptionValueRecord extends OptionRecord {
  value: { name: string; swatch: string | null }
}

const optionOf = ({ record, at }: OptionRecord) => record.product.options[at]

export const optionFields: Fields<OptionRecord, StorefrontContext> = {
  id: ({ record, at }) => gid('ProductOption', `${record.product.id}${at + 1}`),
  name: (option) => optionOf(option)?.name,
  values: (option) => optionOf(option)?.values.map((value) => value.name),
  optionValues: (option): OptionValueRecord[] | undefined =>
    optionOf(option)?.values.map((value) => ({ ...option, value })),
}

export const optionValueFields: Fields<OptionValueRecord, StorefrontContext> = {
  id: ({ record, at, value }) =>
    gid(
      'ProductOptionValue',
      `${record.product.id}${at + 1}${(record.product.options[at]?.values.indexOf(value) ?? 0) + 1}`,
    ),
  name: ({ value }) => value.name,
  swatch: ({ value }) => (value.swatch === null ? null : { color: value.swatch, image: null }),
  firstSelectableVariant: ({ record, at, value }) => firstVariantWith(record, at, value.name),
}

export const productFields: Fields<ProductRecord, StorefrontContext> = {
  ...noMetafields,
  id: ({ gid }) => gid,
  handle: ({ product }) => product.handle,
  title: ({ product }) => product.title,
  vendor: ({ product }) => product.vendor,
  productType: ({ product }) => product.productType,
  tags: ({ product }) => product.tags,
  category: () => null,
  description: ({ product }, args: { truncateAt?: number | null }) =>
    plainOf(product.description, args.truncateAt),
  descriptionHtml: ({ product }) => htmlOf(product.description),
  seo: ({ product }) => ({ title: product.title, description: plainOf(product.description, 160) }),
  createdAt: ({ product }) => product.publishedAt,
  updatedAt: ({ product }) => product.publishedAt,
  publishedAt: ({ product }) => product.publishedAt,
  onlineStoreUrl: ({ product }, _args, { origin }) => `${origin}/products/${product.handle}`,
  trackingParameters: () => null,
  isGiftCard: () => false,

  availableForSale: ({ availableForSale }) => availableForSale,
  totalInventory: ({ totalInventory }) => totalInventory,
  priceRange: (record, _args, { store }) => priceRange(record, store.shop.currency),
  compareAtPriceRange: (record, _args, { store }) => compareAtPriceRange(record, store.shop.currency),
  requiresSellingPlan: () => false,
  sellingPlanGroups: () => emptyConnection(),

  featuredImage: ({ product }) => product.images[0] ?? null,
  images: ({ product }, args: PageArgs) => paginate(product.images, args, (image) => image.path),
  media: ({ product }, args: PageArgs) =>
    paginate(product.images.map(mediaOf), args, ({ picture }) => picture.path),

  options: (record, args: { first?: number | null }): OptionRecord[] =>
    record.product.options.map((_option, at) => ({ record, at })).slice(0, args.first ?? undefined),
  variants: ({ variants }, args: VariantSortArgs) =>
    paginate(sortVariants(variants, args.sortKey), args, (variant) => variant.gid),
  variantsCount: ({ variants }) => ({ count: variants.length, precision: 'EXACT' }),
  variantBySelectedOptions: variantByOptions,
  selectedOrFirstAvailableVariant: (record, args: ChoiceArgs) => selectedOrShownVariant(record, args),
  adjacentVariants: (record, args: ChoiceArgs) => adjacentVariants(record, args),
  encodedVariantExistence: (record) => encodeVariants(combinationsOf(record, record.variants)),
  encodedVariantAvailability: (record) =>
    encodeVariants(
      combinationsOf(
        record,
        record.variants.filter(({ variant }) => variant.quantityAvailable > 0),
      ),
    ),

  collections: ({ collectionsOf }, args: PageArgs) =>
    paginate(collectionsOf, args, (collection) => collection.gid),
}
