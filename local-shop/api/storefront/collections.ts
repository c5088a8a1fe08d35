/**
 * @module Collection, and lists of collections.
 */
import type { CollectionProductsArgs, QueryRootCollectionsArgs } from '@shopify/hydrogen/storefront-api-types'
import { type Connection, paginate } from '../connection.ts'
import type { Fields } from '../graphql/schema.ts'
import { compileSearch } from '../search/compile.ts'
import { searchableCollections } from '../search/product-search.ts'
import { parseSearch } from '../search/syntax.ts'
import type { CollectionRecord } from '../store/records.ts'
import { htmlOf, plainOf } from '../store/text.ts'
import type { StorefrontContext } from './context.ts'
import { noMetafields } from './metafields.ts'
import { listCollectionProducts } from './product-lists.ts'

export const collectionFields: Fields<CollectionRecord, StorefrontContext> = {
  ...noMetafields,
  id: ({ gid }) => gid,
  handle: ({ collection }) => collection.handle,
  title: ({ collection }) => collection.title,
  description: ({ collection }, args: { truncateAt?: number | null }) =>
    plainOf(collection.description, args.truncateAt),
  descriptionHtml: ({ collection }) => htmlOf(collection.description),
  seo: ({ collection }) => ({ title: collection.title, description: plainOf(collection.description, 160) }),
  image: ({ collection }) => collection.image,
  updatedAt: ({ updatedAt }) => updatedAt,
  onlineStoreUrl: ({ collection }, _args, { origin }) => `${origin}/collections/${collection.handle}`,
  trackingParameters: () => null,
  products: (record, args: CollectionProductsArgs) => listCollectionProducts(record, args),
}

/** Collections, with Shopify's search syntax. */
export function listCollections(
  args: QueryRootCollectionsArgs,
  context: StorefrontContext,
): Connection<CollectionRecord> & { totalCount: string } {
  const test = compileSearch(parseSearch(args.query ?? ''), searchableCollections, (warning) =>
    context.warnings.push(warning),
  )
  const found = context.store.collections.filter(test).toSorted((a, b) => {
    if (args.sortKey === 'TITLE') return a.collection.title.localeCompare(b.collection.title, 'en')
    if (args.sortKey === 'UPDATED_AT') return a.updatedAt.localeCompare(b.updatedAt)
    return a.collection.id - b.collection.id
  })
  return { ...paginate(found, args, (record) => record.gid), totalCount: String(found.length) }
}
