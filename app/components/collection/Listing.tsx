/**
 * @module A list of products beside the form that narrows it; collections and the search share it.
 */
import type { ReactNode } from 'react'
import { Link, useNavigation, useSearchParams } from 'react-router'
import { Notice } from '~/components/ui/Notice.tsx'
import type { Facet } from '~/lib/facets.ts'
import { parseFilters, withoutFilters } from '~/lib/filters.ts'
import type { SortChoices } from '~/lib/sorting.ts'
import { ActiveFilters } from './ActiveFilters.tsx'
import { Facets } from './Facets.tsx'
import { type ProductConnection, ProductList } from './ProductList.tsx'

interface ListingProps {
  products: ProductConnection
  facets: Facet[]
  sorts: SortChoices
  /** Fields of the URL that narrowing must keep: the words of a search. */
  keep?: Record<string, string>
  /** Shown where nothing is left and no filter is to blame. */
  empty: ReactNode
}

export function Listing({ products, facets, sorts, keep, empty }: ListingProps) {
  const [params] = useSearchParams()
  const navigation = useNavigation()
  const filters = parseFilters(params)
  const busy = navigation.state === 'loading' && navigation.location.search !== `?${params}`
  const nothing = products.nodes.length === 0
  if (nothing && filters.length === 0) return empty
  return (
    <div className="listing">
      <Facets facets={facets} params={params} sorts={sorts} keep={keep} active={filters.length} />
      <section className="listing__results" aria-label="Products">
        <h2 className="visually-hidden">Products</h2>
        <ActiveFilters filters={filters} params={params} />
        {nothing ? (
          <Notice title="Nothing here fits all of that">
            <Link className="button button--outline" to={withoutFilters(params)} preventScrollReset>
              Clear all filters
            </Link>
          </Notice>
        ) : (
          <ProductList connection={products} busy={busy} />
        )}
      </section>
    </div>
  )
}
