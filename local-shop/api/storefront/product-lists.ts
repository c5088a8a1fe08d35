/**
 * @module Lists of products: `QueryRoot.products` and `Collection.products`.
 */
import type { CollectionProductsArgs, QueryRootProductsArgs } from '@shopify/hydrogen/storefront-api-types'
import { type Connection, paginate } from '../connection.ts'
import { compileSearch } from '../search/compile.ts'
import { searchableProducts } from '../search/product-search.ts'
import { parseSearch } from '../search/syntax.ts'
import type { CollectionRecord, ProductRecord } from '../store/records.ts'
import type { StorefrontContext } from './context.ts'
import { facetsOf } from './product-facets.ts'
import { productTest } from './product-filters.ts'
import { sortProducts } from './product-sort.ts'

type ProductConnection = Connection<ProductRecord> & { filters: () => ReturnType<typeof facetsOf> }

/** Products of the whole shop. RELEVANCE orders by full text score where the query has words of its own. */
export function listProducts(args: QueryRootProductsArgs, context: StorefrontContext): ProductConnection {
  const query = args.query ?? ''
  const test = compileSearch(parseSearch(query), searchableProducts, (warning) =>
    context.warnings.push(warning),
  )
  const found = context.store.products.filter(test)
  const sorted =
    args.sortKey === 'RELEVANCE' ? byRelevance(found, query, context) : sortProducts(found, args.sortKey)
  return { ...paginate(sorted, args, (record) => record.gid), filters: () => facetsOf(found, null) }
}

function byRelevance(
  found: readonly ProductRecord[],
  text: string,
  { productIndex }: StorefrontContext,
): readonly ProductRecord[] {
  const scores = productIndex.search({ text, prefix: 'none' })
  return sortProducts(found, 'ID').toSorted((a, b) => (scores.get(b.gid) ?? 0) - (scores.get(a.gid) ?? 0))
}

/** Products of a collection, filtered; facets are those of the whole collection. */
export function listCollectionProducts(
  { members }: CollectionRecord,
  args: CollectionProductsArgs,
): ProductConnection {
  const found = members.filter(productTest(args.filters))
  return {
    ...paginate(sortProducts(found, args.sortKey), args, (record) => record.gid),
    filters: () => facetsOf(members, args.filters),
  }
}
