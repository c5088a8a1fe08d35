/**
 * @module QueryRoot: where every query enters.
 */
import type {
  QueryRootCollectionArgs,
  QueryRootCollectionsArgs,
  QueryRootNodesArgs,
  QueryRootPredictiveSearchArgs,
  QueryRootProductArgs,
  QueryRootProductRecommendationsArgs,
  QueryRootProductsArgs,
  QueryRootSearchArgs,
  QueryRootSitemapArgs,
} from '@shopify/hydrogen/storefront-api-types'
import { GraphQLError } from 'graphql'
import { emptyConnection, type PageArgs, paginate } from '../connection.ts'
import type { Fields } from '../graphql/schema.ts'
import { checkListSize } from '../list-size.ts'
import type { CollectionRecord, ProductRecord, Store } from '../store/records.ts'
import { listCollections } from './collections.ts'
import type { StorefrontContext } from './context.ts'
import { refuseCustomerFields } from './customers.ts'
import { localization } from './localization.ts'
import { nodeById } from './nodes.ts'
import { pageBy } from './pages.ts'
import { predictiveSearch } from './predictive-search.ts'
import { listProducts } from './product-lists.ts'
import { recommend } from './recommendations.ts'
import { search } from './search.ts'
import { paymentSettings } from './shop.ts'
import { sitemap } from './sitemap.ts'

interface ByHandleOrId {
  handle?: string | null
  id?: string | null
}

function productBy({ handle, id }: ByHandleOrId, store: Store): ProductRecord | null {
  if (handle != null) return store.productByHandle.get(handle) ?? null
  const record = store.nodeById.get(id ?? '')
  return record?.__typename === 'Product' ? record : null
}

function collectionBy({ handle, id }: ByHandleOrId, store: Store): CollectionRecord | null {
  if (handle != null) return store.collectionByHandle.get(handle) ?? null
  const record = store.nodeById.get(id ?? '')
  return record?.__typename === 'Collection' ? record : null
}

function recommendationsFor(args: QueryRootProductRecommendationsArgs, store: Store): ProductRecord[] | null {
  if (args.productId == null && args.productHandle == null) {
    throw new GraphQLError('productRecommendations needs productId or productHandle.', {
      extensions: { code: 'BAD_REQUEST' },
    })
  }
  const seed = productBy({ id: args.productId, handle: args.productHandle }, store)
  return seed === null ? null : recommend(seed, args.intent, store)
}

const strings = (values: readonly string[], args: { first: number }) =>
  paginate(
    [...new Set(values)].toSorted((a, b) => a.localeCompare(b, 'en')),
    args,
    (value) => value,
  )

/** Articles, blogs and redirects: the demo shop has none, which is an answer, not a gap. */
const NOTHING_TO_READ: Fields<unknown, StorefrontContext> = {
  article: () => null,
  articles: () => emptyConnection(),
  blog: () => null,
  blogByHandle: () => null,
  blogs: () => emptyConnection(),
  metaobject: () => null,
  metaobjects: () => emptyConnection(),
  locations: () => emptyConnection(),
  urlRedirects: () => emptyConnection(),
}

export const queryRootFields: Fields<unknown, StorefrontContext> = {
  ...NOTHING_TO_READ,
  ...refuseCustomerFields('QueryRoot', ['customer']),
  shop: () => ({ __typename: 'Shop' }),
  localization,
  paymentSettings,
  publicApiVersions: () => [{ displayName: '2026-04', handle: '2026-04', supported: true }],
  menu: (_root, { handle }: { handle: string }, { store }) =>
    store.menus.find((menu) => menu.handle === handle) ?? null,

  product: (_root, args: QueryRootProductArgs, { store }) => productBy(args, store),
  productByHandle: (_root, args: { handle: string }, { store }) => productBy(args, store),
  products: (_root, args: QueryRootProductsArgs, context) => listProducts(args, context),
  productRecommendations: (_root, args: QueryRootProductRecommendationsArgs, { store }) =>
    recommendationsFor(args, store),
  productTags: (_root, args: { first: number }, { store }) =>
    strings(
      store.products.flatMap(({ product }) => product.tags),
      args,
    ),
  productTypes: (_root, args: { first: number }, { store }) =>
    strings(
      store.products.map(({ product }) => product.productType),
      args,
    ),
  collection: (_root, args: QueryRootCollectionArgs, { store }) => collectionBy(args, store),
  collectionByHandle: (_root, args: { handle: string }, { store }) => collectionBy(args, store),
  collections: (_root, args: QueryRootCollectionsArgs, context) => listCollections(args, context),

  page: (_root, args: ByHandleOrId, { store }) => pageBy(args, store),
  pageByHandle: (_root, args: { handle: string }, { store }) => pageBy(args, store),
  pages: (_root, args: PageArgs, { store }) => paginate(store.pages, args, ({ gid }) => gid),

  node: (_root, { id }: { id: string }, context) => nodeById(id, context),
  nodes: (_root, { ids }: QueryRootNodesArgs, context) => {
    checkListSize(ids)
    return ids.map((id) => nodeById(id, context))
  },
  search: (_root, args: QueryRootSearchArgs, context) => search(args, context),
  predictiveSearch: (_root, args: QueryRootPredictiveSearchArgs, context) => predictiveSearch(args, context),
  sitemap: (_root, args: QueryRootSitemapArgs, context) => sitemap(args, context),
  cart: (_root, { id }: { id: string }, { carts }) => carts.find(id) ?? null,
}
