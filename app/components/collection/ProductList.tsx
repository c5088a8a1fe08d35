/**
 * @module Products page by page: links without JavaScript, one growing list with it.
 */
import { Pagination } from '@shopify/hydrogen'
import type { PageInfo } from '@shopify/hydrogen/storefront-api-types'
import type { ProductCardFragment } from 'storefrontapi.generated'
import { ProductCard } from '~/components/ProductCard.tsx'

/** Cards that are on the screen when the page opens. */
const EAGER_CARDS = 4

export interface ProductConnection {
  nodes: ProductCardFragment[]
  pageInfo: Pick<PageInfo, 'hasPreviousPage' | 'hasNextPage' | 'startCursor' | 'endCursor'>
}

export function ProductList({ connection, busy }: { connection: ProductConnection; busy: boolean }) {
  return (
    <Pagination connection={connection}>
      {({ nodes, NextLink, PreviousLink, isLoading, hasNextPage, hasPreviousPage }) => (
        <div className="product-list" aria-busy={busy || undefined}>
          {hasPreviousPage && (
            <PreviousLink className="button button--outline product-list__more">
              {isLoading ? 'Loading …' : 'Show earlier products'}
            </PreviousLink>
          )}
          <ul className="product-grid">
            {nodes.map((product, index) => (
              <li key={product.id}>
                <ProductCard product={product} loading={index < EAGER_CARDS ? 'eager' : 'lazy'} />
              </li>
            ))}
          </ul>
          {hasNextPage && (
            <NextLink className="button button--outline product-list__more">
              {isLoading ? 'Loading …' : 'Show more products'}
            </NextLink>
          )}
        </div>
      )}
    </Pagination>
  )
}
