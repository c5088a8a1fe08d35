/**
 * @module Suggestions while a shopper types, for the search field.
 */
import { data } from 'react-router'
import { searchTerm } from '~/lib/search-term.ts'
import { type SuggestionGroup, suggestionGroups } from '~/lib/suggestions.ts'
import type { Route } from './+types/search.suggest'

/** Shopify answers at most ten of a kind. */
const LIMIT = 6

interface Suggestions {
  /** What the suggestions are for. */
  term: string
  groups: SuggestionGroup[]
}

const nothing = (term: string): Suggestions => ({ term, groups: [] })

export async function loader({ context: { storefront }, request }: Route.LoaderArgs) {
  const term = searchTerm(new URL(request.url).searchParams)
  if (term === '') return data(nothing(term))
  try {
    const answer = await storefront.query(SUGGEST_QUERY, {
      variables: { term, limit: LIMIT },
      cache: storefront.CacheShort(),
    })
    if (answer.errors !== undefined) throw answer.errors[0]
    const suggestions: Suggestions = { term, groups: suggestionGroups(answer.predictiveSearch) }
    return data(suggestions, { headers: { 'Cache-Control': 'private, max-age=60' } })
  } catch (error) {
    console.error(error)
    return data(nothing(term))
  }
}

/** A lost connection costs the suggestions, never the page around the field. */
export async function clientLoader({ request, serverLoader }: Route.ClientLoaderArgs): Promise<Suggestions> {
  try {
    return await serverLoader()
  } catch {
    return nothing(searchTerm(new URL(request.url).searchParams))
  }
}

const SUGGEST_QUERY = `#graphql
  query Suggest($term: String!, $limit: Int!, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    predictiveSearch(query: $term, limit: $limit, limitScope: EACH, types: [PRODUCT, COLLECTION, QUERY]) {
      products {
        id
        handle
        title
        featuredImage {
          id
          url
          altText
          width
          height
        }
        priceRange {
          minVariantPrice {
            amount
            currencyCode
          }
        }
      }
      collections {
        id
        handle
        title
      }
      queries {
        text
      }
    }
  }
` as const
