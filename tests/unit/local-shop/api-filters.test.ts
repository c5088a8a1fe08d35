import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalShop, startLocalShop } from '../../../local-shop/server/index.ts'
import { shopCatalog } from '../../support/shop-catalog.ts'
import { dataOf, storefront } from '../../support/shop-client.ts'

let shop: LocalShop
beforeAll(async () => {
  shop = await startLocalShop({ port: 0, catalog: shopCatalog() })
})
afterAll(() => shop.close())

const ask = <Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> =>
  dataOf(storefront<Data>(shop.url, query, variables))

interface Titles {
  nodes: { title: string }[]
}

const titles = ({ nodes }: Titles): string[] => nodes.map(({ title }) => title)

describe('filters of a collection', () => {
  interface Facets {
    collection: {
      products: Titles & {
        filters: { id: string; type: string; values: { label: string; count: number; input: string }[] }[]
      }
    }
  }
  const FILTERED = `query($filters: [ProductFilter!]) {
    collection(handle: "everything") {
      products(first: 20, filters: $filters) { nodes { title } filters { id type values { label count input } } }
    }
  }`
  const filtered = async (filters: unknown[]): Promise<Facets['collection']['products']> =>
    (await ask<Facets>(FILTERED, { filters })).collection.products

  it.each([
    [[{ available: false }], ['Enamel Kettle', 'Travel Mug', 'Linen Apron']],
    [
      [{ productType: 'Mugs' }, { available: true }],
      ['Stoneware Mug', 'Speckled Mug'],
    ],
    [
      [{ productType: 'Mugs' }, { productType: 'tea' }],
      ['Stoneware Mug', 'Speckled Mug', 'Travel Mug', 'Sample Sachet'],
    ],
    [[{ price: { min: 48, max: 52 } }], ['Enamel Kettle', 'Linen Apron']],
    [[{ price: { max: 0 } }], ['Sample Sachet']],
    [[{ productVendor: 'Nordlys' }, { price: { min: 50 } }], ['Linen Apron']],
    [[{ variantOption: { name: 'colour', value: 'plum' } }], ['Stoneware Mug', 'Linen Apron']],
    [
      [
        { variantOption: { name: 'colour', value: 'plum' } },
        { variantOption: { name: 'colour', value: 'sky' } },
      ],
      ['Enamel Kettle', 'Stoneware Mug', 'Linen Apron'],
    ],
    [
      [{ variantOption: { name: 'Colour', value: 'Plum' } }, { variantOption: { name: 'Size', value: 'M' } }],
      [],
    ],
    [[{ variantOption: { name: 'Colour', value: 'Sky' } }, { available: true }], []],
    [[{ tag: 'GIFT' }, { productType: 'Candles' }], ['Beeswax Candles']],
    [[], 10],
  ])('%j', async (filters, expected) => {
    const { nodes } = await filtered(filters)
    expect(typeof expected === 'number' ? nodes.length : titles({ nodes })).toEqual(expected)
  })

  it('every facet value leaves as many products as it says', async () => {
    for (const ticked of [[], [{ productType: 'Mugs' }], [{ available: true }, { price: { min: 20 } }]]) {
      const { filters } = await filtered(ticked)
      expect(filters.map(({ id }) => id)).toEqual(
        expect.arrayContaining([
          'filter.v.availability',
          'filter.v.price',
          'filter.p.product_type',
          'filter.p.vendor',
        ]),
      )
      for (const { id, values } of filters) {
        for (const { count, input } of values) {
          const filter: Record<string, unknown> = JSON.parse(input)
          const others = ticked.filter((other) => Object.keys(other)[0] !== Object.keys(filter)[0])
          const { nodes } = await filtered([...others, filter])
          expect([id, input, nodes.length]).toEqual([id, input, count])
        }
      }
    }
  })

  it('keeps the merchant’s order, and an empty collection is empty', async () => {
    const { mugs, empty } = await ask<{ mugs: { products: Titles }; empty: { products: Titles } }>(`{
      mugs: collection(handle: "mugs") { products(first: 9) { nodes { title } } }
      empty: collection(id: "gid://shopify/Collection/5") { products(first: 9) { nodes { title } filters { id } } }
    }`)
    expect(titles(mugs.products)).toEqual(['Travel Mug', 'Speckled Mug', 'Stoneware Mug'])
    expect(empty.products).toEqual({ nodes: [], filters: [] })
  })

  it('refuses filters that this shop does not know', async () => {
    const { errors } = await storefront(shop.url, FILTERED, { filters: [{ category: { id: 'x' } }] })
    expect(errors?.[0]?.message).toBe('The local shop does not serve ProductFilter.category yet.')
  })
})
