/**
 * @module The Storefront API's predictive search as the groups of suggestions that the search field shows.
 */
import type { SuggestQuery } from 'storefrontapi.generated'
import type { MoneyLike } from './money.ts'

export interface Suggestion {
  title: string
  /** Path in this storefront; the option's key too. */
  to: string
  image?: NonNullable<Predictions['products'][number]['featuredImage']> | null
  price?: MoneyLike
}

export interface SuggestionGroup {
  kind: 'queries' | 'collections' | 'products'
  title: string
  options: Suggestion[]
}

type Predictions = NonNullable<SuggestQuery['predictiveSearch']>

/** Groups that have something to say: products first, then collections, then ways to word the search. */
export function suggestionGroups(found: Predictions | null | undefined): SuggestionGroup[] {
  if (!found) return []
  const groups: SuggestionGroup[] = [
    {
      kind: 'products',
      title: 'Products',
      options: found.products.map((product) => ({
        title: product.title,
        to: `/products/${product.handle}`,
        image: product.featuredImage ?? null,
        price: product.priceRange.minVariantPrice,
      })),
    },
    {
      kind: 'collections',
      title: 'Collections',
      options: found.collections.map(({ title, handle }) => ({ title, to: `/collections/${handle}` })),
    },
    {
      kind: 'queries',
      title: 'Searches',
      options: found.queries.map(({ text }) => ({
        title: text,
        to: `/search?${new URLSearchParams({ q: text })}`,
      })),
    },
  ]
  return groups.filter(({ options }) => options.length > 0)
}
