/**
 * @module The Admin API's QueryRoot, Shop and Collection: what training reads.
 */

import { paginate } from '../connection.ts'
import { notServed } from '../graphql/not-served.ts'
import type { Fields } from '../graphql/schema.ts'
import { checkListSize } from '../list-size.ts'
import type { CollectionRecord, NodeRecord, ProductRecord, VariantRecord } from '../store/records.ts'
import { htmlOf, plainOf } from '../store/text.ts'
import { SHOP_ID } from '../storefront/shop.ts'
import type { AdminContext } from './context.ts'
import {
  findProducts,
  findVariants,
  type ListArgs,
  listCollections,
  listMembers,
  listProducts,
  listVariants,
} from './lists.ts'

interface Identifier {
  id?: string | null
  handle?: string | null
  customId?: unknown
}

/** `customId` finds by a metafield, and this shop has none. */
function refuseCustomId(identifier: Identifier): void {
  if (identifier.customId != null) throw notServed('identifiers by customId')
}

function productById(id: string | null | undefined, { store }: AdminContext): ProductRecord | null {
  const record = store.nodeById.get(id ?? '')
  return record?.__typename === 'Product' ? record : null
}

function variantById(id: string | null | undefined, { store }: AdminContext): VariantRecord | null {
  const record = store.nodeById.get(id ?? '')
  return record?.__typename === 'ProductVariant' ? record : null
}

function collectionById(id: string | null | undefined, { store }: AdminContext): CollectionRecord | null {
  const record = store.nodeById.get(id ?? '')
  return record?.__typename === 'Collection' ? record : null
}

function node(id: string, { store }: AdminContext): NodeRecord | { __typename: 'Shop' } | null {
  if (id === SHOP_ID) return { __typename: 'Shop' }
  const record = store.nodeById.get(id)
  return record?.__typename === 'ShopPolicy' || record?.__typename === 'Menu' ? null : (record ?? null)
}

const distinct = (values: readonly string[], args: ListArgs) =>
  paginate(
    [...new Set(values)].toSorted((a, b) => a.localeCompare(b, 'en')),
    args,
    (value) => value,
  )

const exactly = (count: number) => ({ count, precision: 'EXACT' })

export const queryRootFields: Fields<unknown, AdminContext> = {
  shop: () => ({ __typename: 'Shop' }),
  node: (_root, { id }: { id: string }, context) => node(id, context),
  nodes: (_root, { ids }: { ids: string[] }, context) => {
    checkListSize(ids)
    return ids.map((id) => node(id, context))
  },
  publicApiVersions: () => [{ displayName: '2026-04', handle: '2026-04', supported: true }],

  product: (_root, { id }: { id: string }, context) => productById(id, context),
  productByIdentifier: (_root, { identifier }: { identifier: Identifier }, context) => {
    refuseCustomId(identifier)
    return identifier.handle == null
      ? productById(identifier.id, context)
      : (context.store.productByHandle.get(identifier.handle) ?? null)
  },
  products: (_root, args: ListArgs, context) => listProducts(args, context),
  productsCount: (_root, { query }: ListArgs, context) => exactly(findProducts(query, context).length),
  productVariant: (_root, { id }: { id: string }, context) => variantById(id, context),
  productVariants: (_root, args: ListArgs, context) => listVariants(args, context),
  productVariantsCount: (_root, { query }: ListArgs, context) => exactly(findVariants(query, context).length),
  productTags: (_root, args: ListArgs, { store }) =>
    distinct(
      store.products.flatMap(({ product }) => product.tags),
      args,
    ),
  productTypes: (_root, args: ListArgs, { store }) =>
    distinct(
      store.products.map(({ product }) => product.productType),
      args,
    ),
  productVendors: (_root, args: ListArgs, { store }) =>
    distinct(
      store.products.map(({ product }) => product.vendor),
      args,
    ),

  collection: (_root, { id }: { id: string }, context) => collectionById(id, context),
  collectionByIdentifier: (_root, { identifier }: { identifier: Identifier }, context) => {
    refuseCustomId(identifier)
    return identifier.handle == null
      ? collectionById(identifier.id, context)
      : (context.store.collectionByHandle.get(identifier.handle) ?? null)
  },
  collections: (_root, args: ListArgs, context) => listCollections(context.store.collections, args, context),
  collectionsCount: (_root, _args, { store }) => exactly(store.collections.length),
}

export const shopFields: Fields<unknown, AdminContext> = {
  id: () => SHOP_ID,
  name: (_shop, _args, { store }) => store.shop.name,
  description: (_shop, _args, { store }) => store.shop.description,
  myshopifyDomain: (_shop, _args, { origin }) => new URL(origin).host,
  primaryDomain: (_shop, _args, { origin }) => ({
    id: 'gid://shopify/Domain/1',
    host: new URL(origin).host,
    sslEnabled: origin.startsWith('https:'),
    url: origin,
  }),
  url: (_shop, _args, { origin }) => origin,
  currencyCode: (_shop, _args, { store }) => store.shop.currency,
  enabledPresentmentCurrencies: (_shop, _args, { store }) => [store.shop.currency],
  ianaTimezone: () => 'Etc/UTC',
  timezoneOffset: () => '+0000',
  timezoneOffsetMinutes: () => 0,
  weightUnit: () => 'GRAMS',
  plan: () => ({ partnerDevelopment: true, publicDisplayName: 'Local shop', shopifyPlus: false }),
}

export const collectionFields: Fields<CollectionRecord, AdminContext> = {
  id: ({ gid }) => gid,
  legacyResourceId: ({ collection }) => String(collection.id),
  handle: ({ collection }) => collection.handle,
  title: ({ collection }) => collection.title,
  description: ({ collection }, args: { truncateAt?: number | null }) =>
    plainOf(collection.description, args.truncateAt),
  descriptionHtml: ({ collection }) => htmlOf(collection.description),
  updatedAt: ({ updatedAt }) => updatedAt,
  sortOrder: () => 'MANUAL',
  ruleSet: () => null,
  image: ({ collection }) => collection.image,
  products: (record, args: ListArgs) => listMembers(record, args),
  productsCount: ({ members }) => exactly(members.length),
  hasProduct: ({ members }, { id }: { id: string }) => members.some((member) => member.gid === id),
}
