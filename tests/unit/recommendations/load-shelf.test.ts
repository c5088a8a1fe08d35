import { type RecommendRequest, recommendRequestSchema } from '@aisle/edge-model/contract'
import { createStorefrontClient } from '@shopify/hydrogen'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createBreaker } from '../../../app/recommendations/breaker.ts'
import { loadShelf, type ShelfRequest } from '../../../app/recommendations/load-shelf.ts'
import { pickBuyable } from '../../../app/recommendations/products.ts'
import { encodeProducts } from '../../../app/recommendations/session.ts'
import { startLocalShop } from '../../../local-shop/server/index.ts'
import {
  answerJson,
  type Behaviour,
  drip,
  type FaultyWorker,
  hang,
  startFaultyWorker,
} from './faulty-worker.ts'
import type { Listening } from './listen.ts'
import { type ShopGate, startShopGate } from './shop-gate.ts'

const RELEASE = 'a'.repeat(64)
const CATALOG_QUERY = `
  query Catalog {
    buyable: products(first: 250, query: "available_for_sale:true") { nodes { id } }
    fromTheEnd: products(first: 250, reverse: true, query: "available_for_sale:true") { nodes { id } }
    soldOut: products(first: 250, query: "available_for_sale:false") { nodes { id } }
  }
`
type Ids = { nodes: { id: string }[] }

let shop: Listening
let gate: ShopGate
let worker: FaultyWorker
let buyable: string[]
let soldOut: string[]
let clock = 0

const storefrontOf = (url: string) =>
  createStorefrontClient({
    storeDomain: url,
    publicStorefrontToken: 'aisle-local-public-token-0000000',
    storefrontApiVersion: '2026-04',
    i18n: { language: 'EN', country: 'US' },
  }).storefront

beforeAll(async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  shop = await startLocalShop({ port: 0 })
  ;[gate, worker] = await Promise.all([startShopGate(shop.url), startFaultyWorker()])
  const catalog = await storefrontOf(shop.url).query<Record<'buyable' | 'fromTheEnd' | 'soldOut', Ids>>(
    CATALOG_QUERY,
  )
  const listed = [...catalog.buyable.nodes, ...catalog.fromTheEnd.nodes]
  buyable = [...new Set(listed.map(({ id }) => id))]
  soldOut = catalog.soldOut.nodes.map(({ id }) => id)
})
afterAll(() => Promise.all([shop.close(), gate.close(), worker.close()]))
beforeEach(() => {
  // Budget and breaker see time pass only when a test says so: a slow machine changes nothing.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  gate.reset()
  worker.calls.length = 0
  worker.behave(hang)
})
afterEach(() => vi.useRealTimers())

const newTools = () => ({ fetch, breaker: createBreaker(() => clock) })

interface Given {
  /** Products looked at in this session, newest last. */
  viewed?: string[]
  /** Products bought in this session, newest last, by a shopper who consented. */
  bought?: string[]
  /** The Worker's URL. */
  url?: string
  shopUrl?: string
}

function contextOf({ viewed = [], bought, url = worker.url, shopUrl = gate.url }: Given) {
  const cookie = new Map([['viewed', encodeProducts(viewed)]])
  if (bought !== undefined) cookie.set('consent', 'yes').set('bought', encodeProducts(bought))
  return {
    storefront: storefrontOf(shopUrl),
    session: { get: (name: string) => cookie.get(name) },
    env: { RECOMMENDATIONS_URL: url },
  }
}

const load = (request: Partial<ShelfRequest> = {}, given: Given = {}, tools = newTools()) =>
  loadShelf({ context: contextOf(given), slot: 'for-you', ...request }, tools)

const answering = (ids: string[]): Behaviour =>
  answerJson({ release: RELEASE, items: ids.map((productId) => ({ productId, score: 1 })), took: 0.1 })
const idsOf = (shelf: { products: { id: string }[] }) => shelf.products.map(({ id }) => id)
const queryNames = () => gate.queries.map(({ name }) => name)
const lastCall = (): RecommendRequest =>
  recommendRequestSchema.parse(JSON.parse(worker.calls.at(-1)?.replace('POST /recommend ', '') ?? ''))

describe('a shelf of the model', () => {
  it('shows the Worker’s products in its order, read in one query', async () => {
    const chosen = buyable.slice(0, 16).reverse()
    worker.behave(answering(chosen))
    const shelf = await load({ slot: 'cart', limit: 6 })
    expect(shelf).toMatchObject({ slot: 'cart', source: 'aisle', release: RELEASE })
    expect(idsOf(shelf)).toEqual(chosen.slice(0, 6))
    expect(queryNames()).toEqual(['ShelfProducts'])
  })

  it('asks with the session, then the seeds, each once, the newest last, and for some to spare', async () => {
    const [a = '', b = '', c = '', d = ''] = buyable
    worker.behave(answering(buyable.slice(4, 20)))
    await load({ seeds: [a, d], exclude: [d, d], limit: 6 }, { viewed: [a, b, c] })
    expect(lastCall()).toEqual({
      slot: 'for-you',
      items: [b, c, a, d],
      bought: [],
      exclude: [d],
      limit: 14,
      consent: false,
    })
  })

  it('keeps within the contract, however much there is to send', async () => {
    const many = Array.from({ length: 700 }, (_, n) => `gid://shopify/Product/${n}`)
    worker.behave(answering(buyable.slice(0, 60)))
    const shelf = await load({ seeds: many, exclude: many, limit: 48 })
    const sent = lastCall()
    expect(sent.items).toEqual(many.slice(-100))
    expect(sent.exclude).toEqual(many.slice(-500))
    expect(sent.limit).toBe(50)
    expect(idsOf(shelf)).toEqual(buyable.slice(0, 48))
  })

  it('leaves out what can’t be bought, is gone, excluded, named twice or no product at all, and stays full', async () => {
    const [excluded = '', ...good] = buyable.slice(0, 9)
    const [first = '', ...rest] = good
    const junk = [
      ...soldOut.slice(0, 2),
      'gid://shopify/Product/999999999999',
      '85123A',
      'gid://shopify/Collection/1',
    ]
    worker.behave(answering([first, ...junk, first, excluded, ...rest]))
    expect(soldOut.length).toBeGreaterThan(0)
    expect(idsOf(await load({ exclude: [excluded], limit: 8 }))).toEqual(good)
  })

  it('asks with what was bought where the shopper consented', async () => {
    const [a = '', b = ''] = buyable
    worker.behave(answering(buyable.slice(2, 18)))
    await load({}, { bought: [a, b] })
    expect(lastCall()).toMatchObject({ items: [], bought: [a, b], consent: true })
    await load({}, { bought: [] })
    expect(lastCall()).toMatchObject({ bought: [], consent: true })
    expect(worker.calls.at(-1)).not.toContain('bought')
  })

  it('leaves out what is in the cart', async () => {
    const [a = '', b = '', c = ''] = buyable
    worker.behave(answering(buyable.slice(0, 16)))
    const shelf = await load({ exclude: [a], inCart: Promise.resolve([c]) })
    expect(lastCall().exclude).toEqual([a, c])
    expect(idsOf(shelf)).toEqual([b, ...buyable.slice(3, 10)])
  })

  it('leaves out what another shelf of the page shows, and stays full', async () => {
    worker.behave(answering(buyable.slice(0, 24)))
    const complements = load({ slot: 'goes-well-with' })
    const alike = await load({ slot: 'similar', beside: complements })
    expect(idsOf(await complements)).toEqual(buyable.slice(0, 8))
    expect(idsOf(alike)).toEqual(buyable.slice(8, 16))
    expect(worker.calls.filter((call) => call.includes('"limit":24'))).toHaveLength(1)
  })

  it('shows a product that is explored on its last place, and marks it', async () => {
    const chosen = buyable.slice(0, 16)
    const items = chosen.map((productId, place) => ({
      productId,
      score: 1,
      ...(place === 15 && { explored: true }),
    }))
    worker.behave(answerJson({ release: RELEASE, items, took: 0.1 }))
    const shelf = await load()
    expect(idsOf(shelf)).toEqual([...chosen.slice(0, 7), chosen[15]])
    expect(shelf.explored).toBe(chosen[15])
    const single = await load({ limit: 1 })
    expect([idsOf(single), single.explored]).toEqual([chosen.slice(0, 1), null])
    const barred = await load({ exclude: chosen.slice(15) })
    expect([idsOf(barred), barred.explored]).toEqual([chosen.slice(0, 8), null])
  })

  it('gives way to a longer shelf of Shopify’s when fewer than four can be bought', async () => {
    worker.behave(answering([...buyable.slice(0, 3), ...soldOut]))
    const shelf = await load()
    expect(shelf).toMatchObject({ source: 'native', release: null })
    expect(shelf.products).toHaveLength(8)
  })

  it('is taken all the same where Shopify has no more', async () => {
    worker.behave(answering(buyable.slice(0, 3)))
    const shelf = await load({ exclude: buyable.slice(3) })
    expect(shelf.source).toBe('aisle')
    expect(idsOf(shelf)).toEqual(buyable.slice(0, 3))
  })
})

describe('a Worker that fails', () => {
  const faults: [string, Behaviour][] = [
    ['an error', answerJson({ error: { code: 'no_release', message: 'There is no release.' } }, 503)],
    ['garbage', (response) => response.end('<html>')],
    ['a wrong shape', answerJson({ release: RELEASE, items: [{ sku: 1 }], took: 0.1 })],
    ['a huge body', answerJson({ padding: 'x'.repeat(10_000_000) })],
    ['a connection that breaks', (response) => response.destroy()],
    ['ids of another shop', answering(['85123A', '22423'])],
    ['nothing', answering([])],
  ]
  it.each(faults)('with %s: the shelf is Shopify’s, by one query', async (_, behaviour) => {
    worker.behave(behaviour)
    const shelf = await load()
    expect(shelf).toMatchObject({ source: 'native', release: null })
    expect(shelf.products).toHaveLength(8)
    expect(queryNames()).toEqual(['NativeShelf'])
  })

  it('by being down: the shelf is Shopify’s', async () => {
    const down = await startFaultyWorker()
    await down.close()
    expect(await load({}, { url: down.url })).toMatchObject({ source: 'native' })
  })

  it.each([
    ['never answers', hang],
    ['never ends its answer', drip],
  ])('because it %s: at 300 ms it is hung up on and Shopify asked', async (_, behaviour) => {
    worker.behave(behaviour)
    const [call, hungUp] = [worker.nextCall(), worker.nextHangUp()]
    const shelf = load()
    await call
    await vi.advanceTimersByTimeAsync(300)
    await Promise.all([hungUp, gate.arrival('NativeShelf')])
    expect(await shelf).toMatchObject({ source: 'native' })
  })

  it('not by answering at 299 ms', async () => {
    const waiting = new Promise<Parameters<Behaviour>[0]>((resolve) => worker.behave(resolve))
    const shelf = load()
    const response = await waiting
    await vi.advanceTimersByTimeAsync(299)
    answering(buyable.slice(0, 16))(response)
    expect(await shelf).toMatchObject({ source: 'aisle' })
  })

  it('is left alone after three failures, and asked again after the pause', async () => {
    const tools = newTools()
    worker.behave(answerJson({}, 500))
    for (let page = 0; page < 5; page++) expect(await load({}, {}, tools)).toMatchObject({ source: 'native' })
    expect(worker.calls).toHaveLength(3)
    worker.behave(answering(buyable.slice(0, 16)))
    clock += 10_000
    for (let page = 0; page < 2; page++) expect(await load({}, {}, tools)).toMatchObject({ source: 'aisle' })
  })
})

describe('a slow or failing Storefront API', () => {
  it('has Shopify’s choice fetched beside the model’s once the budget is over; the model’s still counts', async () => {
    worker.behave(answering(buyable.slice(0, 16)))
    const release = gate.hold('ShelfProducts')
    const shelf = load()
    await gate.arrival('ShelfProducts')
    await vi.advanceTimersByTimeAsync(300)
    await gate.arrival('NativeShelf')
    release()
    expect(await shelf).toMatchObject({ source: 'aisle' })
  })

  it('leaves the shelf empty when it never answers, after four seconds', async () => {
    const release = gate.hold('NativeShelf')
    const shelf = load({}, { url: '' })
    await gate.arrival('NativeShelf')
    await vi.advanceTimersByTimeAsync(4_000)
    expect(await shelf).toEqual({
      slot: 'for-you',
      source: 'native',
      release: null,
      products: [],
      explored: null,
    })
    release()
  })

  it('leaves the shelf empty when it is down', async () => {
    const down = await startShopGate(shop.url)
    await down.close()
    worker.behave(answering(buyable.slice(0, 16)))
    expect(await load({}, { shopUrl: down.url })).toMatchObject({ products: [] })
  })

  it('never rejects, not even where the session can’t be read', async () => {
    const silent = vi.spyOn(console, 'error').mockImplementation(() => {})
    const broken = {
      ...contextOf({}),
      session: {
        get: () => {
          throw new Error('no session')
        },
      },
    }
    expect(await load({ context: broken })).toMatchObject({ products: [] })
    expect(silent).toHaveBeenCalledOnce()
  })
})

describe('what may stand on a shelf', () => {
  it('has a price', async () => {
    const { products } = await load({ limit: 3 }, { url: '' })
    const [free, ...priced] = products
    if (free === undefined) throw new Error('The shop sells nothing.')
    const noMoney = { ...free.priceRange.minVariantPrice, amount: '0.0' }
    const given = { ...free, priceRange: { ...free.priceRange, minVariantPrice: noMoney } }
    expect(pickBuyable([given, ...priced], [], 3)).toEqual(priced)
  })
})

describe('Shopify’s own shelf', () => {
  const variables = () => gate.queries.at(-1)?.variables

  it('is what a shop without a Worker gets', async () => {
    const shelf = await load({}, { url: '' })
    expect(shelf).toMatchObject({ source: 'native', release: null })
    expect(shelf.products).toHaveLength(8)
    expect(variables()).toMatchObject({ complementary: false, related: false })
    expect(queryNames()).toEqual(['NativeShelf'])
  })

  it('goes with the page’s product, which itself is left out', async () => {
    const [page = '', other = ''] = buyable
    const shelf = await load(
      { slot: 'goes-well-with', nativeFor: page, exclude: [page] },
      { url: '', viewed: [page, other] },
    )
    expect(variables()).toMatchObject({ productId: page, complementary: true, related: true })
    expect(shelf.products).toHaveLength(8)
    expect(idsOf(shelf)).not.toContain(page)
  })

  it('shows what is like the product, and not what goes with it, where the slot asks for that', async () => {
    const [page = ''] = buyable
    await load({ slot: 'similar', nativeFor: page, exclude: [page] }, { url: '' })
    expect(variables()).toMatchObject({ productId: page, complementary: false, related: true })
    const complements = load({ slot: 'goes-well-with', nativeFor: page, exclude: [page] }, { url: '' })
    const alike = load(
      { slot: 'similar', nativeFor: page, exclude: [page], beside: complements },
      { url: '' },
    )
    const [first, second] = [idsOf(await complements), idsOf(await alike)]
    expect(second.length).toBeGreaterThan(0)
    expect(second.filter((id) => first.includes(id))).toEqual([])
  })

  it('is not taken where the model knows the few that are alike', async () => {
    worker.behave(answering(buyable.slice(0, 2)))
    const few = { nativeFor: buyable[9] ?? '', exclude: buyable.slice(9, 10) }
    const alike = await load({ ...few, slot: 'similar' })
    expect([alike.source, idsOf(alike)]).toEqual(['aisle', buyable.slice(0, 2)])
    expect((await load({ ...few, slot: 'goes-well-with' })).source).toBe('native')
    worker.behave(answering([]))
    expect(await load({ ...few, slot: 'similar' })).toMatchObject({ source: 'native' })
  })

  it('shows no best sellers as alike', async () => {
    const gone = 'gid://shopify/Product/999999999999'
    expect((await load({ slot: 'similar', nativeFor: gone }, { url: '' })).products).toEqual([])
  })

  it('is for the product looked at last where the page has none', async () => {
    const [before = '', last = ''] = buyable
    await load({ slot: 'for-you' }, { url: '', viewed: [before, last] })
    expect(variables()).toMatchObject({ productId: last, complementary: false, related: true })
  })

  it('is filled with best sellers where the product is gone', async () => {
    const shelf = await load({ nativeFor: 'gid://shopify/Product/999999999999' }, { url: '' })
    expect(shelf.products).toHaveLength(8)
  })

  it('holds only what can be bought', async () => {
    const shelf = await load({ limit: 234 }, { url: '' })
    expect(shelf.products.length).toBeGreaterThan(0)
    expect(idsOf(shelf).filter((id) => soldOut.includes(id))).toEqual([])
  })
})
