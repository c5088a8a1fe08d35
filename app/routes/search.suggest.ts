/**
 * @module Suggestions while a shopper types, for the search field.
 */
import { data } from 'react-router'
import { suggestionGroups } from '~/lib/suggestions.ts'
import type { Route } from './+types/search.suggest'

/** Shopify answers at most ten of a kind. */
const LIMIT = 6
const MOST_CHARACTERS = 200

export async function loader({ context: { storefront }, request }: Route.LoaderArgs) {
  const term = (new URL(request.url).searchParams.get('q') ?? '').trim().slice(0, MOST_CHARACTERS)
  if (term === '') return { term, groups: [] }
  const { predictiveSearch } = await storefront.query(SUGGEST_QUERY, {
    variables: { term, limit: LIMIT },
    cache: storefront.CacheShort(),
  })
  const answer = { term, groups: suggestionGroups(predictiveSearch) }
  return data(answer, { headers: { 'Cache-Control': 'private, max-age=60' } })
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
