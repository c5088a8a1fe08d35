import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFacetInput, readFacets } from '../../../app/lib/facets.ts'
import {
  describeFilter,
  filterParams,
  hasFilter,
  type ListFilter,
  parseFilters,
  withoutFilter,
  withoutFilters,
} from '../../../app/lib/filters.ts'

const text = fc.string({ minLength: 1, unit: 'grapheme' })
const price = fc.nat({ max: 1_000_000 }).map((cents) => cents / 100)

const filter: fc.Arbitrary<ListFilter> = fc.oneof(
  fc.record({ available: fc.boolean() }),
  fc.record({ productType: text }),
  fc.record({ productVendor: text }),
  fc.record({ tag: text }),
  fc.record({ variantOption: fc.record({ name: text, value: text }) }),
)
const priceFilter: fc.Arbitrary<ListFilter> = fc.oneof(
  fc.record({ price: fc.record({ min: price }) }),
  fc.record({ price: fc.record({ max: price }) }),
  fc.record({ price: fc.record({ min: price, max: price }) }),
)
/** A list may have any number of filters, but one price. */
const filters = fc
  .tuple(fc.array(filter, { maxLength: 20 }), fc.option(priceFilter))
  .map(([listed, last]) => (last === null ? listed : [...listed, last]))

const paramsOf = (list: ListFilter[]) => new URLSearchParams(list.flatMap(filterParams))

describe('filters in the URL', () => {
  it('come back as they went, whatever the names and values', () => {
    fc.assert(
      fc.property(filters, (list) => {
        const url = new URL(`https://shop.test/collections/all?${paramsOf(list)}`)
        expect(parseFilters(url.searchParams)).toEqual(list)
      }),
    )
  })

  it('never throw and never yield anything the API would refuse, whatever the URL says', () => {
    const anyParam = fc.tuple(
      fc.oneof(
        text,
        fc.constantFrom(
          'filter.v.availability',
          'filter.v.price.gte',
          'filter.v.price.lte',
          'filter.p.tag',
          'filter.v.option.',
          'filter.v.option.Size',
        ),
      ),
      fc.oneof(fc.string(), fc.constantFrom('', '-1', 'NaN', 'Infinity', '1e999', '12.5', '1')),
    )
    fc.assert(
      fc.property(fc.array(anyParam), (params) => {
        const parsed = parseFilters(new URLSearchParams(params))
        expect(parsed.filter((found) => parseFacetInput(found) === null)).toEqual([])
        expect(parsed.length).toBeLessThanOrEqual(51)
      }),
    )
  })

  it('are taken away one by one, and the list begins anew', () => {
    fc.assert(
      fc.property(filters, (list) => {
        const [first] = list
        fc.pre(first !== undefined)
        const params = paramsOf(list)
        params.set('sort_by', 'title-ascending')
        params.set('cursor', 'abc')
        const rest = new URLSearchParams(withoutFilter(params, first))
        expect(hasFilter(params, first)).toBe(true)
        expect(hasFilter(rest, first)).toBe(false)
        expect(rest.get('sort_by')).toBe('title-ascending')
        expect(rest.has('cursor')).toBe(false)
        expect(parseFilters(new URLSearchParams(withoutFilters(params)))).toEqual([])
      }),
    )
  })

  it('leave their neighbours alone when they are taken away', () => {
    const params = paramsOf([{ productType: 'Mug' }, { productType: 'Bowl' }])
    const rest = new URLSearchParams(withoutFilter(params, { productType: 'Mug' }))
    expect(parseFilters(rest)).toEqual([{ productType: 'Bowl' }])
  })

  it('are named in the shopper’s words', () => {
    const money = (amount: number) => `$${amount}`
    expect(describeFilter({ available: true }, money)).toBe('In stock')
    expect(describeFilter({ variantOption: { name: 'Colour', value: 'Sage' } }, money)).toBe('Colour: Sage')
    expect(describeFilter({ price: { min: 10, max: 20 } }, money)).toBe('$10 to $20')
    expect(describeFilter({ price: { max: 20 } }, money)).toBe('Up to $20')
    expect(describeFilter({ price: { min: 10 } }, money)).toBe('From $10')
  })
})

describe('facets', () => {
  const value = (input: unknown, count = 3) => ({ id: String(input), label: 'x', count, input })

  it('read an input as text and as an object, and refuse what the storefront does not offer', () => {
    expect(parseFacetInput('{"productType":"Mug"}')).toEqual({ productType: 'Mug' })
    expect(parseFacetInput({ tag: 'gift' })).toEqual({ tag: 'gift' })
    expect(parseFacetInput('{"productMetafield":{"key":"a","namespace":"b","value":"c"}}')).toBeNull()
    expect(parseFacetInput('{"productType":')).toBeNull()
    expect(parseFacetInput(undefined)).toBeNull()
  })

  it('leave out a list with one value, unless the page is narrowed by it', () => {
    const raw = [{ id: 'type', label: 'Type', type: 'LIST', values: [value('{"productType":"Mug"}')] }]
    expect(readFacets(raw, new URLSearchParams())).toEqual([])
    const narrowed = readFacets(raw, new URLSearchParams({ 'filter.p.product_type': 'Mug' }))
    expect(narrowed).toMatchObject([
      { kind: 'list', values: [{ name: 'filter.p.product_type', value: 'Mug' }] },
    ])
  })

  it('tell the bounds of the price', () => {
    const raw = [
      { id: 'p', label: 'Price', type: 'PRICE_RANGE', values: [value('{"price":{"min":4,"max":90.5}}')] },
    ]
    expect(readFacets(raw, new URLSearchParams())).toEqual([
      { kind: 'price', id: 'p', label: 'Price', min: 4, max: 90.5 },
    ])
  })
})
