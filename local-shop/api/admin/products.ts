/**
 * @module The Admin API's Product, ProductOption and ProductVariant.
 */
import { emptyConnection } from '../connection.ts'
import { gid } from '../gid.ts'
import type { Fields } from '../graphql/schema.ts'
import { fixedDecimal } from '../money.ts'
import { compareAtPriceRange, compareAtPrices, priceRange } from '../store/prices.ts'
import type { ProductRecord, VariantRecord } from '../store/records.ts'
import { htmlOf, plainOf } from '../store/text.ts'
import type { AdminContext } from './context.ts'
import { type ListArgs, listCollections, listOwnVariants } from './lists.ts'

interface OptionRecord {
  record: ProductRecord
  at: number
}

export const optionFields: Fields<OptionRecord, AdminContext> = {
  id: ({ record, at }) => gid('ProductOption', `${record.product.id}${at + 1}`),
  name: ({ record, at }) => record.product.options[at]?.name,
  position: ({ at }) => at + 1,
  values: ({ record, at }) => record.product.options[at]?.values.map(({ name }) => name),
}

export const productFields: Fields<ProductRecord, AdminContext> = {
  id: ({ gid }) => gid,
  legacyResourceId: ({ product }) => String(product.id),
  handle: ({ product }) => product.handle,
  title: ({ product }) => product.title,
  vendor: ({ product }) => product.vendor,
  productType: ({ product }) => product.productType,
  category: () => null,
  tags: ({ product }) => product.tags,
  status: () => 'ACTIVE',
  description: ({ product }, args: { truncateAt?: number | null }) =>
    plainOf(product.description, args.truncateAt),
  descriptionHtml: ({ product }) => htmlOf(product.description),
  seo: ({ product }) => ({ title: product.title, description: plainOf(product.description, 160) }),
  createdAt: ({ product }) => product.publishedAt,
  updatedAt: ({ product }) => product.publishedAt,
  publishedAt: ({ product }) => product.publishedAt,
  onlineStoreUrl: ({ product }, _args, { origin }) => `${origin}/products/${product.handle}`,
  isGiftCard: () => false,
  hasOnlyDefaultVariant: ({ product }) => product.variants[0]?.title === 'Default Title',
  hasOutOfStockVariants: ({ product }) => product.variants.some((variant) => variant.quantityAvailable === 0),
  hasVariantsThatRequiresComponents: () => false,
  requiresSellingPlan: () => false,
  tracksInventory: () => true,
  totalInventory: ({ totalInventory }) => totalInventory,
  priceRangeV2: (record, _args, { store }) => priceRange(record, store.shop.currency),
  compareAtPriceRange: (record, _args, { store }) => {
    if (compareAtPrices(record).max === 0) return null
    const range = compareAtPriceRange(record, store.shop.currency)
    return {
      minVariantCompareAtPrice: range.minVariantPrice,
      maxVariantCompareAtPrice: range.maxVariantPrice,
    }
  },
  featuredImage: ({ product }) => product.images[0] ?? null,
  options: (record, args: { first?: number | null }): OptionRecord[] =>
    record.product.options.map((_option, at) => ({ record, at })).slice(0, args.first ?? undefined),
  variants: (record, args: ListArgs) => listOwnVariants(record, { sortKey: 'POSITION', ...args }),
  variantsCount: ({ variants }) => ({ count: variants.length, precision: 'EXACT' }),
  collections: ({ collectionsOf }, args: ListArgs, context) => listCollections(collectionsOf, args, context),
  inCollection: ({ collectionsOf }, { id }: { id: string }) =>
    collectionsOf.some((collection) => collection.gid === id),
  metafield: () => null,
  metafields: () => emptyConnection(),
}

export const variantFields: Fields<VariantRecord, AdminContext> = {
  id: ({ gid }) => gid,
  legacyResourceId: ({ variant }) => String(variant.id),
  title: ({ variant }) => variant.title,
  displayName: ({ variant, product }) => `${product.product.title} - ${variant.title}`,
  sku: ({ variant }) => variant.sku,
  barcode: () => null,
  position: ({ position }) => position,
  product: ({ product }) => product,
  price: ({ variant }) => fixedDecimal(variant.price),
  compareAtPrice: ({ variant }) =>
    variant.compareAtPrice === null ? null : fixedDecimal(variant.compareAtPrice),
  unitPrice: () => null,
  inventoryQuantity: ({ variant }) => variant.quantityAvailable,
  sellableOnlineQuantity: ({ variant }) => variant.quantityAvailable,
  inventoryPolicy: () => 'DENY',
  inventoryItem: ({ variant, product }, _args, { store }) => ({
    id: gid('InventoryItem', variant.id),
    legacyResourceId: String(variant.id),
    sku: variant.sku,
    tracked: true,
    requiresShipping: true,
    unitCost: null,
    createdAt: product.product.publishedAt,
    updatedAt: product.product.publishedAt,
    countryCodeOfOrigin: store.shop.country,
    measurement: {
      id: gid('InventoryItemMeasurement', variant.id),
      weight: { value: variant.weightGrams, unit: 'GRAMS' },
    },
  }),
  availableForSale: ({ variant }) => variant.quantityAvailable > 0,
  taxable: () => true,
  requiresComponents: () => false,
  selectedOptions: ({ variant }) => variant.selectedOptions,
  image: ({ variant }) => variant.image,
  createdAt: ({ product }) => product.product.publishedAt,
  updatedAt: ({ product }) => product.product.publishedAt,
  metafield: () => null,
  metafields: () => emptyConnection(),
}
