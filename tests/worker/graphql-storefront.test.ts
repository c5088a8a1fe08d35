/**
 * POST /graphql while the Storefront API behind it is slow, down or wrong, and what it is told of who asks.
 */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { query, storefrontAnswers, watchStorefront } from './support/graphql.ts'
import { shopWorker } from './support/shop-release.ts'

afterEach(() => vi.restoreAllMocks())

const ITEMS = `query ($ids: [ID!]!) { recommendations(slot: FOR_YOU, productIds: $ids, limit: 2) {
  items { productId product { title } } } }`

describe('a Storefront API', () => {
  it.each([
    ['that is down', () => Promise.reject(new TypeError('connection refused')), /can't be reached/],
    [
      'that is slow',
      () => Promise.reject(new DOMException('The operation timed out', 'TimeoutError')),
      /did not answer within 3 s/,
    ],
    ['that fails', () => Promise.resolve(new Response('<html>', { status: 502 })), /answered 502/],
    [
      'that refuses the query',
      () => Promise.resolve(Response.json({ errors: [{ message: 'Query cost is 2000' }] })),
      /Query cost is 2000/,
    ],
  ])('%s costs the products alone, each with an error', async (_, answers, message) => {
    const { worker, products } = await shopWorker()
    const calls = storefrontAnswers(answers)
    const answer = await query(worker, ITEMS, { ids: [products[0]?.id] })
    expect(calls).toHaveBeenCalledOnce()
    expect(answer.data).toEqual({
      recommendations: { items: [1, 2].map((row) => ({ productId: products[row]?.id, product: null })) },
    })
    expect(answer.errors?.map(({ path, extensions }) => [path?.join('.'), extensions?.code])).toEqual([
      ['recommendations.items.0.product', 'storefront_failed'],
      ['recommendations.items.1.product', 'storefront_failed'],
    ])
    expect(answer.errors?.[0]?.message).toMatch(message)
  })

  it('that can tell part of a product leaves its error where it struck', async () => {
    const { worker, products } = await shopWorker()
    storefrontAnswers(async () =>
      Response.json({
        data: { p0: [{ __typename: 'Product', name: 'One', picture: null }, null] },
        errors: [{ message: 'No picture', path: ['p0', 0, 'picture', 'url'] }],
      }),
    )
    const answer = await query(
      worker,
      `query ($ids: [ID!]!) { recommendations(slot: FOR_YOU, productIds: $ids, limit: 2) {
        items { product { name: title picture: featuredImage { url } } } } }`,
      { ids: [products[0]?.id] },
    )
    // The second the shop does not have any more, which is no error.
    expect(answer.data).toEqual({
      recommendations: { items: [{ product: { name: 'One', picture: null } }, { product: null }] },
    })
    expect(answer.errors).toMatchObject([
      { message: 'No picture', path: ['recommendations', 'items', 0, 'product', 'picture'] },
    ])
  })

  it('hears the context, the variables that products need, and the fragments, and nothing else', async () => {
    const { worker, products } = await shopWorker()
    const calls = watchStorefront()
    await query(
      worker,
      `query ($ids: [ID!]!, $country: CountryCode, $limit: Int!, $pictures: Int = 1) @inContext(country: $country) {
        recommendations(slot: FOR_YOU, productIds: $ids, limit: $limit) { ...List }
      }
      fragment List on Recommendations { items { product { ...Named images(first: $pictures) { nodes { url } } } } }
      fragment Named on Product { title }`,
      { ids: [products[0]?.id], limit: 1, country: 'GB' },
    )
    const sent = z
      .object({ query: z.string(), variables: z.record(z.string(), z.json()) })
      .parse(JSON.parse(calls()[0] ?? ''))
    expect(sent.variables).toEqual({ country: 'GB', pictures: 1 })
    expect(sent.query).toContain('($country: CountryCode, $pictures: Int = 1) @inContext(country: $country)')
    expect(sent.query).toContain('fragment Named on Product')
    expect(sent.query).not.toContain('List')
  })

  it('is not asked where no product is', async () => {
    const { worker, products } = await shopWorker()
    const calls = watchStorefront()
    const answer = await query(
      worker,
      `query ($ids: [ID!]!, $no: Boolean!) { recommendations(slot: FOR_YOU, productIds: $ids, limit: 1) {
        items { productId product @include(if: $no) { title } } } }`,
      { ids: [products[0]?.id], no: false },
    )
    expect(answer).toEqual({ data: { recommendations: { items: [{ productId: products[1]?.id }] } } })
    expect(calls()).toEqual([])
  })

  it('may be unknown, then only ids are', async () => {
    const { worker, products } = await shopWorker({}, { STOREFRONT_API_URL: '' })
    const answer = await query(worker, ITEMS, { ids: [products[0]?.id] })
    expect(answer.data).toMatchObject({
      recommendations: { items: [{ productId: products[1]?.id, product: null }, {}] },
    })
    expect(answer.errors?.[0]).toMatchObject({ extensions: { code: 'no_storefront' } })
    expect(answer.errors?.[0]?.message).toContain('STOREFRONT_API_URL')
  })

  it('gets the private token with the buyer that the storefront names', async () => {
    const { worker, products } = await shopWorker({}, { STOREFRONT_PRIVATE_TOKEN: 'private' })
    const fetches = storefrontAnswers(async () => Response.json({ data: { p0: [null, null] } }))
    await worker.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'Shopify-Storefront-Buyer-IP': '203.0.113.7' },
      body: JSON.stringify({ query: ITEMS, variables: { ids: [products[0]?.id] } }),
    })
    expect(fetches.mock.calls[0]?.[1]?.headers).toEqual({
      'content-type': 'application/json',
      'Shopify-Storefront-Private-Token': 'private',
      'Shopify-Storefront-Buyer-IP': '203.0.113.7',
    })
  })
})
