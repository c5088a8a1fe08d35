/**
 * @module Pages loaded against the local shop and a Worker that does what a test says, at a time that passes when a test says so.
 */
import { signPreview, type Theme, type ThemeShelf } from '@aisle/edge-model/contract'
import { afterAll, afterEach, beforeEach, vi } from 'vitest'
import type { ProductCardFragment } from 'workerapi.generated'
import { z } from 'zod'
import { createBreaker } from '../../../app/recommendations/breaker.ts'
import { createExpectedTheme } from '../../../app/recommendations/expected-theme.ts'
import { type LoadRequest, loadPage } from '../../../app/recommendations/load-page.ts'
import { encodeProducts } from '../../../app/recommendations/session.ts'
import { startLocalShop } from '../../../local-shop/server/index.ts'
import { testKey } from '../../worker/support/test-keys.ts'
import { answerJson, hang, startFaultyWorker } from './faulty-worker.ts'
import { type AnsweredShelf, pageOf, RELEASE, readCards, storefrontOf } from './product-cards.ts'
import { startShopGate } from './shop-gate.ts'

export const FOR_YOU: ThemeShelf = { slot: 'for-you', title: 'For you', layout: 'grid', length: 8 }
export const GOES_WELL: ThemeShelf = { slot: 'goes-well-with', title: 'Goes well', layout: 'row', length: 8 }
export const SIMILAR: ThemeShelf = { slot: 'similar', title: 'Similar', layout: 'row', length: 8 }
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
export const VISITOR = '5f0c1b1e-8f6c-4a53-9f53-9d3f4a3a0b11'
export const GONE = 'gid://shopify/Product/999999999999'

export const tokenOf = async (expiresAt: string, release = RELEASE) =>
  signPreview({ schemaVersion: 1, shop: 'demo', release, expiresAt }, await testKey())
export const preview = await tokenOf('2999-01-01T00:00:00.000Z')

/** Milliseconds; breaker and call durations go by it. */
export const clock = { now: 0 }

vi.spyOn(console, 'warn').mockImplementation(() => {})
export const shop = await startLocalShop({ port: 0 })
export const [gate, worker] = await Promise.all([startShopGate(shop.url), startFaultyWorker()])
export const { buyable, soldOut } = await readCards(shop.url)
export const ids = buyable.map(({ id }) => id)

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

export const newTools = () => ({
  fetch,
  breaker: createBreaker(() => clock.now),
  theme: createExpectedTheme(THEME),
  now: () => clock.now,
})

export interface Given {
  /** Products looked at in this session, newest last. */
  viewed?: string[]
  /** Products bought in this session, newest last, by a shopper who consented. */
  bought?: string[]
  preview?: string
  /** The Worker's URL. */
  url?: string
  shopUrl?: string
}

export function contextOf({ viewed = [], bought, preview, url = worker.url, shopUrl = gate.url }: Given) {
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

export const start = (request: Partial<LoadRequest> = {}, given: Given = {}, tools = newTools()) =>
  loadPage({ context: contextOf(given), page: 'home', ...request }, tools)
export const load = (...args: Parameters<typeof start>) => start(...args).filled

/** The page's first shelf beside what is said of the page. */
export async function loadShelf(...args: Parameters<typeof start>) {
  const { shelves, ...page } = await load(...args)
  const [shelf] = shelves
  if (shelf === undefined) throw new Error('The page has no shelf.')
  return { ...page, ...shelf }
}

export const answering = (shelves: AnsweredShelf[], arm?: string) => answerJson(pageOf(shelves, arm))
export const answeringOne = (products: (ProductCardFragment | null)[], more: Partial<AnsweredShelf> = {}) =>
  answering([{ products, ...more }])
export const idsOf = (shelf: { products: { id: string }[] } | undefined) =>
  shelf?.products.map(({ id }) => id) ?? []
export const queryNames = () => gate.queries.map(({ name }) => name)
const callSchema = z.object({ variables: z.record(z.string(), z.unknown()) })
export const lastCall = () => callSchema.parse(JSON.parse(worker.calls.at(-1)?.body ?? '')).variables
