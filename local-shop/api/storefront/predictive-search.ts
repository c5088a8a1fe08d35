/**
 * @module predictiveSearch: what to show while somebody types. Every word may be unfinished.
 */
import type {
  PredictiveSearchType,
  QueryRootPredictiveSearchArgs,
} from '@shopify/hydrogen/storefront-api-types'
import { wordsOf } from '../search/words.ts'
import { escapeHtml } from '../store/escape-html.ts'
import type { CollectionRecord, ProductRecord, Store } from '../store/records.ts'
import type { StorefrontContext } from './context.ts'
import { findProducts, placeUnavailable } from './search.ts'

const MAX_LIMIT = 10
const ALL_TYPES: readonly PredictiveSearchType[] = ['PRODUCT', 'COLLECTION', 'QUERY', 'PAGE', 'ARTICLE']

interface Suggestion {
  text: string
  /** HTML; what was typed is in `<mark>`. */
  styledText: string
  trackingParameters: null
}

interface Found {
  products: ProductRecord[]
  collections: CollectionRecord[]
  queries: Suggestion[]
}

/** Phrases worth suggesting, with how many products stand behind each. */
function phrasesOf(store: Store): Map<string, number> {
  const phrases = new Map<string, number>()
  for (const { product } of store.products) {
    for (const phrase of new Set([product.productType, ...product.tags].map((text) => text.toLowerCase()))) {
      phrases.set(phrase, (phrases.get(phrase) ?? 0) + 1)
    }
  }
  return phrases
}

function style(phrase: string, typed: readonly string[]): string {
  return phrase
    .split(/(\s+)/)
    .map((part) => {
      const word = wordsOf(part)[0] ?? ''
      const begun = typed.find((start) => word.startsWith(start) && part.toLowerCase().startsWith(start))
      return begun === undefined
        ? escapeHtml(part)
        : `<mark>${escapeHtml(part.slice(0, begun.length))}</mark>${escapeHtml(part.slice(begun.length))}`
    })
    .join('')
}

function suggestQueries(text: string, store: Store): Suggestion[] {
  const typed = wordsOf(text)
  if (typed.length === 0) return []
  return [...phrasesOf(store)]
    .filter(([phrase]) => {
      const words = wordsOf(phrase)
      return typed.every((start) => words.some((word) => word.startsWith(start)))
    })
    .toSorted(([a, countA], [b, countB]) => countB - countA || a.localeCompare(b, 'en'))
    .map(([phrase]) => ({ text: phrase, styledText: style(phrase, typed), trackingParameters: null }))
}

/** Takes at most `limit` in all, one of each kind in turn. */
function share(found: Found, limit: number): Found {
  const sizes = { products: 0, collections: 0, queries: 0 }
  const kinds = ['products', 'collections', 'queries'] as const
  for (let left = limit, before = -1; left > 0 && before !== left; ) {
    before = left
    for (const kind of kinds) {
      if (left > 0 && sizes[kind] < found[kind].length) {
        sizes[kind]++
        left--
      }
    }
  }
  return {
    products: found.products.slice(0, sizes.products),
    collections: found.collections.slice(0, sizes.collections),
    queries: found.queries.slice(0, sizes.queries),
  }
}

export function predictiveSearch(args: QueryRootPredictiveSearchArgs, context: StorefrontContext) {
  const types = args.types ?? ALL_TYPES
  const limit = Math.min(MAX_LIMIT, Math.max(1, args.limit ?? MAX_LIMIT))
  const scores = context.collectionIndex.search({ text: args.query, prefix: 'every' })
  const found: Found = {
    products: types.includes('PRODUCT')
      ? placeUnavailable(findProducts(args.query, 'every', context), args.unavailableProducts)
      : [],
    collections: types.includes('COLLECTION')
      ? context.store.collections
          .filter(({ gid }) => scores.has(gid))
          .toSorted((a, b) => (scores.get(b.gid) ?? 0) - (scores.get(a.gid) ?? 0))
      : [],
    queries: types.includes('QUERY') ? suggestQueries(args.query, context.store) : [],
  }
  const each = {
    products: found.products.slice(0, limit),
    collections: found.collections.slice(0, limit),
    queries: found.queries.slice(0, limit),
  }
  return { ...(args.limitScope === 'EACH' ? each : share(found, limit)), pages: [], articles: [] }
}
