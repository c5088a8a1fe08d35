import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { askWorker, WorkerError } from '../../../app/recommendations/client.ts'
import { RECOMMENDED_PAGE_QUERY } from '../../../app/recommendations/page-query.ts'
import { type LocalShop, startLocalShop } from '../../../local-shop/server/index.ts'
import {
  answerJson,
  type Behaviour,
  drip,
  type FaultyWorker,
  hang,
  startFaultyWorker,
} from './faulty-worker.ts'
import { pageOf, RELEASE, readCards } from './product-cards.ts'

const MARKET = { country: 'US', language: 'EN' } as const
const REQUEST = {
  page: 'home' as const,
  items: ['gid://shopify/Product/1'],
  bought: [],
  exclude: [],
  consent: false,
  build: 'test',
  spare: 8,
}

let shop: LocalShop
let worker: FaultyWorker
let good: ReturnType<typeof pageOf>
let cards: Awaited<ReturnType<typeof readCards>>['buyable']
beforeAll(async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  ;[shop, worker] = await Promise.all([startLocalShop({ port: 0 }), startFaultyWorker()])
  cards = (await readCards(shop.url)).buyable.slice(0, 3)
  good = pageOf([{ title: 'Chosen', layout: 'ROW', length: 2, products: cards, explored: 1 }], 'CANARY')
})
afterAll(() => Promise.all([shop.close(), worker.close()]))

interface Given {
  signal?: AbortSignal
  url?: string
  preview?: string
  buyerIp?: string
}
const ask = ({ signal = new AbortController().signal, url = worker.url, ...more }: Given = {}) =>
  askWorker(url, REQUEST, MARKET, { signal, fetch, ...more })

const callSchema = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()) })

/** A page with something wrong in it. */
const withShelf = (wrong: object) => ({
  data: {
    recommendedPage: {
      ...good.data.recommendedPage,
      shelves: [{ ...good.data.recommendedPage.shelves[0], ...wrong }],
    },
  },
})

describe('asking the Worker', () => {
  it('posts the query for the market and gives back the checked answer in the contract’s names', async () => {
    worker.behave(answerJson(good))
    await expect(ask()).resolves.toEqual({
      release: RELEASE,
      arm: 'canary',
      theme: [{ slot: 'for-you', title: 'Chosen', layout: 'row', length: 2 }],
      products: [{ products: cards, explored: cards[1]?.id }],
    })
    await ask({ url: `${worker.url}/` })
    expect(worker.calls.map(({ method, path }) => `${method} ${path}`)).toEqual(
      Array(2).fill('POST /graphql'),
    )
    const { items, ...rest } = REQUEST
    expect(callSchema.parse(JSON.parse(worker.calls[0]?.body ?? ''))).toEqual({
      query: RECOMMENDED_PAGE_QUERY,
      variables: { ...rest, page: 'HOME', productIds: items, ...MARKET },
    })
  })

  it('says for which buyer products are read', async () => {
    worker.behave(answerJson(good))
    await ask({ buyerIp: '203.0.113.7' })
    expect(worker.calls.at(-1)?.headers['shopify-storefront-buyer-ip']).toBe('203.0.113.7')
  })

  it('shows an engineer’s token, and no other header of the kind', async () => {
    worker.behave(answerJson(good))
    await ask({ preview: 'token' })
    expect(worker.calls.at(-1)?.headers['aisle-preview']).toBe('token')
    await ask()
    expect(worker.calls.at(-1)?.headers).not.toHaveProperty('aisle-preview')
  })

  it('takes what could be read where some products could not', async () => {
    const partial = pageOf([{ products: [cards[0] ?? null, null] }])
    worker.behave(answerJson({ ...partial, errors: [{ message: 'A product can’t be read.' }] }))
    expect((await ask()).products).toEqual([{ products: cards.slice(0, 1), explored: null }])
  })

  const faults: [string, () => Behaviour, RegExp][] = [
    ['an error status', () => answerJson({ error: { code: 'no_release' } }, 503), /answered 503/],
    [
      'a redirect',
      () => (response) => response.writeHead(302, { location: '/elsewhere' }).end(),
      /answered 302/,
    ],
    ['garbage', () => (response) => response.end('<html>{'), /not JSON/],
    ['nothing', () => (response) => response.end(), /not JSON/],
    [
      'an error of the query',
      () => answerJson({ data: null, errors: [{ message: 'Too deep.' }] }),
      /no page: Too deep/,
    ],
    ['no page', () => answerJson({ data: { recommendedPage: null } }), /no page/],
    [
      'a product that is none',
      () => answerJson(withShelf({ items: [{ explored: false, product: { id: '1' } }] })),
      /breaks the contract: data\.recommendedPage\.shelves\.0\.items\.0\.product\.handle/,
    ],
    [
      'a shelf without a title',
      () => answerJson(withShelf({ title: ' ' })),
      /breaks the contract: data\.recommendedPage\.shelves\.0\.title/,
    ],
    ['an arm of another version', () => answerJson(pageOf([], 'BANDIT')), /breaks the contract: .*arm/],
    [
      'a release that is no digest',
      () => answerJson({ data: { recommendedPage: { ...good.data.recommendedPage, release: 'v1' } } }),
      /breaks the contract: .*release/,
    ],
    [
      'a huge body',
      () => answerJson({ ...good, padding: 'x'.repeat(10_000_000) }),
      /larger than 1048576 bytes/,
    ],
    [
      'half a body',
      () => (response) =>
        response.writeHead(200, { 'content-length': 99 }).write('{', () => response.destroy()),
      /broke off/,
    ],
  ]
  it.each(faults)('tells %s apart', async (_, behaviour, message) => {
    worker.behave(behaviour())
    await expect(ask()).rejects.toSatisfy(
      (error) => error instanceof WorkerError && message.test(error.message),
    )
  })

  it('tells a Worker that is down', async () => {
    const down = await startFaultyWorker()
    await down.close()
    await expect(ask({ url: down.url })).rejects.toThrow('can’t be reached')
  })

  it.each([
    ['before it answers', hang],
    ['in the middle of its answer', drip],
  ])('hangs up %s when told to', async (_, behaviour) => {
    worker.behave(behaviour)
    const abort = new AbortController()
    const [call, hungUp] = [worker.nextCall(), worker.nextHangUp()]
    const answer = expect(ask({ signal: abort.signal })).rejects.toThrow('too slow')
    await call
    abort.abort()
    await answer
    await hungUp
  })
})
