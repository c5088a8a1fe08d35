/**
 * @module Everything the shop sells, sorted and paged by the URL: where Shopify's menu entry “Catalog” leads.
 */
import { getPaginationVariables } from '@shopify/hydrogen'
import { Listing } from '~/components/collection/Listing.tsx'
import { Breadcrumbs } from '~/components/ui/Breadcrumbs.tsx'
import { Notice } from '~/components/ui/Notice.tsx'
import { PAGING_FRAGMENT, PRODUCT_CARD_FRAGMENT } from '~/lib/fragments.ts'
import { pagedField } from '~/lib/root-field.ts'
import { pageMeta } from '~/lib/seo.ts'
import { CATALOG_SORTS, chosenSort } from '~/lib/sorting.ts'
import { loadBelowList, RecommendationShelves } from '~/recommendations/index.ts'
import type { Route } from './+types/collections.all'

const PAGE_SIZE = 24
const TITLE = 'All products'

export const meta: Route.MetaFunction = ({ matches }) =>
  pageMeta(matches[0].loaderData, { path: '/collections/all', title: TITLE })

export async function loader(args: Route.LoaderArgs) {
  const critical = await loadCriticalData(args)
  return { ...critical, shelves: loadBelowList(args, 'collection', critical.products.nodes) }
}

async function loadCriticalData({ context: { storefront }, request }: Route.LoaderArgs) {
  const { sortKey, reverse } = chosenSort(new URL(request.url).searchParams, CATALOG_SORTS)
  const answer = await storefront.query(CATALOG_QUERY, {
    variables: { sortKey, reverse, ...getPaginationVariables(request, { pageBy: PAGE_SIZE }) },
    cache: storefront.CacheShort(),
  })
  return { products: pagedField(answer, 'products', request) }
}

export default function CatalogPage({ loaderData: { products, shelves } }: Route.ComponentProps) {
  return (
    <div className="page">
      <Breadcrumbs trail={[{ title: 'Collections', to: '/collections' }]} here={TITLE} />
      <h1 className="page__title">{TITLE}</h1>
      {/* Shopify filters collections and searches, but not the whole catalog. */}
      <Listing
        products={products}
        facets={[]}
        sorts={CATALOG_SORTS}
        empty={<Notice title="The shop is being filled">Come back in a few days.</Notice>}
      />
      <RecommendationShelves page={shelves} className="section" />
    </div>
  )
}

const CATALOG_QUERY = `#graphql
  ${PAGING_FRAGMENT}
  ${PRODUCT_CARD_FRAGMENT}
  query Catalog(
    $sortKey: ProductSortKeys
    $reverse: Boolean
    $first: Int
    $last: Int
    $startCursor: String
    $endCursor: String
    $country: CountryCode
    $language: LanguageCode
  ) @inContext(country: $country, language: $language) {
    products(
      first: $first
      last: $last
      before: $startCursor
      after: $endCursor
      sortKey: $sortKey
      reverse: $reverse
    ) {
      nodes {
        ...ProductCard
      }
      pageInfo {
        ...Paging
      }
    }
  }
` as const
