import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createThrottle } from '../../../local-shop/api/admin/throttle.ts'
import { type LocalShop, startLocalShop } from '../../../local-shop/server/index.ts'
import { shopCatalog } from '../../support/shop-catalog.ts'
import { admin, dataOf } from '../../support/shop-client.ts'

let shop: LocalShop
beforeAll(async () => {
  shop = await startLocalShop({ port: 0, catalog: shopCatalog() })
})
afterAll(() => shop.close())

const ask = <Data = unknown>(query: string, variables: Record<string, unknown> = {}): Promise<Data> =>
  dataOf(admin<Data>(shop.url, query, variables))

it('tells of a product what training reads', async () => {
  expect(
    await ask(`{
      product(id: "gid://shopify/Product/5") {
        id legacyResourceId title handle status tags productType vendor description descriptionHtml
        createdAt updatedAt publishedAt totalInventory tracksInventory
        priceRangeV2 { minVariantPrice { amount currencyCode } }
        compareAtPriceRange { maxVariantCompareAtPrice { amount } }
        options { name position values }
        variants(first: 5) {
          nodes { id sku title price compareAtPrice inventoryQuantity availableForSale selectedOptions { name value } position }
        }
        collections(first: 5) { nodes { id handle title } }
      }
      shop { name currencyCode myshopifyDomain ianaTimezone }
    }`),
  ).toEqual({
    product: {
      id: 'gid://shopify/Product/5',
      legacyResourceId: '5',
      title: 'Crème Brûlée Torch',
      handle: 'creme-brulee-torch',
      status: 'ACTIVE',
      tags: [],
      productType: 'Tools',
      vendor: 'Flamme <& Fils>',
      description: 'For sugar <only>. Use outdoors & with care.',
      descriptionHtml: '<p>For sugar &lt;only&gt;.</p>\n<p>Use outdoors &amp; with care.</p>',
      createdAt: '2025-06-15T09:00:00Z',
      updatedAt: '2025-06-15T09:00:00Z',
      publishedAt: '2025-06-15T09:00:00Z',
      totalInventory: 7,
      tracksInventory: true,
      priceRangeV2: { minVariantPrice: { amount: '39.99', currencyCode: 'USD' } },
      compareAtPriceRange: { maxVariantCompareAtPrice: { amount: '49.99' } },
      options: [{ name: 'Title', position: 1, values: ['Default Title'] }],
      variants: {
        nodes: [
          {
            id: 'gid://shopify/ProductVariant/500',
            sku: 'OE-5-0',
            title: 'Default Title',
            price: '39.99',
            compareAtPrice: '49.99',
            inventoryQuantity: 7,
            availableForSale: true,
            selectedOptions: [{ name: 'Title', value: 'Default Title' }],
            position: 1,
          },
        ],
      },
      collections: {
        nodes: [{ id: 'gid://shopify/Collection/4', handle: 'everything', title: 'Everything' }],
      },
    },
    shop: {
      name: 'Oat & Ember',
      currencyCode: 'USD',
      myshopifyDomain: new URL(shop.url).host,
      ianaTimezone: 'Etc/UTC',
    },
  })
})

interface Titles {
  nodes: { title: string }[]
}

describe('lists', () => {
  it.each([
    ['first: 3', ['Enamel Kettle', 'Stoneware Mug', 'Speckled Mug']],
    ['first: 2, sortKey: TITLE, reverse: true', ['Travel Mug', 'Stoneware Mug']],
    ['first: 9, query: "id:>7 id:<=9"', ['Beeswax Candles', 'Sample Sachet']],
    [
      'first: 9, query: "updated_at:>\'2025-07-01T00:00:00Z\'"',
      ['Morning Blend', 'Night Decaf', 'Beeswax Candles'],
    ],
    ['first: 9, query: "status:active AND vendor:nordlys"', ['Travel Mug', 'Linen Apron']],
    ['first: 9, query: "status:draft"', []],
    ['first: 1, sortKey: UPDATED_AT, reverse: true', ['Beeswax Candles']],
  ])('products(%s)', async (args, titles) => {
    const { products } = await ask<{ products: Titles }>(`{ products(${args}) { nodes { title } } }`)
    expect(products.nodes.map(({ title }) => title)).toEqual(titles)
  })

  it('pages through every variant by edges', async () => {
    interface Variants {
      productVariants: {
        edges: { cursor: string; node: { sku: string } }[]
        pageInfo: { hasNextPage: boolean }
      }
    }
    const skus: string[] = []
    for (let after: string | undefined; ; ) {
      const { productVariants }: Variants = await ask(
        'query($after: String) { productVariants(first: 4, after: $after) { edges { cursor node { sku } } pageInfo { hasNextPage } } }',
        { after },
      )
      skus.push(...productVariants.edges.map(({ node }) => node.sku))
      after = productVariants.edges.at(-1)?.cursor
      if (!productVariants.pageInfo.hasNextPage) break
    }
    expect(skus).toEqual(shopCatalog().products.flatMap(({ variants }) => variants.map(({ sku }) => sku)))
  })

  it('finds by SKU, handle and id, and counts', async () => {
    expect(
      await ask(`{
        productVariants(first: 5, query: "sku:oe-2-1") { nodes { displayName product { handle } } }
        byHandle: productByIdentifier(identifier: { handle: "night-decaf" }) { title }
        byId: productByIdentifier(identifier: { id: "gid://shopify/Product/7" }) { title }
        none: product(id: "gid://shopify/Product/99") { title }
        collections(first: 2, sortKey: TITLE) { nodes { handle productsCount { count } products(first: 1) { nodes { title } } } }
        productsCount(query: "tag:gift") { count precision }
        nodes(ids: ["gid://shopify/Product/1", "gid://shopify/Order/1"]) { id ... on Product { handle } }
      }`),
    ).toEqual({
      productVariants: {
        nodes: [{ displayName: 'Stoneware Mug - Ember', product: { handle: 'stoneware-mug' } }],
      },
      byHandle: { title: 'Night Decaf' },
      byId: { title: 'Night Decaf' },
      none: null,
      collections: {
        nodes: [
          {
            handle: 'everything',
            productsCount: { count: 10 },
            products: { nodes: [{ title: 'Enamel Kettle' }] },
          },
          {
            handle: 'kitchen',
            productsCount: { count: 2 },
            products: { nodes: [{ title: 'Enamel Kettle' }] },
          },
        ],
      },
      productsCount: { count: 3, precision: 'EXACT' },
      nodes: [{ id: 'gid://shopify/Product/1', handle: 'enamel-kettle' }, null],
    })
  })
})

describe('what is not served', () => {
  it.each([
    ['{ orders(first: 1) { nodes { id } } }', 'QueryRoot.orders'],
    ['{ product(id: "gid://shopify/Product/1") { events(first: 1) { nodes { id } } } }', 'Product.events'],
    ['{ shop { email } }', 'Shop.email'],
    ['{ products(first: 1, sortKey: RELEVANCE) { nodes { id } } }', 'the sort key RELEVANCE'],
    [
      'mutation { productDelete(input: { id: "gid://shopify/Product/1" }) { deletedProductId } }',
      'Mutation.productDelete',
    ],
  ])('%s is an error that names it', async (query, what) => {
    const { errors } = await admin(shop.url, query)
    expect(errors).toMatchObject([
      { message: `The local shop does not serve ${what} yet.`, extensions: { code: 'NOT_SERVED_LOCALLY' } },
    ])
  })

  it('a field outside the schema is refused before it is run', async () => {
    const { data, errors } = await admin(shop.url, '{ product(id: "gid://shopify/Product/1") { colour } }')
    expect([data, errors?.[0]?.message]).toEqual([
      undefined,
      'Cannot query field "colour" on type "Product".',
    ])
  })
})

describe('cost', () => {
  const costOf = async (query: string, variables = {}): Promise<number | undefined> =>
    (await admin(shop.url, query, variables)).extensions?.cost?.requestedQueryCost

  it.each([
    ['{ shop { name } }', {}, 1],
    ['{ products(first: 10) { nodes { id } pageInfo { hasNextPage } } }', {}, 12],
    ['{ products(first: 10) { edges { cursor node { id } } } }', {}, 12],
    ['query($n: Int = 4) { products(first: $n) { nodes { id } } }', {}, 6],
    ['query($n: Int = 4) { products(first: $n) { nodes { id } } }', { n: 20 }, 22],
    ['{ products(first: 10) { nodes { id variants(first: 5) { nodes { sku } } } } }', {}, 82],
    [
      '{ ...Q } fragment Q on QueryRoot { products(last: 3) { nodes { ...P } } } fragment P on Product { seo { title } }',
      {},
      8,
    ],
  ])('%s with %o', async (query, variables, points) => {
    expect(await costOf(query, variables)).toBe(points)
  })

  it('beyond 1,000 points a query is refused', async () => {
    const { errors, data } = await admin(
      shop.url,
      '{ products(first: 250) { nodes { variants(first: 100) { nodes { sku } } } } }',
    )
    expect(data).toBeUndefined()
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining(
        'Query cost is 25752, which exceeds the single query max cost limit (1000)',
      ),
      extensions: { code: 'MAX_COST_EXCEEDED' },
    })
  })

  it('a page that was not full is charged for what it held, the rest given back', async () => {
    const query = '{ products(first: 250, query: "status:draft") { nodes { id } } }'
    const { extensions } = await admin(shop.url, query)
    expect(extensions?.cost).toMatchObject({ requestedQueryCost: 252, actualQueryCost: 2 })
    const throttle = createThrottle(() => 0)
    throttle.take(1500)
    throttle.giveBack(1000)
    expect(throttle.status().currentlyAvailable).toBe(1500)
  })

  it('an emptied bucket throttles until points came back', () => {
    let now = 0
    const throttle = createThrottle(() => now)
    expect([throttle.take(1990), throttle.take(11), throttle.take(10)]).toEqual([true, false, true])
    now = 1500
    expect(throttle.status()).toEqual({ maximumAvailable: 2000, currentlyAvailable: 150, restoreRate: 100 })
    expect([throttle.take(151), throttle.take(150)]).toEqual([false, true])
    now = 3_600_000
    expect(throttle.status().currentlyAvailable).toBe(2000)
  })
})
