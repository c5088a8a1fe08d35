/**
 * POST /graphql against the local shop's real Storefront API.
 */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { PRODUCT_CARD_FRAGMENT } from '../../app/lib/fragments.ts'
import { query, watchStorefront } from './support/graphql.ts'
import { shopWorker } from './support/shop-release.ts'

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

it('tells its schema while developing', async () => {
  const { worker } = await shopWorker({}, { GRAPHQL_INTROSPECTION: 'on' })
  const answer = await query(worker, '{ __type(name: "RecommendedItem") { fields { name } } }')
  expect(answer.errors).toBeUndefined()
  expect(JSON.stringify(answer.data)).toContain('productId')
})
