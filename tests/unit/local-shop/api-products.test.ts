import { getProductOptions } from '@shopify/hydrogen'
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

async function listed(args: string): Promise<string[]> {
  return titles(
    (await ask<{ products: Titles }>(`{ products(first: 20, ${args}) { nodes { title } } }`)).products,
  )
}

describe('a product', () => {
  it('reads as Shopify prints it', async () => {
    const { product } = await ask<{ product: unknown }>(
      `query @inContext(country: US, language: EN) {
      product(handle: "creme-brulee-torch") {
        id title vendor tags description html: descriptionHtml
        short: description(truncateAt: 12) publishedAt createdAt updatedAt availableForSale totalInventory
        priceRange { minVariantPrice { amount currencyCode } maxVariantPrice { amount } }
        compareAtPriceRange { maxVariantPrice { amount } }
        requiresSellingPlan sellingPlanGroups(first: 1) { nodes { name } }
        metafield(namespace: "a", key: "b") { value }
        metafields(identifiers: [{ namespace: "a", key: "b" }, { namespace: "a", key: "c" }]) { value }
      }
    }`,
    )
    expect(product).toEqual({
      id: 'gid://shopify/Product/5',
      title: 'Crème Brûlée Torch',
      vendor: 'Flamme <& Fils>',
      tags: [],
      description: 'For sugar <only>. Use outdoors & with care.',
      html: '<p>For sugar &lt;only&gt;.</p>\n<p>Use outdoors &amp; with care.</p>',
      short: 'For sugar...',
      publishedAt: '2025-06-15T09:00:00Z',
      createdAt: '2025-06-15T09:00:00Z',
      updatedAt: '2025-06-15T09:00:00Z',
      availableForSale: true,
      totalInventory: 7,
      priceRange: {
        minVariantPrice: { amount: '39.99', currencyCode: 'USD' },
        maxVariantPrice: { amount: '39.99' },
      },
      compareAtPriceRange: { maxVariantPrice: { amount: '49.99' } },
      requiresSellingPlan: false,
      sellingPlanGroups: { nodes: [] },
      metafield: null,
      metafields: [null, null],
    })
  })

  it('has prices with one digit after the point at least', async () => {
    const { products } = await ask<{
      products: { nodes: { priceRange: Record<string, { amount: string }> }[] }
    }>('{ products(first: 2, sortKey: PRICE) { nodes { priceRange { minVariantPrice { amount } } } } }')
    expect(products.nodes.map(({ priceRange }) => priceRange.minVariantPrice?.amount)).toEqual([
      '0.0',
      '16.5',
    ])
  })

  it('is read by ids in one query, null for those that are not there', async () => {
    const { nodes, node } = await ask<{ nodes: unknown; node: unknown }>(
      `query($ids: [ID!]!) {
        nodes(ids: $ids) { __typename id ... on Product { title } ... on ProductVariant { sku product { handle } } }
        node(id: "gid://shopify/Collection/2") { ... on Collection { handle } }
      }`,
      {
        ids: [
          'gid://shopify/Product/2',
          'gid://shopify/Product/99',
          'gid://shopify/ProductVariant/301',
          'no gid',
        ],
      },
    )
    expect(nodes).toEqual([
      { __typename: 'Product', id: 'gid://shopify/Product/2', title: 'Stoneware Mug' },
      null,
      null,
      null,
    ])
    expect(node).toEqual({ handle: 'mugs' })
  })
})

describe('variants', () => {
  const KETTLE = `product(handle: "enamel-kettle")`
  const choose = async (args: string): Promise<unknown> =>
    (
      await ask<{ product: { chosen: { title: string } | null } }>(
        `{ ${KETTLE} { chosen: selectedOrFirstAvailableVariant${args} { title } } }`,
      )
    ).product.chosen?.title

  it.each([
    ['', 'Ember / 1 l'],
    ['(selectedOptions: [])', 'Ember / 1 l'],
    [
      '(selectedOptions: [{ name: "Colour", value: "Ember" }, { name: "Size", value: "2 l" }])',
      'Ember / 2 l',
    ],
    ['(selectedOptions: [{ name: "Colour", value: "Moss" }])', 'Moss / 2 l'],
    ['(selectedOptions: [{ name: "Size", value: "2 l" }])', 'Moss / 2 l'],
    ['(selectedOptions: [{ name: "Colour", value: "Sky" }, { name: "Size", value: "2 l" }])', undefined],
    ['(selectedOptions: [{ name: "Lid", value: "Oak" }])', 'Ember / 1 l'],
    ['(selectedOptions: [{ name: "Lid", value: "Oak" }], ignoreUnknownOptions: false)', undefined],
    ['(selectedOptions: [{ name: "colour", value: "SKY" }], caseInsensitiveMatch: true)', 'Sky / 1 l'],
  ])('selectedOrFirstAvailableVariant%s', async (args, title) => {
    expect(await choose(args)).toBe(title)
  })

  it('adjacent ones differ in one option', async () => {
    const { product } = await ask<{ product: { adjacentVariants: { title: string }[] } }>(
      `{ ${KETTLE} { adjacentVariants(selectedOptions: [{ name: "Colour", value: "Ember" }, { name: "Size", value: "2 l" }]) { title } } }`,
    )
    expect(product.adjacentVariants.map(({ title }) => title)).toEqual(['Ember / 1 l', 'Moss / 2 l'])
  })

  it("give Hydrogen's product form what exists and what can be bought", async () => {
    const { product } = await ask<{ product: Parameters<typeof getProductOptions>[0] }>(`
      fragment Variant on ProductVariant {
        id title availableForSale selectedOptions { name value } product { handle title }
      }
      { ${KETTLE} {
        id handle title encodedVariantExistence encodedVariantAvailability
        options { name optionValues { name firstSelectableVariant { ...Variant } swatch { color image { previewImage { url } } } } }
        selectedOrFirstAvailableVariant(selectedOptions: [{ name: "Colour", value: "Ember" }, { name: "Size", value: "2 l" }]) { ...Variant }
        adjacentVariants(selectedOptions: [{ name: "Colour", value: "Ember" }, { name: "Size", value: "2 l" }]) { ...Variant }
      } }`)
    const told = getProductOptions(product).map(({ name, optionValues }) => [
      name,
      optionValues.map((value) => [value.name, value.exists, value.available, value.selected]),
    ])
    expect(told).toEqual([
      [
        'Colour',
        [
          ['Ember', true, true, true],
          ['Moss', true, true, false],
          ['Sky', true, false, false],
        ],
      ],
      [
        'Size',
        [
          ['1 l', true, true, false],
          ['2 l', true, false, true],
        ],
      ],
    ])
    expect(product.options?.[0]?.optionValues?.[0]?.swatch?.color).toBe('#B5471F')
  })
})

describe('lists', () => {
  it.each([
    ['sortKey: TITLE', ['Beeswax Candles', 'Crème Brûlée Torch', 'Enamel Kettle']],
    ['sortKey: TITLE, reverse: true', ['Travel Mug', 'Stoneware Mug', 'Speckled Mug']],
    ['sortKey: PRICE, reverse: true', ['Linen Apron', 'Enamel Kettle', 'Crème Brûlée Torch']],
    ['sortKey: ID', ['Enamel Kettle', 'Stoneware Mug', 'Speckled Mug']],
    ['sortKey: CREATED_AT', ['Sample Sachet', 'Enamel Kettle', 'Linen Apron']],
    ['sortKey: VENDOR', ['Crème Brûlée Torch', 'Travel Mug', 'Linen Apron']],
    ['query: "mug", sortKey: RELEVANCE', ['Stoneware Mug', 'Speckled Mug', 'Travel Mug']],
    ['query: "tag:gift AND -product_type:Candles"', ['Enamel Kettle', 'Stoneware Mug']],
    ['query: "vendor:nordlys OR variants.price:<10"', ['Travel Mug', 'Sample Sachet', 'Linen Apron']],
    ['query: "available_for_sale:false"', ['Travel Mug']],
    ['query: "tag_not:gift product_type:mugs"', ['Speckled Mug', 'Travel Mug']],
    ['query: "published_at:>2025-09-01"', ['Beeswax Candles']],
  ])('%s', async (args, expected) => {
    expect((await listed(args)).slice(0, 3)).toEqual(expected)
  })

  it('warns of search fields that Shopify does not know', async () => {
    const { extensions } = await storefront(
      shop.url,
      '{ products(first: 1, query: "colour:red") { nodes { id } } }',
    )
    expect(extensions?.search).toEqual([{ field: 'colour', message: 'Invalid search field for this query.' }])
  })

  it('best sellers begin with what can be bought and hold everything', async () => {
    const all = await listed('sortKey: BEST_SELLING')
    expect(all.at(-1)).toBe('Travel Mug')
    expect(all.toSorted()).toEqual((await listed('sortKey: TITLE')).toSorted())
  })
})
