/**
 * @module The search's page: what was found, narrowed and sorted like a collection.
 */
import { Analytics, getPaginationVariables } from '@shopify/hydrogen'
import { Form } from 'react-router'
import { Listing } from '~/components/collection/Listing.tsx'
import { MenuChips } from '~/components/layout/MenuChips.tsx'
import { Notice } from '~/components/ui/Notice.tsx'
import { readFacets } from '~/lib/facets.ts'
import { parseFilters } from '~/lib/filters.ts'
import { FACET_FRAGMENT, PAGING_FRAGMENT, PRODUCT_CARD_FRAGMENT } from '~/lib/fragments.ts'
import { pagedField } from '~/lib/root-field.ts'
import { MOST_CHARACTERS, searchTerm, TERM_PARAM } from '~/lib/search-term.ts'
import { pageMeta } from '~/lib/seo.ts'
import { chosenSort, SEARCH_SORTS } from '~/lib/sorting.ts'
import { loadBelowList, RecommendationShelves } from '~/recommendations/index.ts'
import type { Route } from './+types/search._index'

const PAGE_SIZE = 24

export const meta: Route.MetaFunction = ({ loaderData, matches }) =>
  pageMeta(matches[0].loaderData, {
    path: '/search',
    title: loaderData?.term ? `Search: ${loaderData.term}` : 'Search',
    robots: { noIndex: true },
  })

export async function loader(args: Route.LoaderArgs) {
  const critical = await loadCriticalData(args)
  return { ...critical, shelves: loadBelowList(args, 'search', critical.search?.nodes ?? []) }
}

async function loadCriticalData({ context: { storefront }, request }: Route.LoaderArgs) {
  const params = new URL(request.url).searchParams
  const term = searchTerm(params)
  if (term === '') return { term, search: null, facets: [] }
  const { sortKey, reverse } = chosenSort(params, SEARCH_SORTS)
  const answer = await storefront.query(SEARCH_QUERY, {
    variables: {
      term,
      filters: parseFilters(params),
      sortKey,
      reverse,
      ...getPaginationVariables(request, { pageBy: PAGE_SIZE }),
    },
    cache: storefront.CacheShort(),
  })
  const search = pagedField(answer, 'search', request)
  return { term, search, facets: readFacets(search.productFilters, params) }
}

export default function SearchPage({ loaderData }: Route.ComponentProps) {
  const { term, search, facets, shelves } = loaderData
  return (
    <div className="page">
      <header className="search-head">
        <h1 className="page__title">Search</h1>
        <search>
          <Form method="get" className="field-row search-head__form" key={term}>
            <input
              className="field"
              type="search"
              name={TERM_PARAM}
              aria-label="Search the shop"
              placeholder="Mugs, dark roast, seeds …"
              defaultValue={term}
              maxLength={MOST_CHARACTERS}
            />
            <button type="submit" className="button button--solid">
              Search
            </button>
          </Form>
        </search>
        {search !== null && (
          <p className="lead" role="status">
            {countOf(search.totalCount)} for “{term}”
          </p>
        )}
      </header>
      {search === null && <MenuChips />}
      {search !== null && (
        <Listing
          products={search}
          facets={facets}
          sorts={SEARCH_SORTS}
          keep={{ [TERM_PARAM]: term }}
          empty={<NothingFound />}
        />
      )}
      {/* A key a search: other words are another page. */}
      <RecommendationShelves key={term} page={shelves} className="section" />
      {search !== null && <Analytics.SearchView data={{ searchTerm: term, searchResults: search.nodes }} />}
    </div>
  )
}

const countOf = (count: number) => (count === 1 ? '1 product' : `${count} products`)

function NothingFound() {
  return (
    <Notice title="We have nothing by that name">
      <p>Check the spelling, or try a broader word: “coffee” finds more than “espresso machine”.</p>
      <MenuChips />
    </Notice>
  )
}

const SEARCH_QUERY = `#graphql
  ${FACET_FRAGMENT}
  ${PAGING_FRAGMENT}
  ${PRODUCT_CARD_FRAGMENT}
  query Search(
    $term: String!
    $filters: [ProductFilter!]
    $sortKey: SearchSortKeys
    $reverse: Boolean
    $first: Int
    $last: Int
    $startCursor: String
    $endCursor: String
    $country: CountryCode
    $language: LanguageCode
  ) @inContext(country: $country, language: $language) {
    search(
      query: $term
      types: [PRODUCT]
      productFilters: $filters
      unavailableProducts: LAST
      sortKey: $sortKey
      reverse: $reverse
      first: $first
      last: $last
      before: $startCursor
      after: $endCursor
    ) {
      totalCount
      nodes {
        ...ProductCard
      }
      productFilters {
        ...Facet
      }
      pageInfo {
        ...Paging
      }
    }
  }
` as const
