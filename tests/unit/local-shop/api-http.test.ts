import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalShop, startLocalShop } from '../../../local-shop/server/index.ts'
import { STOREFRONT_PRIVATE_TOKEN, STOREFRONT_PUBLIC_TOKEN } from '../../../local-shop/server/tokens.ts'
import { shopCatalog } from '../../support/shop-catalog.ts'
import { dataOf, storefront } from '../../support/shop-client.ts'

let shop: LocalShop
beforeAll(async () => {
  shop = await startLocalShop({ port: 0, catalog: shopCatalog() })
})
afterAll(() => shop.close())

const PUBLIC = { 'x-shopify-storefront-access-token': STOREFRONT_PUBLIC_TOKEN }
const NAME = JSON.stringify({ query: '{ shop { name } }' })
const STOREFRONT = '/api/2026-04/graphql.json'
const ADMIN = '/admin/api/2026-04/graphql.json'

const post = (path: string, headers: Record<string, string>, body: string): Promise<Response> =>
  fetch(`${shop.url}${path}`, { method: 'POST', headers, body })

describe('tokens', () => {
  it.each([
    ['none', {}],
    ['a wrong public one', { 'x-shopify-storefront-access-token': 'guess' }],
    ['a wrong private one', { 'shopify-storefront-private-token': STOREFRONT_PUBLIC_TOKEN }],
  ])('Storefront API: %s is 401', async (_what, headers) => {
    const response = await post(STOREFRONT, headers, NAME)
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHORIZED' } }] })
  })

  it.each([
    ['public', PUBLIC],
    ['private', { 'shopify-storefront-private-token': STOREFRONT_PRIVATE_TOKEN }],
  ])('Storefront API: the %s one opens', async (_what, headers) => {
    const response = await post(STOREFRONT, headers, NAME)
    expect([response.status, await response.json()]).toEqual([
      200,
      { data: { shop: { name: 'Oat & Ember' } } },
    ])
  })

  it('Admin API: the storefront token is 401', async () => {
    const response = await post(ADMIN, { 'x-shopify-access-token': STOREFRONT_PUBLIC_TOKEN }, NAME)
    expect(response.status).toBe(401)
    expect(await response.json()).toEqual({ errors: expect.stringContaining('Invalid API key') })
  })
})

describe('requests that are wrong', () => {
  it.each([
    ['not JSON', '{"query": ', 'The request body is not JSON'],
    ['empty', '', 'The request body is not JSON'],
    ['without a query', '{}', 'Not a GraphQL request: query'],
    ['an array', '[]', 'Not a GraphQL request: the body'],
    ['variables that are none', '{"query":"{shop{id}}","variables":3}', 'Not a GraphQL request: variables'],
  ])('%s is 400', async (_what, body, message) => {
    const response = await post(STOREFRONT, PUBLIC, body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ errors: [{ message: expect.stringContaining(message) }] })
  })

  it('a body beyond a megabyte is 413, also when it does not say how long it is', async () => {
    const large = JSON.stringify({ query: `{ shop { name } } #${'x'.repeat(1024 * 1024)}` })
    expect((await post(STOREFRONT, PUBLIC, large)).status).toBe(413)
    const status = await new Promise((resolve, reject) => {
      const sent = request(`${shop.url}${STOREFRONT}`, { method: 'POST', headers: PUBLIC }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      sent.on('error', reject)
      sent.write(large.slice(0, 600_000))
      sent.end(large.slice(600_000))
    })
    expect(status).toBe(413)
  })

  it('another address is 404, another method 405', async () => {
    expect((await fetch(`${shop.url}/api/graphql.json`)).status).toBe(404)
    const response = await fetch(`${shop.url}${STOREFRONT}`)
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
    expect((await fetch(shop.url, { method: 'DELETE' })).status).toBe(405)
  })

  it('the shop goes on after all of it', async () => {
    expect(await dataOf(storefront(shop.url, '{ shop { name } }'))).toEqual({ shop: { name: 'Oat & Ember' } })
  })
})

describe('queries that Shopify would refuse', () => {
  it.each([
    ['an unknown field', '{ shop { motto } }', 'Cannot query field "motto" on type "Shop".'],
    ['a missing argument', '{ menu { id } }', 'argument "handle" of type "String!" is required'],
    ['a missing selection', '{ shop }', 'must have a selection of subfields'],
    [
      'a value outside the enum',
      '{ products(first: 1, sortKey: COLOUR) { nodes { id } } }',
      'ProductSortKeys',
    ],
    ['a foreign country', 'query @inContext(country: XX) { shop { name } }', 'CountryCode'],
    ['a syntax error', '{ shop {', 'Syntax Error'],
    [
      'a variable of another type',
      'query($n: String) { products(first: $n) { nodes { id } } }',
      'expecting type "Int"',
    ],
  ])('%s', async (_what, query, message) => {
    const response = await post(STOREFRONT, PUBLIC, JSON.stringify({ query }))
    expect(response.status).toBe(200)
    const answer = await response.json()
    expect(answer).toEqual({
      errors: [expect.objectContaining({ message: expect.stringContaining(message) })],
    })
  })

  it('no page size, one too large, too many ids', async () => {
    const ids = Array.from({ length: 251 }, (_, id) => `gid://shopify/Product/${id}`)
    const messages = await Promise.all([
      storefront(shop.url, '{ products { nodes { id } } }'),
      storefront(shop.url, '{ products(first: 251) { nodes { id } } }'),
      storefront(shop.url, 'query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids }),
    ])
    expect(messages.map(({ errors }) => errors?.[0]?.message)).toEqual([
      'You must provide one of first or last.',
      'first must be at most 250; it is 251.',
      'The input array size of 251 is greater than the maximum allowed of 250.',
    ])
  })
})

describe('what the local shop lacks', () => {
  it('is an error that names it', async () => {
    const { data, errors } = await storefront(shop.url, 'mutation { cartClone(cartId: "x") { cart { id } } }')
    expect(data).toEqual({ cartClone: null })
    expect(errors).toMatchObject([
      {
        message: 'The local shop does not serve Mutation.cartClone yet.',
        path: ['cartClone'],
        extensions: { code: 'NOT_SERVED_LOCALLY' },
      },
    ])
  })

  it.each([
    '{ customer(customerAccessToken: "x") { id } }',
    'mutation { customerAccessTokenDelete(customerAccessToken: "x") { deletedAccessToken } }',
  ])('%s: there are no customers', async (query) => {
    const { errors } = await storefront(shop.url, query)
    expect(errors?.[0]?.message).toMatch('The local shop has no customer accounts')
  })
})

describe('browsers', () => {
  it('may ask from any origin', async () => {
    const asked = await fetch(`${shop.url}${STOREFRONT}`, { method: 'OPTIONS' })
    expect(asked.status).toBe(204)
    expect(asked.headers.get('access-control-allow-headers')).toMatch('X-Shopify-Storefront-Access-Token')
    for (const response of [asked, await post(STOREFRONT, PUBLIC, NAME), await post(STOREFRONT, {}, NAME)]) {
      expect(response.headers.get('access-control-allow-origin')).toBe('*')
    }
  })

  it('read on the start page what this is', async () => {
    const response = await fetch(shop.url)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const html = await response.text()
    expect(html).toMatch('Oat &amp; Ember, the local shop')
    expect(html).toMatch(STOREFRONT_PUBLIC_TOKEN)
    const head = await fetch(shop.url, { method: 'HEAD' })
    expect([head.headers.get('content-length'), await head.text()]).toEqual([
      String(Buffer.byteLength(html)),
      '',
    ])
  })
})

describe('addresses', () => {
  const IMAGE = '{ products(first: 1) { nodes { featuredImage { url } } } }'
  const imageUrl = async (host: string): Promise<string> =>
    await new Promise((resolve, reject) => {
      const headers = {
        ...PUBLIC,
        host,
        'content-length': Buffer.byteLength(JSON.stringify({ query: IMAGE })),
      }
      const sent = request(`${shop.url}${STOREFRONT}`, { method: 'POST', headers }, async (response) => {
        let text = ''
        for await (const chunk of response) text += chunk
        resolve(JSON.parse(text).data.products.nodes[0].featuredImage.url)
      })
      sent.on('error', reject)
      sent.end(JSON.stringify({ query: IMAGE }))
    })

  it('are on the host the request came by', async () => {
    expect(await imageUrl('shop.test:4100')).toMatch(/^http:\/\/shop\.test:4100\/images\//)
  })

  it('are on the own host where the header is nonsense', async () => {
    expect(await imageUrl('evil.test/"><script>')).toMatch(`${shop.url}/images/`)
  })
})
