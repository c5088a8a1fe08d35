/**
 * @module All collections of the shop.
 */
import { getPaginationVariables, Pagination } from '@shopify/hydrogen'
import { CollectionTile } from '~/components/collection/CollectionTile.tsx'
import { Notice } from '~/components/ui/Notice.tsx'
import { COLLECTION_TILE_FRAGMENT, PAGING_FRAGMENT } from '~/lib/fragments.ts'
import { pagedField } from '~/lib/root-field.ts'
import { pageMeta } from '~/lib/seo.ts'
import type { Route } from './+types/collections._index'

const PAGE_SIZE = 24

export const meta: Route.MetaFunction = ({ matches }) =>
  pageMeta(matches[0].loaderData, { path: '/collections', title: 'Collections' })

export async function loader({ context, request }: Route.LoaderArgs) {
  const answer = await context.storefront.query(COLLECTIONS_QUERY, {
    variables: getPaginationVariables(request, { pageBy: PAGE_SIZE }),
    cache: context.storefront.CacheShort(),
  })
  return { collections: pagedField(answer, 'collections', request) }
}

export default function CollectionsPage({ loaderData: { collections } }: Route.ComponentProps) {
  return (
    <div className="page">
      <h1 className="page__title">Collections</h1>
      {collections.nodes.length === 0 && <Notice title="No collections yet" />}
      <Pagination connection={collections}>
        {({ nodes, NextLink, PreviousLink, hasNextPage, hasPreviousPage }) => (
          <div className="product-list">
            {hasPreviousPage && (
              <PreviousLink className="button button--outline product-list__more">Show earlier</PreviousLink>
            )}
            <ul className="tiles">
              {nodes.map((collection, index) => (
                <li key={collection.id}>
                  <CollectionTile collection={collection} loading={index < 3 ? 'eager' : 'lazy'} />
                </li>
              ))}
            </ul>
            {hasNextPage && (
              <NextLink className="button button--outline product-list__more">Show more</NextLink>
            )}
          </div>
        )}
      </Pagination>
    </div>
  )
}

const COLLECTIONS_QUERY = `#graphql
  ${COLLECTION_TILE_FRAGMENT}
  ${PAGING_FRAGMENT}
  query Collections(
    $first: Int
    $last: Int
    $startCursor: String
    $endCursor: String
    $country: CountryCode
    $language: LanguageCode
  ) @inContext(country: $country, language: $language) {
    collections(first: $first, last: $last, before: $startCursor, after: $endCursor) {
      nodes {
        ...CollectionTile
      }
      pageInfo {
        ...Paging
      }
    }
  }
` as const
