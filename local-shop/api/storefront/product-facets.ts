/**
 * @module `filters` of a product connection: the facets a shopper can narrow the list by, with how many products each
 * value would leave. A facet's counts ignore the facet's own ticks, since ticking another value of it widens the list.
 */
import type { ProductFilter } from '@shopify/hydrogen/storefront-api-types'
import type { ProductRecord } from '../store/records.ts'
import { optionGroup, productTest } from './product-filters.ts'

interface FacetValue {
  id: string
  label: string
  count: number
  /** JSON of the ProductFilter that ticks this value: what `filters` takes. */
  input: string
  image: null
  swatch: { color: string; image: null } | null
}

interface Facet {
  id: string
  label: string
  type: 'BOOLEAN' | 'LIST' | 'PRICE_RANGE'
  presentation: 'TEXT' | 'SWATCH' | null
  values: FacetValue[]
}

interface Candidate {
  label: string
  filter: ProductFilter
  swatch?: string | null
}

const slug = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')

function distinct<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()]
}

/**
 * The facets of a list.
 * @param all the list before any filter
 * @param ticked the filters in force
 */
export function facetsOf(
  all: readonly ProductRecord[],
  ticked: readonly ProductFilter[] | null | undefined,
): Facet[] {
  const facet = (id: string, label: string, candidates: Candidate[]): Facet => {
    const values = candidates.flatMap(({ label: name, filter, swatch }): FacetValue[] => {
      const count = all.filter(productTest(ticked, { group: id, filter })).length
      const colour = swatch == null ? null : { color: swatch, image: null }
      const input = JSON.stringify(filter)
      return count === 0
        ? []
        : [{ id: `${id}.${slug(name)}`, label: name, count, input, image: null, swatch: colour }]
    })
    const presentation = values.some(({ swatch }) => swatch !== null) ? 'SWATCH' : 'TEXT'
    return { id, label, type: 'LIST', presentation, values }
  }

  const names = (read: (record: ProductRecord) => string): string[] =>
    [...new Set(all.map(read))].toSorted((a, b) => a.localeCompare(b, 'en'))

  const options = all.flatMap(({ product }) => product.options).filter(({ name }) => name !== 'Title')
  const optionFacets = distinct(options, ({ name }) => optionGroup(name)).map(({ name }) => {
    const values = options
      .filter((option) => optionGroup(option.name) === optionGroup(name))
      .flatMap((option) => option.values)
    return facet(
      optionGroup(name),
      name,
      distinct(values, (value) => value.name.toLowerCase()).map((value) => ({
        label: value.name,
        filter: { variantOption: { name: name.toLowerCase(), value: value.name } },
        swatch: value.swatch,
      })),
    )
  })

  return [
    facet('filter.v.availability', 'Availability', [
      { label: 'In stock', filter: { available: true } },
      { label: 'Out of stock', filter: { available: false } },
    ]),
    priceFacet(all, ticked),
    facet(
      'filter.p.product_type',
      'Product type',
      names(({ product }) => product.productType).map((label) => ({ label, filter: { productType: label } })),
    ),
    facet(
      'filter.p.vendor',
      'Brand',
      names(({ product }) => product.vendor).map((label) => ({ label, filter: { productVendor: label } })),
    ),
    ...optionFacets,
  ].filter(({ values }) => values.length > 0)
}

/** One value: the range from 0 to the dearest variant that the other filters leave. */
function priceFacet(
  all: readonly ProductRecord[],
  ticked: readonly ProductFilter[] | null | undefined,
): Facet {
  const id = 'filter.v.price'
  const within = all.filter(productTest(ticked, { group: id, filter: {} }))
  const highest = within.reduce((max, { maxPrice }) => Math.max(max, maxPrice), 0) / 100
  const input = JSON.stringify({ price: { min: 0, max: highest } })
  const value = { id, label: 'Price', count: within.length, input, image: null, swatch: null }
  return {
    id,
    label: 'Price',
    type: 'PRICE_RANGE',
    presentation: null,
    values: within.length === 0 ? [] : [value],
  }
}
