/**
 * POST /graphql against the local shop's real Storefront API.
 */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { PRODUCT_CARD_FRAGMENT } from '../../app/lib/fragments.ts'
import { ItemModel } from '../../edge-model/runtime/item-model.ts'
import type { Isolate } from './support/isolate.ts'
import { STOREFRONT_API_URL, shopWorker } from './support/shop-release.ts'

const answerSchema = z.object({
  data: z.record(z.string(), z.json()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.object({ code: z.string() }).partial().optional(),
      }),
    )
    .optional(),
})

async function query(worker: Isolate, text: string, variables: Record<string, unknown> = {}) {
  const response = await worker.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: text, variables }),
  })
  return answerSchema.parse(await response.json())
}

/** Calls of the Storefront API, which are let through. */
function watchStorefront() {
  const fetches = vi.spyOn(globalThis, 'fetch')
  return () =>
    fetches.mock.calls.filter(([url]) => url === STOREFRONT_API_URL).map(([, init]) => String(init?.body))
}

afterEach(() => vi.restoreAllMocks())

describe('recommendations with their products', () => {
  it('are answered in one round: as cards, by several fields, under aliases, with one Storefront request', async () => {
    const { worker, products, release } = await shopWorker()
    const calls = watchStorefront()
    const answer = await query(
      worker,
      `query Shelves($ids: [ID!]!, $limit: Int, $country: CountryCode, $language: LanguageCode, $withCards: Boolean!)
       @inContext(country: $country, language: $language) {
         forYou: recommendations(slot: FOR_YOU, productIds: $ids, limit: $limit) {
           release arm
           items { productId score explored card: product { ...ProductCard @include(if: $withCards) } }
         }
         page: recommendedPage(page: PRODUCT, productIds: $ids) {
           release arm
           rows: shelves { slot title layout length entries: items { ...Entry } }
         }
       }
       fragment Entry on RecommendedItem { id: productId product { name: title media(first: 1) { nodes { kind: __typename mediaContentType } } } }
       ${PRODUCT_CARD_FRAGMENT}`,
      { ids: [products[0]?.id], limit: 3, country: 'GB', language: 'EN', withCards: true },
    )
    expect(answer.errors).toBeUndefined()
    expect(calls()).toHaveLength(1)
    expect(answer.data).toMatchObject({
      forYou: {
        release: release.id,
        arm: 'STABLE',
        items: [1, 2, 3].map((row) => ({
          productId: products[row]?.id,
          explored: false,
          card: {
            id: products[row]?.id,
            title: products[row]?.title,
            priceRange: { minVariantPrice: { amount: expect.any(String), currencyCode: expect.any(String) } },
            selectedOrFirstAvailableVariant: { product: { handle: products[row]?.handle } },
          },
        })),
      },
      page: {
        rows: [
          {
            slot: 'GOES_WELL_WITH',
            title: 'Goes well with',
            layout: 'ROW',
            length: 6,
            entries: [1, 2, 3, 4, 5, 6].map((row) => ({
              id: products[row]?.id,
              product: {
                name: products[row]?.title,
                media: { nodes: [{ kind: 'MediaImage', mediaContentType: 'IMAGE' }] },
              },
            })),
          },
        ],
      },
    })
  })
})

const ITEMS = `query ($ids: [ID!]!) { recommendations(slot: FOR_YOU, productIds: $ids, limit: 2) {
  items { productId product { title } } } }`

/** The Storefront API answers this instead. */
const storefrontAnswers = (answer: () => Promise<Response>) =>
  vi.spyOn(globalThis, 'fetch').mockImplementation(answer)

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

it('a failed field says so itself and leaves the others alone', async () => {
  const { worker, products } = await shopWorker()
  const answer = await query(
    worker,
    `query ($ids: [ID!]!) {
      bad: recommendations(slot: CART, limit: 51) { items { product { title } } }
      good: recommendations(slot: CART, productIds: $ids, limit: 1) { items { product { title } } } }`,
    { ids: [products[0]?.id] },
  )
  expect(answer.data).toEqual({
    bad: null,
    good: { items: [{ product: { title: products[1]?.title } }] },
  })
  expect(answer.errors).toMatchObject([{ path: ['bad'], extensions: { code: 'bad_request' } }])
  expect(answer.errors?.[0]?.message).toContain('limit')
})

describe('beyond the limits', () => {
  const nest = (depth: number): string =>
    depth === 0 ? 'id' : `variants(first: 1) { nodes { product { ${nest(depth - 1)} } } }`
  const recommend = (below: string, more = '') =>
    `query ($n: Int = 12) { recommendations(slot: CART, limit: $n) { items { product { ${below} } } } ${more} }`
  const bomb = Array.from(
    { length: 40 },
    (_, n) =>
      `fragment F${n} on Product { ${n === 39 ? 'id' : `...F${n + 1} variants(first: 1) { nodes { product { ...F${n + 1} } } }`} }`,
  ).join('\n')

  it.each([
    ['a deep query', recommend(nest(4)), {}, /has 16 fields one below the other, at most 12/],
    [
      'many root fields',
      recommend(
        'id',
        'a: recommendations(slot: CART) { arm } b: recommendations(slot: CART) { arm } ...More',
      ) +
        ' fragment More on QueryRoot { c: recommendations(slot: CART) { arm } d: recommendations(slot: CART) { arm } }',
      {},
      /has 5 fields of QueryRoot, at most 4/,
    ],
    [
      'many aliases',
      recommend(Array.from({ length: 41 }, (_, n) => `a${n}: id`).join(' ')),
      {},
      /has 41 aliases/,
    ],
    [
      'long lists',
      recommend('variants(first: 250) { nodes { id title availableForSale barcode sku } }'),
      { n: 50 },
      /fields to answer/,
    ],
    [
      'long lists by variables',
      recommend('variants(first: $n) { nodes { id title sku barcode weight taxable image { url } } }'),
      { n: 250 },
      /fields to answer/,
    ],
    ['fragments that multiply', `${recommend('...F0')} ${bomb}`, {}, /one below the other/],
    ['a very long query', recommend('id '.repeat(5_000)), {}, /1000 tokens/],
    ['introspection', '{ __schema { types { name } } }', {}, /introspection/],
    ['introspection of a type', '{ __type(name: "Product") { name } }', {}, /introspection/],
    [
      "a field of Shopify's own root",
      '{ products(first: 1) { nodes { id } } }',
      {},
      /ask the Storefront API for all else/,
    ],
    ['a mutation', 'mutation { cartCreate { cart { id } } }', {}, /mutation/],
    ['an unknown field', recommend('titel'), {}, /^Cannot query field "titel" on type "Product"\.$/],
    [
      'fragments in a circle',
      `${recommend('...A')} fragment A on Product { ...B } fragment B on Product { ...A }`,
      {},
      /Cannot spread fragment/,
    ],
  ])('%s is refused before anything is executed', async (_, text, variables, message) => {
    const { worker } = await shopWorker()
    const calls = watchStorefront()
    const reads = vi.spyOn(ItemModel.prototype, 'rank')
    const answer = await query(worker, text, variables)
    expect(answer.data ?? null).toBeNull()
    expect(answer.errors?.[0]?.message).toMatch(message)
    expect(calls()).toEqual([])
    expect(reads).not.toHaveBeenCalled()
  })

  it('a body is refused in the same form', async () => {
    const { worker } = await shopWorker()
    const response = await worker.fetch('/graphql', { method: 'POST', body: ' '.repeat(128 * 1024 + 1) })
    expect(response.status).toBe(413)
    expect(answerSchema.parse(await response.json()).errors?.[0]?.extensions?.code).toBe('body_too_large')
  })

  it('GET and GraphiQL are no way in', async () => {
    const { worker } = await shopWorker()
    for (const path of ['/graphql', '/graphql?query={__typename}']) {
      const response = await worker.fetch(path, { headers: { accept: 'text/html' } })
      expect([response.status, response.headers.get('Allow')]).toEqual([405, 'POST'])
    }
  })
})

it('tells its schema while developing', async () => {
  const { worker } = await shopWorker({}, { GRAPHQL_INTROSPECTION: 'on' })
  const answer = await query(worker, '{ __type(name: "RecommendedItem") { fields { name } } }')
  expect(answer.errors).toBeUndefined()
  expect(JSON.stringify(answer.data)).toContain('productId')
})
