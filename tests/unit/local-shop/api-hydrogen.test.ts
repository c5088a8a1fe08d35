/**
 * @module Hydrogen itself, unchanged, against the demo shop: its client, cart handler, product form and sitemaps.
 */
import {
  createCartHandler,
  createStorefrontClient,
  decodeEncodedVariant,
  flattenConnection,
  getShopAnalytics,
  getSitemap,
  getSitemapIndex,
} from '@shopify/hydrogen'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { buildCatalog } from '../../../local-shop/catalog/index.ts'
import { type LocalShop, startLocalShop } from '../../../local-shop/server/index.ts'
import { STOREFRONT_PUBLIC_TOKEN } from '../../../local-shop/server/tokens.ts'

const catalog = buildCatalog()
let shop: LocalShop
beforeAll(async () => {
  // Hydrogen's advice to use a cache and a private token.
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  shop = await startLocalShop({ port: 0 })
})
afterAll(() => shop.close())

const clientOf = () =>
  createStorefrontClient({
    storeDomain: shop.url,
    publicStorefrontToken: STOREFRONT_PUBLIC_TOKEN,
    storefrontApiVersion: '2026-04',
    i18n: { language: 'EN', country: 'US' },
  }).storefront

function cartOf() {
  let known: string | undefined
  return createCartHandler({
    storefront: clientOf(),
    getCartId: () => known,
    setCartId: (id) => {
      known = id
      return new Headers()
    },
  })
}

const buyable = catalog.products
  .flatMap(({ variants }) => variants)
  .filter(({ quantityAvailable }) => quantityAvailable > 2)
  .slice(0, 2)
  .map(({ id }) => `gid://shopify/ProductVariant/${id}`)

it('keeps a cart through its handler', async () => {
  const cart = cartOf()
  const [one = '', other = ''] = buyable
  const created = await cart.create({ lines: [{ merchandiseId: one, quantity: 1 }] })
  expect([created.userErrors, created.errors]).toEqual([[], undefined])
  cart.setCartId(created.cart.id)
  await cart.addLines([{ merchandiseId: other, quantity: 2 }])
  await cart.updateDiscountCodes(['WELCOME10'])
  await cart.updateGiftCardCodes(['EMBERGIFT25'])
  await cart.updateNote('Ring twice.')
  await cart.updateAttributes([{ key: 'from', value: 'home' }])
  await cart.updateBuyerIdentity({ countryCode: 'US' })
  const read = await cart.get()
  expect(read?.errors).toBeUndefined()
  expect(read).toMatchObject({
    totalQuantity: 3,
    note: 'Ring twice.',
    discountCodes: [{ code: 'WELCOME10', applicable: true }],
  })
  const lines = flattenConnection(read?.lines)
  await cart.updateLines([{ id: lines[0]?.id ?? '', quantity: 1 }])
  await cart.removeLines([lines[1]?.id ?? ''])
  expect((await cart.get())?.totalQuantity).toBe(1)
})

it('lists every product, collection and page in its sitemaps', async () => {
  const storefront = clientOf()
  const index = await getSitemapIndex({ storefront, request: new Request('https://shop.test/sitemap.xml') })
  const xml = await index.text()
  expect(xml).toMatch('https://shop.test/sitemap/products/1.xml')
  expect(xml).not.toMatch('/sitemap/articles/')
  const links = async (type: string): Promise<string[]> => {
    const handles: string[] = []
    for (let page = 1; xml.includes(`/sitemap/${type}/${page}.xml`); page++) {
      const request = new Request(`https://shop.test/sitemap/${type}/${page}.xml`)
      const getLink = ({ handle = '' }: { handle?: string }): string => `https://shop.test/${handle}`
      const answer = await getSitemap({ storefront, request, params: { type, page: String(page) }, getLink })
      handles.push(
        ...[...(await answer.text()).matchAll(/<loc>https:\/\/shop\.test\/([^<]+)/g)].map(
          (found) => found[1] ?? '',
        ),
      )
    }
    return handles
  }
  expect(await links('products')).toEqual(catalog.products.map(({ handle }) => handle))
  expect(await links('pages')).toEqual(catalog.pages.map(({ handle }) => handle))
  expect(await links('collections')).toEqual(catalog.collections.map(({ handle }) => handle))
})

it('learns of the shop what its analytics need', async () => {
  expect(await getShopAnalytics({ storefront: clientOf(), publicStorefrontId: '1' })).toMatchObject({
    shopId: 'gid://shopify/Shop/1',
    currency: catalog.shop.currency,
    acceptedLanguage: 'EN',
  })
})

interface Page {
  products: {
    nodes: {
      handle: string
      encodedVariantExistence: string
      encodedVariantAvailability: string
      variants: { nodes: { availableForSale: boolean; selectedOptions: { value: string }[] }[] }
      options: { optionValues: { name: string }[] }[]
    }[]
    pageInfo: { hasNextPage: boolean; endCursor: string }
  }
}

const EVERYTHING = `#graphql
  query Everything($first: Int, $endCursor: String, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    products(first: $first, after: $endCursor, sortKey: BEST_SELLING) {
      nodes {
        handle encodedVariantExistence encodedVariantAvailability
        options { optionValues { name } }
        variants(first: 250) { nodes { availableForSale selectedOptions { value } } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }`

it('decodes which variants of every product exist and which can be bought', async () => {
  const storefront = clientOf()
  const seen: string[] = []
  for (let endCursor: string | null = null; ; ) {
    const { products }: Page = await storefront.query(EVERYTHING, { variables: { first: 100, endCursor } })
    for (const {
      handle,
      options,
      variants,
      encodedVariantExistence,
      encodedVariantAvailability,
    } of products.nodes) {
      seen.push(handle)
      const values = (encoded: string): string[] =>
        decodeEncodedVariant(encoded)
          .map((positions) =>
            positions.map((position, at) => options[at]?.optionValues[position]?.name).join(' / '),
          )
          .toSorted()
      const titles = (nodes: Page['products']['nodes'][number]['variants']['nodes']): string[] =>
        nodes.map(({ selectedOptions }) => selectedOptions.map(({ value }) => value).join(' / ')).toSorted()
      expect(values(encodedVariantExistence)).toEqual(titles(variants.nodes))
      expect(values(encodedVariantAvailability)).toEqual(
        titles(variants.nodes.filter(({ availableForSale }) => availableForSale)),
      )
    }
    if (!products.pageInfo.hasNextPage) break
    endCursor = products.pageInfo.endCursor
  }
  expect(seen.toSorted()).toEqual(catalog.products.map(({ handle }) => handle).toSorted())
})
