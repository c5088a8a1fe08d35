/**
 * @module The facets that the Storefront API offers for a list, read in the loader so that the browser needs no parser.
 */
import { z } from 'zod'
import { filterParams, hasFilter, type ListFilter } from './filters.ts'

interface FacetValue {
  id: string
  label: string
  /** Products that are left with this value. */
  count: number
  /** The checkbox's name and value: the filter's parameter in the URL. */
  name: string
  value: string
  /** The value's colour, as CSS writes it. */
  colour: string | null
}

export type Facet =
  | { kind: 'list'; id: string; label: string; values: FacetValue[] }
  /** Dearest and cheapest product of the list, undefined where the shop does not tell. */
  | { kind: 'price'; id: string; label: string; min: number | undefined; max: number | undefined }
export type FacetOf<Kind extends Facet['kind']> = Extract<Facet, { kind: Kind }>

interface RawValue {
  id: string
  label: string
  count: number
  input: unknown
  swatch?: { color?: string | null } | null
}

interface RawFacet {
  id: string
  label: string
  type: string
  values: RawValue[]
}

const text = z.string().min(1)
const amount = z.number().min(0).optional()
const filterSchema: z.ZodType<ListFilter> = z.union([
  z.strictObject({ available: z.boolean() }),
  z.strictObject({ productType: text }),
  z.strictObject({ productVendor: text }),
  z.strictObject({ tag: text }),
  z.strictObject({ variantOption: z.strictObject({ name: text, value: text }) }),
  z.strictObject({ price: z.strictObject({ min: amount, max: amount }) }),
])

/**
 * A facet value's `input`: JSON text or what it spells.
 * Null for filters that the storefront does not offer, such as metafields.
 */
export function parseFacetInput(input: unknown): ListFilter | null {
  const json = typeof input === 'string' ? parseJson(input) : input
  return filterSchema.safeParse(json).data ?? null
}

/**
 * The facets worth offering: a list with a single value narrows nothing, unless it is what the list is narrowed by.
 *
 * @param params the page's query
 */
export function readFacets(facets: readonly RawFacet[], params: URLSearchParams): Facet[] {
  return facets.flatMap<Facet>((facet) => {
    const { id, label } = facet
    if (facet.type === 'PRICE_RANGE') {
      const range = parseFacetInput(facet.values[0]?.input)
      const { min, max } = range !== null && 'price' in range ? range.price : {}
      return [{ kind: 'price', id, label, min, max }]
    }
    const read = facet.values.flatMap((raw) => {
      const filter = parseFacetInput(raw.input)
      return filter === null ? [] : [{ raw, filter }]
    })
    if (read.length < 2 && !read.some(({ filter }) => hasFilter(params, filter))) return []
    return [{ kind: 'list', id, label, values: read.flatMap(({ raw, filter }) => facetValue(raw, filter)) }]
  })
}

function facetValue({ id, label, count, swatch }: RawValue, filter: ListFilter): FacetValue[] {
  const [param] = filterParams(filter)
  if (param === undefined) return []
  return [{ id, label, count, name: param[0], value: param[1], colour: swatch?.color ?? null }]
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
