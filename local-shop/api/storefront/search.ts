/**
 * @module search: products by full text, tolerant, with facets. The shop has no pages or articles to find.
 */
import type { QueryRootSearchArgs } from '@shopify/hydrogen/storefront-api-types'
import { type Connection, paginate } from '../connection.ts'
import { compileSearch } from '../search/compile.ts'
import { searchableProducts } from '../search/product-search.ts'
import { parseSearch, type SearchNode } from '../search/syntax.ts'
import type { ProductRecord } from '../store/records.ts'
import type { StorefrontContext } from './context.ts'
import { facetsOf } from './product-facets.ts'
import { productTest } from './product-filters.ts'

type UnavailableProducts = QueryRootSearchArgs['unavailableProducts']

/** Hides unavailable products or moves them behind the others, each part keeping its order. LAST is the default. */
export function placeUnavailable(
  products: readonly ProductRecord[],
  rule: UnavailableProducts,
): ProductRecord[] {
  const available = products.filter(({ availableForSale }) => availableForSale)
  if (rule === 'HIDE') return available
  if (rule === 'SHOW') return [...products]
  return [...available, ...products.filter(({ availableForSale }) => !availableForSale)]
}

/** Whether a search string uses more of the syntax than words one after the other. */
function hasSyntax(node: SearchNode): boolean {
  if (node.type === 'term') return node.field !== null || node.phrase || node.prefix
  return node.type !== 'all' || node.nodes.some(hasSyntax)
}

/**
 * Products for a search string, best first. Plain words go through the tolerant index; what uses Shopify's search syntax is
 * taken at its word.
 */
export function findProducts(
  text: string,
  prefix: 'none' | 'last' | 'every',
  context: StorefrontContext,
): ProductRecord[] {
  const tree = parseSearch(text)
  const scores = context.productIndex.search({ text, prefix })
  const score = (record: ProductRecord): number => scores.get(record.gid) ?? 0
  const found = hasSyntax(tree)
    ? context.store.products.filter(
        compileSearch(tree, searchableProducts, (warning) => context.warnings.push(warning)),
      )
    : context.store.products.filter((record) => scores.has(record.gid))
  return found.toSorted((a, b) => score(b) - score(a) || a.salesRank - b.salesRank)
}

export function search(
  args: QueryRootSearchArgs,
  context: StorefrontContext,
): Connection<ProductRecord> & { totalCount: number; productFilters: () => ReturnType<typeof facetsOf> } {
  const wanted = args.types == null || args.types.includes('PRODUCT')
  const all = wanted ? findProducts(args.query, args.prefix === 'LAST' ? 'last' : 'none', context) : []
  const filtered = all.filter(productTest(args.productFilters))
  const sorted = args.sortKey === 'PRICE' ? filtered.toSorted((a, b) => a.minPrice - b.minPrice) : filtered
  const placed = placeUnavailable(
    args.reverse === true ? sorted.toReversed() : sorted,
    args.unavailableProducts,
  )
  return {
    ...paginate(placed, { ...args, reverse: false }, (record) => record.gid),
    totalCount: placed.length,
    productFilters: () => facetsOf(placeUnavailable(all, args.unavailableProducts), args.productFilters),
  }
}
