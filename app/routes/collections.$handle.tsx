/**
 * @module A collection: its products, narrowed, sorted and paged by the URL.
 */
import { Analytics, getPaginationVariables } from '@shopify/hydrogen'
import { Listing } from '~/components/collection/Listing.tsx'
import { Breadcrumbs } from '~/components/ui/Breadcrumbs.tsx'
import { Illustration } from '~/components/ui/Illustration.tsx'
import { Notice } from '~/components/ui/Notice.tsx'
import { readFacets } from '~/lib/facets.ts'
import { parseFilters } from '~/lib/filters.ts'
import {
  COLLECTION_TILE_FRAGMENT,
  FACET_FRAGMENT,
  PAGING_FRAGMENT,
  PRODUCT_CARD_FRAGMENT,
} from '~/lib/fragments.ts'
import { pagedField } from '~/lib/root-field.ts'
import { pageMeta } from '~/lib/seo.ts'
import { COLLECTION_SORTS, chosenSort } from '~/lib/sorting.ts'
import { collectionSchema } from '~/lib/structured-data.ts'
import { loadBelowList, RecommendationShelves } from '~/recommendations/index.ts'
import type { Route } from './+types/collections.$handle'

const PAGE_SIZE = 24

export const meta: Route.MetaFunction = ({ loaderData, matches }) => {
  const root = matches[0].loaderData
  if (loaderData === undefined || root === undefined) return []
  const { collection } = loaderData
  return pageMeta(root, {
    path: `/collections/${collection.handle}`,
    title: collection.seo.title || collection.title,
    description: collection.seo.description || collection.description,
    media: collection.image?.url ?? null,
    jsonLd: collectionSchema(collection, root.origin),
  })
}

export async function loader(args: Route.LoaderArgs) {
  const critical = await loadCriticalData(args)
  return { ...critical, shelves: loadBelowList(args, 'collection', critical.collection.products.nodes) }
}

async function loadCriticalData({ context, params, request }: Route.LoaderArgs) {
  const search = new URL(request.url).searchParams
  const { sortKey, reverse } = chosenSort(search, COLLECTION_SORTS)
  const answer = await context.storefront.query(COLLECTION_QUERY, {
    variables: {
      handle: params.handle,
      filters: parseFilters(search),
      sortKey,
      reverse,
      ...getPaginationVariables(request, { pageBy: PAGE_SIZE }),
    },
    cache: context.storefront.CacheShort(),
  })
  const collection = pagedField(answer, 'collection', request)
  return { collection, facets: readFacets(collection.products.filters, search) }
}

export default function CollectionPage({ loaderData }: Route.ComponentProps) {
  const { collection, facets, shelves } = loaderData
  return (
    <div className="page">
      <header className="collection-head">
        <div className="collection-head__text">
          <Breadcrumbs trail={[{ title: 'Collections', to: '/collections' }]} here={collection.title} />
          <h1 className="page__title">{collection.title}</h1>
          {collection.description !== '' && <p className="lead">{collection.description}</p>}
        </div>
        {collection.image && (
          <Illustration
            className="collection-head__image"
            data={collection.image}
            sizes="(min-width: 48rem) 30vw, 100vw"
            loading="eager"
          />
        )}
      </header>
      <Listing
        products={collection.products}
        facets={facets}
        sorts={COLLECTION_SORTS}
        empty={<Notice title="This collection is being filled">Come back in a few days.</Notice>}
      />
      <RecommendationShelves page={shelves} className="section" />
      <Analytics.CollectionView data={{ collection: { id: collection.id, handle: collection.handle } }} />
    </div>
  )
}

const COLLECTION_QUERY = `#graphql
  ${COLLECTION_TILE_FRAGMENT}
  ${FACET_FRAGMENT}
  ${PAGING_FRAGMENT}
  ${PRODUCT_CARD_FRAGMENT}
  query Collection(
    $handle: String!
    $filters: [ProductFilter!]
    $sortKey: ProductCollectionSortKeys
    $reverse: Boolean
    $first: Int
    $last: Int
    $startCursor: String
    $endCursor: String
    $country: CountryCode
    $language: LanguageCode
  ) @inContext(country: $country, language: $language) {
    collection(handle: $handle) {
      ...CollectionTile
      seo {
        title
        description
      }
      products(
        first: $first
        last: $last
        before: $startCursor
        after: $endCursor
        filters: $filters
        sortKey: $sortKey
        reverse: $reverse
      ) {
        nodes {
          ...ProductCard
        }
        filters {
          ...Facet
        }
        pageInfo {
          ...Paging
        }
      }
    }
  }
` as const
