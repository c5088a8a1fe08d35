import { afterAll, beforeAll, expect, it } from 'vitest'
import { type LocalShop, startLocalShop } from '../../../local-shop/server/index.ts'
import { dataOf, storefront } from '../../support/shop-client.ts'

interface Pictures {
  products: {
    nodes: {
      featuredImage: {
        altText: string
        width: number
        height: number
        plain: string
        small: string
        old: string
      }
      media: {
        nodes: { __typename: string; alt: string; mediaContentType: string; image: { url: string } }[]
      }
    }[]
  }
}

const PICTURES = `{
  products(first: 1) {
    nodes {
      featuredImage {
        altText width height
        plain: url
        small: url(transform: { maxWidth: 200, maxHeight: 100, crop: TOP, scale: 2 })
        old: transformedSrc(maxWidth: 50)
      }
      media(first: 5) { nodes { __typename alt mediaContentType ... on MediaImage { image { url } } } }
    }
  }
}`

let shop: LocalShop
let product: Pictures['products']['nodes'][number]
beforeAll(async () => {
  shop = await startLocalShop({ port: 0 })
  const [first] = (await dataOf(storefront<Pictures>(shop.url, PICTURES))).products.nodes
  if (first === undefined) throw new Error('The demo shop is empty.')
  product = first
})
afterAll(() => shop.close())

it('have absolute addresses that carry the transformation', () => {
  const { plain, small, old } = product.featuredImage
  expect(plain.startsWith(`${shop.url}/images/`)).toBe(true)
  expect(small).toBe(`${plain}?width=400&height=200&crop=top`)
  expect(old).toBe(`${plain}?width=50`)
})

it('are media as well', () => {
  expect(product.media.nodes[0]).toEqual({
    __typename: 'MediaImage',
    alt: product.featuredImage.altText,
    mediaContentType: 'IMAGE',
    image: { url: product.featuredImage.plain },
  })
})

it('are drawn, kept by browsers and not sent twice', async () => {
  const response = await fetch(product.featuredImage.small)
  expect(response.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000')
  expect(await response.text()).toMatch(/^<svg /)
  const etag = response.headers.get('etag') ?? ''
  const again = await fetch(product.featuredImage.small, { headers: { 'if-none-match': `"x", W/${etag}` } })
  expect([again.status, await again.text()]).toEqual([304, ''])
  expect((await fetch(product.featuredImage.small, { headers: { 'if-none-match': '"x"' } })).status).toBe(200)
})

it('that do not exist are 404', async () => {
  const response = await fetch(`${shop.url}/images/nothing-of-the-kind.svg`)
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({
    errors: [{ message: 'There is no image /images/nothing-of-the-kind.svg.' }],
  })
})
