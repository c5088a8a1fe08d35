import { afterAll, beforeAll, expect, it } from 'vitest'
import { type LocalShop, startLocalShop } from '../../../local-shop/server/index.ts'
import { shopCatalog } from '../../support/shop-catalog.ts'
import { dataOf, storefront } from '../../support/shop-client.ts'

let shop: LocalShop
beforeAll(async () => {
  shop = await startLocalShop({ port: 0, catalog: shopCatalog() })
})
afterAll(() => shop.close())

const ask = (query: string): Promise<unknown> => dataOf(storefront(shop.url, query))

it('introduces itself', async () => {
  expect(
    await ask(`{
      shop {
        id name description primaryDomain { url host } shipsToCountries moneyFormat
        brand { slogan logo { image { url } } colors { primary { background } } }
        paymentSettings { currencyCode countryCode enabledPresentmentCurrencies acceptedCardBrands }
        privacyPolicy { id handle title body url } subscriptionPolicy { title } termsOfService { handle }
      }
      localization {
        country { isoCode name currency { isoCode symbol } } language { isoCode } availableCountries { isoCode }
      }
      pages(first: 3) { nodes { handle } } none: page(handle: "jobs") { id } blogs(first: 1) { nodes { id } }
      page(handle: "about") { title body bodySummary onlineStoreUrl seo { title } }
      sitemap(type: PAGE) { resources(page: 1) { items { handle } } }
      article(id: "gid://shopify/Article/1") { id } urlRedirects(first: 1, query: "path:/x") { edges { node { target } } }
    }`),
  ).toEqual({
    shop: {
      id: 'gid://shopify/Shop/1',
      name: 'Oat & Ember',
      description: 'Goods for kitchen and table.',
      primaryDomain: { url: shop.url, host: new URL(shop.url).host },
      shipsToCountries: ['US'],
      moneyFormat: ['$', '{{amount}}'].join(''),
      brand: { slogan: 'Made for every day', logo: null, colors: { primary: [{ background: '#FBF8F2' }] } },
      paymentSettings: {
        currencyCode: 'USD',
        countryCode: 'US',
        enabledPresentmentCurrencies: ['USD'],
        acceptedCardBrands: ['VISA', 'MASTERCARD', 'AMERICAN_EXPRESS'],
      },
      privacyPolicy: {
        id: expect.stringMatching(/^gid:\/\/shopify\/ShopPolicy\/\d+$/),
        handle: 'privacy-policy',
        title: 'privacy policy',
        body: '<p>The privacy-policy.</p>',
        url: `${shop.url}/policies/privacy-policy`,
      },
      subscriptionPolicy: null,
      termsOfService: { handle: 'terms-of-service' },
    },
    localization: {
      country: { isoCode: 'US', name: 'United States', currency: { isoCode: 'USD', symbol: '$' } },
      language: { isoCode: 'EN' },
      availableCountries: [{ isoCode: 'US' }],
    },
    pages: { nodes: [{ handle: 'about' }] },
    none: null,
    page: {
      title: 'About',
      body: '<h2>Us</h2><p>Hearth &amp; home.</p>',
      bodySummary: 'Us Hearth & home.',
      onlineStoreUrl: `${shop.url}/pages/about`,
      seo: { title: null },
    },
    sitemap: { resources: { items: [{ handle: 'about' }] } },
    blogs: { nodes: [] },
    article: null,
    urlRedirects: { edges: [] },
  })
})

it('has menus on its own domain that know what they lead to', async () => {
  expect(
    await ask(`{
      menu(handle: "main-menu") {
        itemsCount
        items {
          title url type resourceId
          resource { __typename ... on Collection { handle } }
          items { title url type resource { ... on Product { title } } items { title } }
        }
      }
      footer: menu(handle: "footer") { items { url type resource { ... on ShopPolicy { handle } ... on Page { title } } } }
      none: menu(handle: "side") { id }
    }`),
  ).toEqual({
    menu: {
      itemsCount: 3,
      items: [
        {
          title: 'Kitchen',
          url: `${shop.url}/collections/kitchen`,
          type: 'COLLECTION',
          resourceId: 'gid://shopify/Collection/1',
          resource: { __typename: 'Collection', handle: 'kitchen' },
          items: [
            {
              title: 'Kettle',
              url: `${shop.url}/products/enamel-kettle`,
              type: 'PRODUCT',
              resource: { title: 'Enamel Kettle' },
              items: [],
            },
          ],
        },
        {
          title: 'Search',
          url: `${shop.url}/search`,
          type: 'SEARCH',
          resourceId: null,
          resource: null,
          items: [],
        },
      ],
    },
    footer: {
      items: [
        {
          url: `${shop.url}/policies/privacy-policy`,
          type: 'SHOP_POLICY',
          resource: { handle: 'privacy-policy' },
        },
        { url: `${shop.url}/pages/about`, type: 'PAGE', resource: { title: 'About' } },
        { url: `${shop.url}/collections/all`, type: 'CATALOG', resource: null },
      ],
    },
    none: null,
  })
})

it('lists collections, searched and sorted', async () => {
  expect(
    await ask(`{
      collections(first: 2, sortKey: TITLE) { totalCount nodes { title image { url } } pageInfo { hasNextPage } }
      mugs: collections(first: 5, query: "title:mugs") { nodes { handle description seo { title } updatedAt } }
      none: collection(handle: "sofas") { id }
    }`),
  ).toEqual({
    collections: {
      totalCount: '5',
      nodes: [
        { title: 'Everything', image: { url: `${shop.url}/images/everything.svg` } },
        { title: 'Kitchen', image: { url: `${shop.url}/images/kitchen.svg` } },
      ],
      pageInfo: { hasNextPage: true },
    },
    mugs: {
      nodes: [
        {
          handle: 'mugs',
          description: 'Everything of Mugs.',
          seo: { title: 'Mugs' },
          updatedAt: '2025-05-15T09:00:00Z',
        },
      ],
    },
    none: null,
  })
})
