/**
 * @module Product filters in the URL, spelled as Shopify's own themes spell them, and in the Storefront API's words.
 *
 *     ?filter.v.availability=1&filter.v.price.gte=10&filter.p.product_type=Mug&filter.v.option.Colour=Sage
 */
/** The Storefront API's filters that the storefront offers; each object has exactly one key. */
export type ListFilter =
  | { available: boolean }
  | { productType: string }
  | { productVendor: string }
  | { tag: string }
  | { variantOption: { name: string; value: string } }
  | { price: { min?: number; max?: number } }

const PREFIX = 'filter.'
const OPTION = 'filter.v.option.'
const NAMES = {
  available: 'filter.v.availability',
  productType: 'filter.p.product_type',
  productVendor: 'filter.p.vendor',
  tag: 'filter.p.tag',
  min: 'filter.v.price.gte',
  max: 'filter.v.price.lte',
} as const
export const PRICE_NAMES = { min: NAMES.min, max: NAMES.max } as const

/** More filters than that are no shopper's. */
const MOST_FILTERS = 50

/** The URL's parameters of one filter: one, but two for a price with both ends. */
export function filterParams(filter: ListFilter): [name: string, value: string][] {
  if ('available' in filter) return [[NAMES.available, filter.available ? '1' : '0']]
  if ('productType' in filter) return [[NAMES.productType, filter.productType]]
  if ('productVendor' in filter) return [[NAMES.productVendor, filter.productVendor]]
  if ('tag' in filter) return [[NAMES.tag, filter.tag]]
  if ('variantOption' in filter) return [[OPTION + filter.variantOption.name, filter.variantOption.value]]
  const { min, max } = filter.price
  return [
    ...(min === undefined ? [] : [[NAMES.min, String(min)] satisfies [string, string]]),
    ...(max === undefined ? [] : [[NAMES.max, String(max)] satisfies [string, string]]),
  ]
}

/**
 * The filters that a URL asks for, in the order in which it does; both ends of the price are one filter, the last.
 * Parameters that make no sense are left out: old links must still open.
 */
export function parseFilters(params: URLSearchParams): ListFilter[] {
  const filters: ListFilter[] = []
  for (const [name, value] of params) {
    const filter = value === '' ? null : parseParam(name, value)
    if (filter !== null && filters.length < MOST_FILTERS) filters.push(filter)
  }
  const min = parsePrice(params.get(NAMES.min))
  const max = parsePrice(params.get(NAMES.max))
  if (min !== undefined || max !== undefined) {
    filters.push({ price: { ...(min !== undefined && { min }), ...(max !== undefined && { max }) } })
  }
  return filters
}

function parseParam(name: string, value: string): ListFilter | null {
  switch (name) {
    case NAMES.available:
      return value === '1' || value === '0' ? { available: value === '1' } : null
    case NAMES.productType:
      return { productType: value }
    case NAMES.productVendor:
      return { productVendor: value }
    case NAMES.tag:
      return { tag: value }
    default:
      return name.startsWith(OPTION) && name.length > OPTION.length
        ? { variantOption: { name: name.slice(OPTION.length), value } }
        : null
  }
}

function parsePrice(text: string | null): number | undefined {
  if (text === null || text.trim() === '') return undefined
  const price = Number(text)
  return Number.isFinite(price) && price >= 0 ? price : undefined
}

/** Whether the URL asks for this filter. */
export function hasFilter(params: URLSearchParams, filter: ListFilter): boolean {
  return filterParams(filter).every(([name, value]) => params.getAll(name).includes(value))
}

/** The URL's query without this filter, and back on the first page. */
export function withoutFilter(params: URLSearchParams, filter: ListFilter): string {
  const rest = new URLSearchParams(params)
  for (const [name, value] of filterParams(filter)) rest.delete(name, value)
  return firstPage(rest)
}

/** The URL's query without any filter, and back on the first page. */
export function withoutFilters(params: URLSearchParams): string {
  const rest = new URLSearchParams(params)
  for (const name of [...rest.keys()]) if (name.startsWith(PREFIX)) rest.delete(name)
  return firstPage(rest)
}

function firstPage(params: URLSearchParams): string {
  params.delete('cursor')
  params.delete('direction')
  return `?${params}`
}

/** A filter in the shopper's words, for the chip that takes it away. */
export function describeFilter(filter: ListFilter, money: (amount: number) => string): string {
  if ('available' in filter) return filter.available ? 'In stock' : 'Sold out'
  if ('productType' in filter) return filter.productType
  if ('productVendor' in filter) return filter.productVendor
  if ('tag' in filter) return filter.tag
  if ('variantOption' in filter) return `${filter.variantOption.name}: ${filter.variantOption.value}`
  const { min, max } = filter.price
  if (min === undefined) return `Up to ${money(max ?? 0)}`
  return max === undefined ? `From ${money(min)}` : `${money(min)} to ${money(max)}`
}
