/**
 * @module Lists of the Admin API: search, sort, page.
 */
import { type Connection, type PageArgs, paginate } from '../connection.ts'
import { notServed } from '../graphql/not-served.ts'
import { compileSearch, type Searchable } from '../search/compile.ts'
import { searchableCollections, searchableProducts, searchableVariants } from '../search/product-search.ts'
import { parseSearch } from '../search/syntax.ts'
import type { CollectionRecord, ProductRecord, VariantRecord } from '../store/records.ts'
import type { AdminContext } from './context.ts'

export interface ListArgs extends PageArgs {
  query?: string | null
  sortKey?: string | null
}

type Order<Item> = (a: Item, b: Item) => number
type Orders<Item> = Readonly<Record<string, Order<Item>>>

const text = (a: string, b: string): number => a.localeCompare(b, 'en')
const time = (a: string, b: string): number => Date.parse(a) - Date.parse(b)

/** ID comes first in every table and breaks ties in every other order. */
const PRODUCT_ORDERS: Orders<ProductRecord> = {
  ID: (a, b) => a.product.id - b.product.id,
  TITLE: (a, b) => text(a.product.title, b.product.title),
  VENDOR: (a, b) => text(a.product.vendor, b.product.vendor),
  PRODUCT_TYPE: (a, b) => text(a.product.productType, b.product.productType),
  INVENTORY_TOTAL: (a, b) => a.totalInventory - b.totalInventory,
  CREATED_AT: (a, b) => time(a.product.publishedAt, b.product.publishedAt),
  UPDATED_AT: (a, b) => time(a.product.publishedAt, b.product.publishedAt),
  PUBLISHED_AT: (a, b) => time(a.product.publishedAt, b.product.publishedAt),
}

const VARIANT_ORDERS: Orders<VariantRecord> = {
  ID: (a, b) => a.variant.id - b.variant.id,
  POSITION: (a, b) => a.position - b.position,
  SKU: (a, b) => text(a.variant.sku, b.variant.sku),
  TITLE: (a, b) => text(a.variant.title, b.variant.title),
  INVENTORY_QUANTITY: (a, b) => a.variant.quantityAvailable - b.variant.quantityAvailable,
}

const COLLECTION_ORDERS: Orders<CollectionRecord> = {
  ID: (a, b) => a.collection.id - b.collection.id,
  TITLE: (a, b) => text(a.collection.title, b.collection.title),
  UPDATED_AT: (a, b) => time(a.updatedAt, b.updatedAt),
}

function sorted<Item>(
  items: readonly Item[],
  orders: Orders<Item>,
  sortKey: string | null | undefined,
): Item[] {
  const order = orders[sortKey ?? 'ID']
  if (order === undefined) throw notServed(`the sort key ${sortKey}`)
  return items.toSorted((a, b) => order(a, b) || (orders.ID?.(a, b) ?? 0))
}

function found<Item>(
  items: readonly Item[],
  query: string | null | undefined,
  searchable: Searchable<Item>,
  { warnings }: AdminContext,
): Item[] {
  return items.filter(
    compileSearch(parseSearch(query ?? ''), searchable, (warning) => warnings.push(warning)),
  )
}

const keyOf = ({ gid }: { gid: string }): string => gid

export const findProducts = (query: string | null | undefined, context: AdminContext): ProductRecord[] =>
  found(context.store.products, query, searchableProducts, context)

export const findVariants = (query: string | null | undefined, context: AdminContext): VariantRecord[] =>
  found(context.store.variants, query, searchableVariants, context)

export function listProducts(args: ListArgs, context: AdminContext): Connection<ProductRecord> {
  return paginate(sorted(findProducts(args.query, context), PRODUCT_ORDERS, args.sortKey), args, keyOf)
}

export function listVariants(args: ListArgs, context: AdminContext): Connection<VariantRecord> {
  return paginate(sorted(findVariants(args.query, context), VARIANT_ORDERS, args.sortKey), args, keyOf)
}

export function listCollections(
  collections: readonly CollectionRecord[],
  args: ListArgs,
  context: AdminContext,
): Connection<CollectionRecord> {
  const matching = found(collections, args.query, searchableCollections, context)
  return paginate(sorted(matching, COLLECTION_ORDERS, args.sortKey), args, keyOf)
}

/** The variants of one product, by position unless asked otherwise. */
export function listOwnVariants({ variants }: ProductRecord, args: ListArgs): Connection<VariantRecord> {
  return paginate(sorted(variants, VARIANT_ORDERS, args.sortKey), args, keyOf)
}

/** The products of one collection, in the merchant's order unless asked otherwise. */
export function listMembers({ members }: CollectionRecord, args: ListArgs): Connection<ProductRecord> {
  const merchantsOrder = args.sortKey == null || ['COLLECTION_DEFAULT', 'MANUAL'].includes(args.sortKey)
  return paginate(merchantsOrder ? members : sorted(members, PRODUCT_ORDERS, args.sortKey), args, keyOf)
}
