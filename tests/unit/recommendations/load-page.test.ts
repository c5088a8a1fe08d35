import { signPreview, type Theme, type ThemeShelf } from '@aisle/edge-model/contract'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ProductCardFragment } from 'workerapi.generated'
import { z } from 'zod'
import { BUILD_ID } from '../../../app/lib/build-id.ts'
import { createBreaker } from '../../../app/recommendations/breaker.ts'
import { pickBuyable } from '../../../app/recommendations/buyable.ts'
import { createExpectedTheme } from '../../../app/recommendations/expected-theme.ts'
import { type LoadRequest, loadPage } from '../../../app/recommendations/load-page.ts'
import { encodeProducts } from '../../../app/recommendations/session.ts'
import { type LocalShop, startLocalShop } from '../../../local-shop/server/index.ts'
import { testKey } from '../../worker/support/test-keys.ts'
import {
  answerJson,
  type Behaviour,
  drip,
  type FaultyWorker,
  hang,
  startFaultyWorker,
} from './faulty-worker.ts'
import { type AnsweredShelf, pageOf, RELEASE, readCards, storefrontOf } from './product-cards.ts'
import { type ShopGate, startShopGate } from './shop-gate.ts'

const FOR_YOU: ThemeShelf = { slot: 'for-you', title: 'For you', layout: 'grid', length: 8 }
const GOES_WELL: ThemeShelf = { slot: 'goes-well-with', title: 'Goes well', layout: 'row', length: 8 }
const SIMILAR: ThemeShelf = { slot: 'similar', title: 'Similar', layout: 'row', length: 8 }
const THEME: Theme = {
  schemaVersion: 1,
  name: 'of the tests',
  pages: {
    home: [FOR_YOU],
    product: [GOES_WELL, SIMILAR],
    collection: [],
    search: [],
    cart: [{ ...FOR_YOU, slot: 'cart', length: 4 }],
  },
}
const VISITOR = '5f0c1b1e-8f6c-4a53-9f53-9d3f4a3a0b11'
const GONE = 'gid://shopify/Product/999999999999'

const tokenOf = async (expiresAt: string, release = RELEASE) =>
  signPreview({ schemaVersion: 1, shop: 'demo', release, expiresAt }, await testKey())
const preview = await tokenOf('2999-01-01T00:00:00.000Z')

let shop: LocalShop
let gate: ShopGate
let worker: FaultyWorker
let buyable: ProductCardFragment[]
let soldOut: ProductCardFragment[]
let ids: string[]
let clock = 0

beforeAll(async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  shop = await startLocalShop({ port: 0 })
  ;[gate, worker] = await Promise.all([startShopGate(shop.url), startFaultyWorker()])
  ;({ buyable, soldOut } = await readCards(shop.url))
  ids = buyable.map(({ id }) => id)
})
afterAll(() => Promise.all([shop.close(), gate.close(), worker.close()]))
beforeEach(() => {
  // Budget and breaker see time pass only when a test says so: a slow machine changes nothing.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  gate.reset()
  worker.calls.length = 0
  worker.events.length = 0
  worker.behave(hang)
})
afterEach(() => vi.useRealTimers())

const newTools = () => ({
  fetch,
  breaker: createBreaker(() => clock),
  theme: createExpectedTheme(THEME),
  now: () => clock,
})

interface Given {
  /** Products looked at in this session, newest last. */
  viewed?: string[]
  /** Products bought in this session, newest last, by a shopper who consented. */
  bought?: string[]
  preview?: string
  /** The Worker's URL. */
  url?: string
  shopUrl?: string
}

function contextOf({ viewed = [], bought, preview, url = worker.url, shopUrl = gate.url }: Given) {
  const cookie = new Map([['viewed', encodeProducts(viewed)]])
  if (bought !== undefined) {
    cookie.set('consent', 'yes').set('visitor', VISITOR).set('bought', encodeProducts(bought))
  }
  if (preview !== undefined) cookie.set('preview', preview)
  const beside: Promise<unknown>[] = []
  return {
    storefront: storefrontOf(shopUrl),
    session: { get: (name: string) => cookie.get(name) },
    env: { RECOMMENDATIONS_URL: url },
    waitUntil: (promise: Promise<unknown>) => void beside.push(promise),
    /** What goes on beside the response. */
    beside,
  }
}

const start = (request: Partial<LoadRequest> = {}, given: Given = {}, tools = newTools()) =>
  loadPage({ context: contextOf(given), page: 'home', ...request }, tools)
const load = (...args: Parameters<typeof start>) => start(...args).filled

/** The page's first shelf beside what is said of the page. */
async function loadShelf(...args: Parameters<typeof start>) {
  const { shelves, ...page } = await load(...args)
  const [shelf] = shelves
  if (shelf === undefined) throw new Error('The page has no shelf.')
  return { ...page, ...shelf }
}

const answering = (shelves: AnsweredShelf[], arm?: string) => answerJson(pageOf(shelves, arm))
const answeringOne = (products: (ProductCardFragment | null)[], more: Partial<AnsweredShelf> = {}) =>
  answering([{ products, ...more }])
const idsOf = (shelf: { products: { id: string }[] } | undefined) => shelf?.products.map(({ id }) => id) ?? []
const queryNames = () => gate.queries.map(({ name }) => name)
const callSchema = z.object({ variables: z.record(z.string(), z.unknown()) })
const lastCall = () => callSchema.parse(JSON.parse(worker.calls.at(-1)?.body ?? '')).variables

describe('a page of the model', () => {
  it('is one ask: theme and products by one release, for one reason', async () => {
    worker.behave(
      answering(
        [
          { slot: 'SIMILAR', title: 'Others', layout: 'ROW', length: 2, products: buyable.slice(0, 4) },
          { slot: 'FOR_YOU', title: 'Yours', length: 3, products: buyable.slice(4, 9) },
        ],
        'CANARY',
      ),
    )
    const { expected, filled } = start()
    expect(expected).toEqual([FOR_YOU])
    const page = await filled
    expect(page).toMatchObject({ release: RELEASE, arm: 'canary', refused: false })
    expect(page.shelves.map(({ products, ...rest }) => [rest, products.map(({ id }) => id)])).toEqual([
      [
        { slot: 'similar', title: 'Others', layout: 'row', length: 2, source: 'aisle', explored: null },
        ids.slice(0, 2),
      ],
      [
        { slot: 'for-you', title: 'Yours', layout: 'grid', length: 3, source: 'aisle', explored: null },
        ids.slice(4, 7),
      ],
    ])
    expect([worker.calls.length, queryNames()]).toEqual([1, []])
  })

  it('asks with the session, then the seeds, each once, the newest last, and for some to spare', async () => {
    const [a = '', b = '', c = '', d = ''] = ids
    worker.behave(answeringOne(buyable.slice(4, 20)))
    await load({ page: 'product', seeds: [a, d], exclude: [d, d] }, { viewed: [a, b, c] })
    expect(lastCall()).toEqual({
      page: 'PRODUCT',
      productIds: [b, c, a, d],
      bought: [],
      exclude: [d],
      spare: 8,
      consent: false,
      build: BUILD_ID,
      country: 'US',
      language: 'EN',
    })
  })

  it('lets a cart speak for itself', async () => {
    const [a = '', b = ''] = ids
    worker.behave(answeringOne(buyable.slice(4, 20)))
    await load({ page: 'cart', seeds: [a] }, { viewed: [b] })
    expect(lastCall()).toMatchObject({ page: 'CART', productIds: [a] })
    await load({ page: 'cart', seeds: [] }, { viewed: [b] })
    expect(lastCall()).toMatchObject({ productIds: [b] })
  })

  it('keeps within the contract, however much there is to send', async () => {
    const many = Array.from({ length: 700 }, (_, n) => `gid://shopify/Product/${n}`)
    worker.behave(answeringOne(buyable.slice(0, 60)))
    await load({ seeds: many, exclude: many })
    expect(lastCall()).toMatchObject({ productIds: many.slice(-100), exclude: many.slice(-500) })
  })

  it('leaves out what can’t be bought, is gone, excluded or named twice, and stays full', async () => {
    const [excluded, first, ...rest] = buyable.slice(0, 9)
    if (excluded === undefined || first === undefined) throw new Error('The shop sells nothing.')
    expect(soldOut.length).toBeGreaterThan(0)
    worker.behave(answeringOne([first, ...soldOut.slice(0, 2), null, first, excluded, ...rest]))
    expect(idsOf(await loadShelf({ exclude: [excluded.id] }))).toEqual(ids.slice(1, 9))
  })

  it('shows no product twice, whatever the Worker says', async () => {
    worker.behave(
      answering([
        { slot: 'GOES_WELL_WITH', length: 4, products: buyable.slice(0, 4) },
        { slot: 'SIMILAR', length: 4, products: buyable.slice(2, 8) },
      ]),
    )
    const { shelves } = await load({ page: 'product' })
    expect(shelves.map(idsOf)).toEqual([ids.slice(0, 4), ids.slice(4, 8)])
  })

  it('leaves out what is in the cart', async () => {
    const [a = '', b = '', c = ''] = ids
    worker.behave(answeringOne(buyable.slice(0, 16)))
    const shelf = await loadShelf({ exclude: [a], inCart: Promise.resolve([c]) })
    expect(lastCall().exclude).toEqual([a, c])
    expect(idsOf(shelf)).toEqual([b, ...ids.slice(3, 10)])
  })

  it('shows a product that is explored on its last place, and marks it', async () => {
    const places = { length: 8, explored: 7 }
    // One before it is not for sale, and those to spare come after it.
    const [unsold] = soldOut
    worker.behave(answeringOne([...buyable.slice(0, 6), unsold ?? null, ...buyable.slice(7, 16)], places))
    const shelf = await loadShelf()
    expect(idsOf(shelf)).toEqual([...ids.slice(0, 6), ids[8], ids[7]])
    expect(shelf.explored).toBe(ids[7])
    const barred = await loadShelf({ exclude: ids.slice(7, 8) })
    expect([idsOf(barred), barred.explored]).toEqual([[...ids.slice(0, 6), ...ids.slice(8, 10)], null])
    worker.behave(answeringOne(buyable.slice(0, 9), { length: 1, explored: 0 }))
    const single = await loadShelf()
    expect([idsOf(single), single.explored]).toEqual([ids.slice(1, 2), null])
  })

  it('gives a shelf to Shopify when fewer than four can be bought and Shopify has more', async () => {
    worker.behave(
      answering([
        { slot: 'GOES_WELL_WITH', title: 'Goes well', products: [...buyable.slice(0, 3), ...soldOut] },
        { slot: 'FOR_YOU', length: 6, products: buyable.slice(8, 14) },
      ]),
    )
    const { release, shelves } = await load()
    expect(release).toBe(RELEASE)
    expect(shelves).toMatchObject([{ source: 'native', title: 'Goes well' }, { source: 'aisle' }])
    expect(shelves[0]?.products).toHaveLength(8)
    expect(idsOf(shelves[0]).filter((id) => idsOf(shelves[1]).includes(id))).toEqual([])
    expect(queryNames()).toEqual(['NativeShelves'])
  })

  it('keeps the short shelf where Shopify has no more', async () => {
    worker.behave(answeringOne(buyable.slice(0, 3)))
    const shelf = await loadShelf({ exclude: ids.slice(3) })
    expect([shelf.source, idsOf(shelf)]).toEqual(['aisle', ids.slice(0, 3)])
  })

  it('is asked for no shelves in vain: a page may have none', async () => {
    worker.behave(answering([]))
    expect((await load()).shelves).toEqual([])
    expect(queryNames()).toEqual([])
  })
})

describe('who asks', () => {
  it('is told with their consent: the id, what they bought', async () => {
    const [a = '', b = ''] = ids
    worker.behave(answeringOne(buyable.slice(2, 18)))
    await load({}, { bought: [a, b] })
    expect(lastCall()).toMatchObject({ bought: [a, b], consent: true, visitorId: VISITOR })
    await load()
    expect(lastCall()).toMatchObject({ bought: [], consent: false })
    expect(lastCall()).not.toHaveProperty('visitorId')
  })

  it('is nobody’s model in the holdout: the release’s theme, filled by Shopify', async () => {
    worker.behave(answering([{ title: 'Picks', length: 5, products: [] }], 'HOLDOUT'))
    const shelf = await loadShelf({}, { bought: [] })
    expect(shelf).toMatchObject({ arm: 'holdout', release: RELEASE, source: 'native', title: 'Picks' })
    expect(shelf.products).toHaveLength(5)
  })

  it('is an engineer with a token, who is told where the Worker shows something else', async () => {
    worker.behave(answering([{ products: buyable.slice(0, 8) }], 'PREVIEW'))
    expect(await load({}, { preview })).toMatchObject({ arm: 'preview', refused: false })
    expect(worker.calls.at(-1)?.headers['aisle-preview']).toBe(preview)
    // The Worker could not load what the token asks for, and gave what it had.
    const ofAnother = await tokenOf('2999-01-01T00:00:00.000Z', 'b'.repeat(64))
    expect(await load({}, { preview: ofAnother })).toMatchObject({ release: RELEASE, refused: true })
    worker.behave(answeringOne(buyable.slice(0, 8)))
    expect(await load({}, { preview })).toMatchObject({ arm: 'stable', refused: true })
  })

  it('whose refused token ends recommendations for nobody else', async () => {
    const tools = newTools()
    worker.behave(answerJson({ error: {} }, 401))
    for (let page = 0; page < 5; page++) {
      expect(await load({}, { preview }, tools)).toMatchObject({ arm: null, refused: true })
    }
    worker.behave(answeringOne(buyable.slice(0, 8)))
    expect(await load({}, {}, tools)).toMatchObject({ arm: 'stable' })
  })

  it('asks as everybody once the token’s time is over', async () => {
    worker.behave(answeringOne(buyable.slice(0, 8)))
    const page = await load({}, { preview: await tokenOf('2020-01-01T00:00:00.000Z') })
    expect(page.refused).toBe(false)
    expect(worker.calls.at(-1)?.headers).not.toHaveProperty('aisle-preview')
  })
})

describe('the theme that is expected', () => {
  const row = { layout: 'ROW', length: 6, title: 'Season' }
  const season = [{ slot: 'for-you', layout: 'row', length: 6, title: 'Season' }]

  it('is what shoppers of the stable release were last shown on such a page', async () => {
    const tools = newTools()
    worker.behave(answering([{ ...row, products: buyable.slice(0, 8) }]))
    await load({}, {}, tools)
    expect(start({}, {}, tools).expected).toEqual(season)
    expect(start({ page: 'product' }, {}, tools).expected).toEqual([GOES_WELL, SIMILAR])
    worker.behave(answering([{ ...row, products: buyable.slice(0, 8) }], 'PINNED'))
    await load({ page: 'search' }, {}, tools)
    expect(start({ page: 'search' }, {}, tools).expected).toEqual(season)
  })

  it.each(['CANARY', 'PREVIEW', 'HOLDOUT'])('is not what the few of %s are shown', async (arm) => {
    const tools = newTools()
    worker.behave(answering([{ ...row, products: buyable.slice(0, 8) }], arm))
    await load({}, {}, tools)
    expect(start({}, {}, tools).expected).toEqual([FOR_YOU])
  })

  it('is shown with Shopify’s products where the Worker fails', async () => {
    const tools = newTools()
    worker.behave(answering([{ ...row, products: buyable.slice(0, 8) }]))
    await load({}, {}, tools)
    worker.behave(answerJson({}, 500))
    expect((await load({}, {}, tools)).shelves).toMatchObject([{ ...season[0], source: 'native' }])
  })
})

describe('a Worker that fails', () => {
  const faults: [string, () => Behaviour][] = [
    ['an error', () => answerJson({ error: { code: 'no_release', message: 'There is no release.' } }, 503)],
    ['garbage', () => (response) => response.end('<html>')],
    ['a wrong shape', () => answerJson({ data: { recommendedPage: { release: RELEASE } } })],
    ['a huge body', () => answerJson({ padding: 'x'.repeat(10_000_000) })],
    ['a connection that breaks', () => (response) => response.destroy()],
    ['products of another shop', () => answeringOne([null, null])],
    ['nothing', () => answeringOne([])],
  ]
  it.each(faults)('with %s: the shelf is Shopify’s, by one query', async (_, behaviour) => {
    worker.behave(behaviour())
    const shelf = await loadShelf()
    expect(shelf).toMatchObject({ source: 'native', title: 'For you' })
    expect(shelf.products).toHaveLength(8)
    expect(queryNames()).toEqual(['NativeShelves'])
  })

  it('by being down: the shelf is Shopify’s, of no release', async () => {
    const down = await startFaultyWorker()
    await down.close()
    expect(await loadShelf({}, { url: down.url })).toMatchObject({
      source: 'native',
      release: null,
      arm: null,
    })
  })

  it.each([
    ['never answers', hang],
    ['never ends its answer', drip],
  ])('because it %s: at 300 ms it is hung up on and Shopify asked', async (_, behaviour) => {
    worker.behave(behaviour)
    const [call, hungUp] = [worker.nextCall(), worker.nextHangUp()]
    const page = load()
    await call
    await vi.advanceTimersByTimeAsync(300)
    await Promise.all([hungUp, gate.arrival('NativeShelves')])
    expect(await page).toMatchObject({ release: null, shelves: [{ source: 'native' }] })
  })

  it('not by answering at 299 ms', async () => {
    const waiting = new Promise<Parameters<Behaviour>[0]>((resolve) => worker.behave(resolve))
    const page = load()
    const response = await waiting
    await vi.advanceTimersByTimeAsync(299)
    answeringOne(buyable.slice(0, 16))(response)
    expect(await page).toMatchObject({ shelves: [{ source: 'aisle' }] })
  })

  it('not while it loads the release of a preview, for three seconds', async () => {
    const waiting = new Promise<Parameters<Behaviour>[0]>((resolve) => worker.behave(resolve))
    const page = load({}, { preview })
    const response = await waiting
    await vi.advanceTimersByTimeAsync(2_999)
    answering([{ products: buyable.slice(0, 16) }], 'PREVIEW')(response)
    expect(await page).toMatchObject({ refused: false, shelves: [{ source: 'aisle' }] })

    worker.behave(hang)
    const call = worker.nextCall()
    const late = load({}, { preview })
    await call
    await vi.advanceTimersByTimeAsync(3_000)
    expect(await late).toMatchObject({ refused: true, shelves: [{ source: 'native' }] })
  })

  it('is left alone after three failures, and asked again after the pause', async () => {
    const tools = newTools()
    worker.behave(answerJson({}, 500))
    for (let page = 0; page < 5; page++) expect(await load({}, {}, tools)).toMatchObject({ release: null })
    expect(worker.calls).toHaveLength(3)
    worker.behave(answeringOne(buyable.slice(0, 16)))
    clock += 10_000
    for (let page = 0; page < 2; page++) {
      expect(await load({}, {}, tools)).toMatchObject({ release: RELEASE })
    }
  })
})

describe('how the call went', () => {
  async function told(given: Given, then: () => Promise<unknown> = async () => {}) {
    const context = contextOf(given)
    const page = start({ context })
    await then()
    await page.filled
    await Promise.all(context.beside)
    return worker.events.map((body): unknown => JSON.parse(body))
  }
  const call = (outcome: string, milliseconds: number) => ({
    visitorId: VISITOR,
    consent: true,
    events: [{ type: 'call', outcome, milliseconds }],
  })

  it('is told to the Worker, with how long it took, beside the response', async () => {
    const waiting = new Promise<Parameters<Behaviour>[0]>((resolve) => worker.behave(resolve))
    const events = await told({ bought: [] }, async () => {
      const response = await waiting
      clock += 120
      answeringOne(buyable.slice(0, 16))(response)
    })
    expect(events).toEqual([call('answered', 120)])
  })

  it.each([
    ['failed', () => answerJson({}, 500), 0],
    ['late', () => hang, 300],
  ])('is told where it %s', async (outcome, behaviour, passes) => {
    worker.behave(behaviour())
    const called = worker.nextCall()
    const events = await told({ bought: [] }, async () => {
      await called
      clock += passes
      await vi.advanceTimersByTimeAsync(passes)
    })
    expect(events).toEqual([call(outcome, passes)])
  })

  it('is not told of shoppers who did not consent, nor of what an engineer is shown', async () => {
    worker.behave(answeringOne(buyable.slice(0, 16)))
    expect(await told({})).toEqual([])
    expect(await told({ bought: [], preview })).toEqual([])
  })
})

describe('a slow or failing Storefront API', () => {
  it('that does not say what is in the cart has Shopify’s choice on its way at 300 ms', async () => {
    const tools = newTools()
    for (let pages = 0; pages < 3; pages++) {
      let say = (_: string[]) => {}
      const inCart = new Promise<string[]>((resolve) => (say = resolve))
      const page = load({ inCart }, {}, tools)
      await vi.advanceTimersByTimeAsync(300)
      await gate.arrival('NativeShelves')
      say(ids.slice(0, 1))
      expect((await page).shelves).toMatchObject([{ source: 'native' }])
      expect(worker.calls).toEqual([])
    }
    // Which is not the Worker's fault.
    worker.behave(answeringOne(buyable.slice(0, 8)))
    expect(await load({}, {}, tools)).toMatchObject({ release: RELEASE })
  })

  it('leaves the shelves empty when it never answers, after four seconds', async () => {
    const release = gate.hold('NativeShelves')
    const page = load({ page: 'product' }, { url: '' })
    await gate.arrival('NativeShelves')
    await vi.advanceTimersByTimeAsync(4_000)
    const empty = { source: 'native', products: [], explored: null }
    expect(await page).toEqual({
      release: null,
      arm: null,
      refused: false,
      shelves: [
        { ...GOES_WELL, ...empty },
        { ...SIMILAR, ...empty },
      ],
    })
    release()
  })

  it('leaves the shelf empty when it is down', async () => {
    const down = await startShopGate(shop.url)
    await down.close()
    worker.behave(answeringOne([]))
    expect(await loadShelf({}, { shopUrl: down.url })).toMatchObject({ products: [] })
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
    expect(await loadShelf({ context: broken })).toMatchObject({ products: [] })
    expect(silent).toHaveBeenCalledOnce()
  })
})

describe('what may stand on a shelf', () => {
  it('has a price', () => {
    const [free, ...priced] = buyable.slice(0, 3)
    if (free === undefined) throw new Error('The shop sells nothing.')
    const noMoney = { ...free.priceRange.minVariantPrice, amount: '0.0' }
    const given = { ...free, priceRange: { ...free.priceRange, minVariantPrice: noMoney } }
    expect(pickBuyable([given, ...priced], [], 3)).toEqual(priced)
  })
})

describe('Shopify’s own shelves', () => {
  const variables = () => gate.queries.at(-1)?.variables

  it('are what a shop without a Worker gets', async () => {
    const shelf = await loadShelf({}, { url: '' })
    expect(shelf).toMatchObject({ source: 'native', release: null, arm: null })
    expect(shelf.products).toHaveLength(8)
    expect(variables()).toMatchObject({ complementary: false, related: false })
    expect(queryNames()).toEqual(['NativeShelves'])
  })

  it('are for the page’s product, which itself is left out, by one query and none twice', async () => {
    const [page = '', other = ''] = ids
    const request = { page: 'product' as const, nativeFor: page, exclude: [page] }
    const { shelves } = await load(request, { url: '', viewed: [page, other] })
    expect(variables()).toMatchObject({ productId: page, complementary: true, related: true })
    const [complements, alike] = shelves.map(idsOf)
    expect(complements).toHaveLength(8)
    expect(alike?.length).toBeGreaterThan(0)
    expect(alike?.filter((id) => complements?.includes(id))).toEqual([])
    expect([...(complements ?? []), ...(alike ?? [])]).not.toContain(page)
    expect(queryNames()).toEqual(['NativeShelves'])
  })

  it('show what is like the product, and not what goes with it, where the slot asks for that', async () => {
    worker.behave(answering([{ slot: 'SIMILAR', products: [] }]))
    await load({ page: 'product', nativeFor: ids[0] })
    expect(variables()).toMatchObject({ productId: ids[0], complementary: false, related: true })
  })

  it('are not taken where the model knows the few that are alike', async () => {
    worker.behave(answeringOne(buyable.slice(0, 2), { slot: 'SIMILAR' }))
    const shelf = await loadShelf({ page: 'product', nativeFor: ids[9] })
    expect([shelf.source, idsOf(shelf)]).toEqual(['aisle', ids.slice(0, 2)])
    worker.behave(answeringOne(buyable.slice(0, 2), { slot: 'GOES_WELL_WITH' }))
    expect((await loadShelf({ page: 'product', nativeFor: ids[9] })).source).toBe('native')
    worker.behave(answeringOne([], { slot: 'SIMILAR' }))
    expect((await loadShelf({ page: 'product', nativeFor: ids[9] })).source).toBe('native')
  })

  it('show no best sellers as alike', async () => {
    const { shelves } = await load({ page: 'product', nativeFor: GONE }, { url: '' })
    expect(shelves.map(({ slot, products }) => [slot, products.length])).toEqual([
      ['goes-well-with', 8],
      ['similar', 0],
    ])
  })

  it('are for the product looked at last where the page has none', async () => {
    const [before = '', last = ''] = ids
    await load({}, { url: '', viewed: [before, last] })
    expect(variables()).toMatchObject({ productId: last, complementary: false, related: true })
  })

  it('hold only what can be bought, as many as the theme says', async () => {
    worker.behave(answering([{ length: 24, products: [] }], 'HOLDOUT'))
    const shelf = await loadShelf()
    expect(shelf.products).toHaveLength(24)
    expect(idsOf(shelf).filter((id) => soldOut.some((product) => product.id === id))).toEqual([])
  })
})
