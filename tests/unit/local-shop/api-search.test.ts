import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalShop, startLocalShop } from '../../../local-shop/server/index.ts'
import { shopCatalog } from '../../support/shop-catalog.ts'
import { dataOf, storefront } from '../../support/shop-client.ts'

let shop: LocalShop
beforeAll(async () => {
  shop = await startLocalShop({ port: 0, catalog: shopCatalog() })
})
afterAll(() => shop.close())

interface Titles {
  nodes: { title: string }[]
}

const SEARCH = `query($term: String!, $first: Int, $after: String, $last: Int, $before: String, $filters: [ProductFilter!],
  $prefix: SearchPrefixQueryType, $unavailable: SearchUnavailableProductsType, $sortKey: SearchSortKeys, $reverse: Boolean) {
  search(query: $term, types: [PRODUCT], first: $first, after: $after, last: $last, before: $before, prefix: $prefix,
    productFilters: $filters, unavailableProducts: $unavailable, sortKey: $sortKey, reverse: $reverse) {
    totalCount
    nodes { __typename ... on Product { title } }
    productFilters { id values { label count } }
    pageInfo { hasNextPage endCursor }
  }
}`

interface Found {
  search: Titles & {
    totalCount: number
    productFilters: { id: string; values: { label: string; count: number }[] }[]
    pageInfo: { hasNextPage: boolean; endCursor: string }
  }
}

const search = async (term: string, variables: Record<string, unknown> = {}): Promise<Found['search']> =>
  (await dataOf(storefront<Found>(shop.url, SEARCH, { term, first: 20, ...variables }))).search
const titles = ({ nodes }: Titles): string[] => nodes.map(({ title }) => title)

describe('search', () => {
  it.each([
    ['mugs', {}, ['Speckled Mug', 'Stoneware Mug', 'Travel Mug']],
    ['creme brulee', {}, ['Crème Brûlée Torch']],
    ['kettel', {}, ['Enamel Kettle']],
    ['enamel ket', {}, []],
    ['enamel ket', { prefix: 'LAST' }, ['Enamel Kettle']],
    ['mug', { unavailable: 'HIDE' }, ['Speckled Mug', 'Stoneware Mug']],
    ['mug', { sortKey: 'PRICE' }, ['Stoneware Mug', 'Speckled Mug', 'Travel Mug']],
    [
      'mug',
      { sortKey: 'PRICE', reverse: true, unavailable: 'SHOW' },
      ['Travel Mug', 'Speckled Mug', 'Stoneware Mug'],
    ],
    ['mug', { filters: [{ productVendor: 'Nordlys' }] }, ['Travel Mug']],
    ['tag:gift mug', {}, ['Stoneware Mug']],
    ['OE-8-0', {}, ['Beeswax Candles']],
    ['plum', {}, ['Linen Apron', 'Stoneware Mug']],
    ['nothing of the kind', {}, []],
    ['', {}, []],
  ])('%s %o', async (term, variables, expected) => {
    const found = await search(term, variables)
    expect([titles(found).toSorted(), found.totalCount]).toEqual([expected.toSorted(), expected.length])
    if ('sortKey' in variables) expect(titles(found)).toEqual(expected)
  })

  it('puts what is sold out last and counts facets over all that was found', async () => {
    const found = await search('mug', { filters: [{ available: true }] })
    expect(titles(await search('mug')).at(-1)).toBe('Travel Mug')
    expect(found.totalCount).toBe(2)
    expect(found.productFilters.find(({ id }) => id === 'filter.v.availability')?.values).toEqual([
      { label: 'In stock', count: 2 },
      { label: 'Out of stock', count: 1 },
    ])
  })

  it('pages', async () => {
    const first = await search('mug', { first: 2 })
    const second = await search('mug', { first: 2, after: first.pageInfo.endCursor })
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false])
    expect([...titles(first), ...titles(second)]).toEqual(titles(await search('mug')))
  })

  it('finds no articles', async () => {
    const { search: articles } = await dataOf(
      storefront<Found>(
        shop.url,
        '{ search(query: "mug", types: [ARTICLE], first: 3) { totalCount nodes { __typename } } }',
      ),
    )
    expect(articles).toEqual({ totalCount: 0, nodes: [] })
  })
})

interface Predicted {
  predictiveSearch: {
    products: { title: string }[]
    collections: { title: string }[]
    queries: { text: string; styledText: string }[]
    pages: unknown[]
    articles: unknown[]
  }
}

const PREDICT = `query($term: String!, $limit: Int, $scope: PredictiveSearchLimitScope, $types: [PredictiveSearchType!]) {
  predictiveSearch(query: $term, limit: $limit, limitScope: $scope, types: $types) {
    products { title } collections { title } queries { text styledText trackingParameters } pages { id } articles { id }
  }
}`
const predict = async (term: string, variables = {}): Promise<Predicted['predictiveSearch']> =>
  (await dataOf(storefront<Predicted>(shop.url, PREDICT, { term, ...variables }))).predictiveSearch

describe('predictiveSearch', () => {
  it('completes every word, over products, collections and queries', async () => {
    const found = await predict('mu', { scope: 'EACH' })
    expect(found.products.map(({ title }) => title).at(-1)).toBe('Travel Mug')
    expect(found.collections).toEqual([{ title: 'Mugs' }])
    expect(found.queries).toEqual([
      { text: 'mugs', styledText: '<mark>mu</mark>gs', trackingParameters: null },
    ])
    expect([found.pages, found.articles]).toEqual([[], []])
    expect((await predict('sto mu')).products).toEqual([{ title: 'Stoneware Mug' }])
  })

  it('shares a limit over all kinds, or gives it to each', async () => {
    const all = await predict('mu', { limit: 3, scope: 'ALL' })
    expect([all.products, all.collections, all.queries].map(({ length }) => length)).toEqual([1, 1, 1])
    const each = await predict('mu', { limit: 2, scope: 'EACH' })
    expect([each.products, each.collections, each.queries].map(({ length }) => length)).toEqual([2, 1, 1])
    const products = await predict('mu', { limit: 2, scope: 'ALL', types: ['PRODUCT'] })
    expect([products.products, products.collections, products.queries].map(({ length }) => length)).toEqual([
      2, 0, 0,
    ])
  })

  it('finds nothing for nothing', async () => {
    expect(await predict('')).toEqual({ products: [], collections: [], queries: [], pages: [], articles: [] })
  })
})

describe('productRecommendations', () => {
  const recommend = async (args: string): Promise<string[] | undefined> =>
    (
      await dataOf(
        storefront<{ productRecommendations: { title: string }[] | null }>(
          shop.url,
          `{ productRecommendations(${args}) { title } }`,
        ),
      )
    ).productRecommendations?.map(({ title }) => title)

  it('RELATED: the same kind at a like price first, sold out last, never the product', async () => {
    const related = await recommend('productHandle: "stoneware-mug"')
    expect(related?.[0]).toBe('Speckled Mug')
    expect(related?.at(-1)).toBe('Travel Mug')
    expect(related).not.toContain('Stoneware Mug')
  })

  it('COMPLEMENTARY: of the kinds that go with it, by turns', async () => {
    const complements = await recommend('productId: "gid://shopify/Product/2", intent: COMPLEMENTARY')
    expect(complements?.toSorted()).toEqual(['Enamel Kettle', 'Morning Blend', 'Night Decaf'])
    expect(complements?.[1]).toBe('Enamel Kettle')
    expect(await recommend('productHandle: "beeswax-candles", intent: COMPLEMENTARY')).toEqual([])
  })

  it('of nothing: null, or an error without a product', async () => {
    expect(await recommend('productId: "gid://shopify/Product/99"')).toBeUndefined()
    const { errors } = await storefront(shop.url, '{ productRecommendations { id } }')
    expect(errors?.[0]?.message).toBe('productRecommendations needs productId or productHandle.')
  })
})
