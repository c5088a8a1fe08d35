/**
 * @module ProductVariant.
 */
import type { ProductVariantSortKeys } from '@shopify/hydrogen/storefront-api-types'
import { emptyConnection, type PageArgs } from '../connection.ts'
import type { Fields } from '../graphql/schema.ts'
import { money } from '../money.ts'
import type { VariantRecord } from '../store/records.ts'
import type { StorefrontContext } from './context.ts'
import { noMetafields } from './metafields.ts'

export interface VariantSortArgs extends PageArgs {
  sortKey?: ProductVariantSortKeys | null
}

/** POSITION and RELEVANCE keep the merchant's order. */
export function sortVariants(
  variants: readonly VariantRecord[],
  sortKey: ProductVariantSortKeys | null | undefined,
): readonly VariantRecord[] {
  switch (sortKey) {
    case 'ID':
      return variants.toSorted((a, b) => a.variant.id - b.variant.id)
    case 'SKU':
      return variants.toSorted((a, b) => a.variant.sku.localeCompare(b.variant.sku, 'en'))
    case 'TITLE':
      return variants.toSorted((a, b) => a.variant.title.localeCompare(b.variant.title, 'en'))
    default:
      return variants
  }
}

const price = ({ variant }: VariantRecord, _args: unknown, { store }: StorefrontContext) =>
  money(variant.price, store.shop.currency)

const compareAtPrice = ({ variant }: VariantRecord, _args: unknown, { store }: StorefrontContext) =>
  variant.compareAtPrice === null ? null : money(variant.compareAtPrice, store.shop.currency)

export const variantFields: Fields<VariantRecord, StorefrontContext> = {
  ...noMetafields,
  id: ({ gid }) => gid,
  title: ({ variant }) => variant.title,
  sku: ({ variant }) => variant.sku,
  barcode: () => null,
  product: ({ product }) => product,
  image: ({ variant }) => variant.image,
  selectedOptions: ({ variant }) => variant.selectedOptions,
  price,
  priceV2: price,
  compareAtPrice,
  compareAtPriceV2: compareAtPrice,
  unitPrice: () => null,
  unitPriceMeasurement: () => null,
  availableForSale: ({ variant }) => variant.quantityAvailable > 0,
  quantityAvailable: ({ variant }) => variant.quantityAvailable,
  currentlyNotInStock: () => false,
  quantityRule: () => ({ minimum: 1, maximum: null, increment: 1 }),
  quantityPriceBreaks: () => emptyConnection(),
  requiresShipping: () => true,
  requiresComponents: () => false,
  components: () => emptyConnection(),
  groupedBy: () => emptyConnection(),
  sellingPlanAllocations: () => emptyConnection(),
  shopPayInstallmentsPricing: () => null,
  storeAvailability: () => emptyConnection(),
  taxable: () => true,
  weight: ({ variant }) => variant.weightGrams,
  weightUnit: () => 'GRAMS',
}
