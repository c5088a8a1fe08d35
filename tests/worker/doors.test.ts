/**
 * Four doors, one answer: JSON, GraphQL, the app proxy in JSON and Liquid, and the client give the same products to the
 * same visitor and session.
 */
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createClient } from '../../client/aisle.ts'
import {
  type Arm,
  assign,
  type Manifest,
  moveAnswerSchema,
  pageResponseSchema,
  type RecommendRequest,
  recommendResponseSchema,
} from '../../edge-model/contract/index.ts'
import { SHARE, sessionThat } from './support/exploring.ts'
import { admin, move, upload } from './support/isolate.ts'
import { NOW, proxyVariables, signedPath } from './support/proxy.ts'
import { type ShopWorker, shopReleaseFiles, shopWorker } from './support/shop-release.ts'

const WORKER = 'https://worker.example'
const manifest = (plain: Manifest): Manifest => ({ ...plain, exploration: { share: SHARE } })

let shop: ShopWorker
let canaryId: string
/** One visitor of each arm. */
const visitors = new Map<Arm, string>()

beforeAll(async () => {
  shop = await shopWorker({ manifest, fresh: [9, 12] }, proxyVariables, () => NOW * 1000)
  const { worker, products } = shop
  const canary = await shopReleaseFiles(products, { shop: worker.shop, step: 2, manifest, fresh: [14] })
  canaryId = canary.id
  const stable = await admin(worker, 'GET', `/channels/${worker.shop}`)
  const held = await move(worker, { action: 'holdout', percent: 30 }, stable.headers.get('ETag'))
  await upload(worker, canary)
  const wish = { action: 'publish', release: canary.id, percent: 50 }
  const { channel } = moveAnswerSchema.parse(
    await (await move(worker, wish, held.headers.get('ETag'))).json(),
  )
  for (let n = 0; visitors.size < 3; n++) {
    const visitorId = `visitor-${n}`
    const { arm } = assign(channel, { visitorId })
    if (!visitors.has(arm)) visitors.set(arm, visitorId)
  }
  // The canary is loaded beside the first request that wants it; nobody waits for it.
  await worker.fetch('/health')
})

afterEach(() => vi.restoreAllMocks())

type Session = Pick<RecommendRequest, 'items' | 'bought' | 'exclude' | 'consent' | 'visitorId' | 'build'>

const graphqlSchema = z.object({
  data: z.object({
    recommendations: z.object({
      release: z.string(),
      arm: z.string(),
      items: z.array(z.object({ product: z.object({ id: z.string() }) })),
    }),
    recommendedPage: z.object({
      release: z.string(),
      arm: z.string(),
      shelves: z.array(
        z.object({ title: z.string(), items: z.array(z.object({ product: z.object({ id: z.string() }) })) }),
      ),
    }),
  }),
})

const QUERY = `query ($items: [ID!]!, $bought: [ID!]!, $exclude: [ID!]!, $consent: Boolean!, $visitorId: String, $build: String) {
  recommendations(slot: FOR_YOU, limit: 6, productIds: $items, bought: $bought, exclude: $exclude, consent: $consent,
    visitorId: $visitorId, build: $build) { release arm items { product { id } } }
  recommendedPage(page: HOME, productIds: $items, bought: $bought, exclude: $exclude, consent: $consent,
    visitorId: $visitorId, build: $build) { release arm shelves { title items { product { id } } } }
}`

interface Answer {
  release: string
  arm: string
  slot: string[]
  page: string[][]
}

const idsOf = (items: { productId: string }[]) => items.map(({ productId }) => productId)
const WISH = { slot: 'for-you', limit: 6 } as const

async function byJson(session: Session): Promise<Answer> {
  const post = async (path: string, body: object) =>
    (await shop.worker.fetch(path, { method: 'POST', body: JSON.stringify(body) })).json()
  const slot = recommendResponseSchema.parse(await post('/recommend', { ...WISH, ...session }))
  const page = pageResponseSchema.parse(await post('/recommend/page', { page: 'home', ...session }))
  expect([page.release, page.arm]).toEqual([slot.release, slot.arm])
  return { ...slot, slot: idsOf(slot.items), page: page.shelves.map(({ items }) => idsOf(items)) }
}

async function byGraphql(session: Session): Promise<Answer> {
  const variables = { bought: [], exclude: [], consent: false, ...session }
  const body = JSON.stringify({ query: QUERY, variables })
  const headers = { 'content-type': 'application/json' }
  const response = await shop.worker.fetch('/graphql', { method: 'POST', headers, body })
  const { recommendations, recommendedPage } = graphqlSchema.parse(await response.json()).data
  const ids = (items: { product: { id: string } }[]) => items.map(({ product }) => product.id)
  return {
    release: recommendations.release,
    arm: recommendations.arm.toLowerCase(),
    slot: ids(recommendations.items),
    page: recommendedPage.shelves.map(({ items }) => ids(items)),
  }
}

/** As a theme spells a session. */
const spelled = ({
  items,
  bought = [],
  exclude = [],
  consent = false,
  visitorId = '',
  build = '',
}: Session) => ({
  items: items.map((id) => id.split('/').at(-1)).join(','),
  bought: bought.join(','),
  exclude: exclude.join(','),
  consent: String(consent),
  visitorId,
  build,
})

async function byProxy(session: Session): Promise<Answer> {
  const ask = async (wish: Record<string, string>) =>
    (await shop.worker.fetch(await signedPath({ ...wish, ...spelled(session) }))).json()
  const slot = recommendResponseSchema.parse(await ask({ slot: 'for-you', limit: '6' }))
  const page = pageResponseSchema.parse(await ask({ page: 'home' }))
  return { ...slot, slot: idsOf(slot.items), page: page.shelves.map(({ items }) => idsOf(items)) }
}

async function byLiquid(session: Session): Promise<Answer> {
  const ids = new Map(shop.products.map(({ handle, id }) => [handle, id]))
  const ask = async (wish: Record<string, string>) => {
    const path = await signedPath({ ...wish, ...spelled(session), format: 'liquid' })
    return new TextDecoder().decode(await (await shop.worker.fetch(path)).arrayBuffer())
  }
  const read = (liquid: string) => ({
    release: /data-aisle-release="([^"]*)"/.exec(liquid)?.[1] ?? '',
    arm: /data-aisle-arm="([^"]*)"/.exec(liquid)?.[1] ?? '',
    items: [...liquid.matchAll(/all_products\['([^']*)'\]/g)].map(
      ([, handle = '']) => ids.get(handle) ?? handle,
    ),
  })
  const slot = read(await ask({ slot: 'for-you', limit: '6' }))
  const page = await ask({ page: 'home' })
  return {
    ...slot,
    slot: slot.items,
    page: page
      .split('</section>')
      .slice(0, -1)
      .map((section) => read(section).items),
  }
}

async function byClient({
  items,
  bought,
  exclude,
  consent = false,
  visitorId,
  build,
}: Session): Promise<Answer> {
  const original = globalThis.fetch
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) =>
    String(input).startsWith(WORKER)
      ? shop.worker.fetch(String(input).slice(WORKER.length), { ...init, signal: null })
      : original(input, init),
  )
  const kept = new Map(visitorId === undefined ? [] : [['aisle-visitor', visitorId]])
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
  const client = createClient({
    url: WORKER,
    consent,
    storage,
    timeout: 20_000,
    ...(build !== undefined && { build }),
  })
  const session = { items, ...(bought && { bought }), ...(exclude && { exclude }) }
  const slot = recommendResponseSchema.parse(await client.recommend({ ...WISH, ...session }))
  const page = pageResponseSchema.parse(await client.recommend({ page: 'home', ...session }))
  return { ...slot, slot: idsOf(slot.items), page: page.shelves.map((shelf) => idsOf(shelf.items)) }
}

const shown = ({ release, arm, slot, page }: Answer) => JSON.stringify({ release, arm, slot, page })

async function expectOneAnswer(session: Session): Promise<Answer> {
  const json = await byJson(session)
  for (const door of [byGraphql, byProxy, byLiquid, byClient]) {
    expect([door.name, shown(await door(session))]).toEqual([door.name, shown(json)])
  }
  return json
}

const product = (row: number) => shop.products[row]?.id ?? ''

describe('the four doors answer alike', () => {
  it('a visitor without consent, whatever else is known of them', async () => {
    const canary = visitors.get('canary') ?? ''
    const answer = await expectOneAnswer({ items: [product(0)], bought: [product(1)], visitorId: canary })
    expect(answer).toMatchObject({
      release: shop.release.id,
      arm: 'stable',
      slot: expect.arrayContaining([product(1)]),
    })
    expect(answer.page).toHaveLength(1)
  })

  it('with consent: what was bought speaks, and the arm is theirs', async () => {
    const session = {
      items: [product(4)],
      bought: [product(0), product(5)],
      exclude: [product(6)],
      consent: true,
    }
    const stable = await expectOneAnswer({ ...session, visitorId: visitors.get('stable') ?? '' })
    expect(stable).toMatchObject({ release: shop.release.id, arm: 'stable' })
    expect(stable.slot).not.toContain(product(5))
    const canary = await expectOneAnswer({ ...session, visitorId: visitors.get('canary') ?? '' })
    expect(canary).toMatchObject({ release: canaryId, arm: 'canary' })
    expect(canary.slot).not.toEqual(stable.slot)
  })

  it('the holdout: nothing, by any of them', async () => {
    const answer = await expectOneAnswer({
      items: [product(0)],
      consent: true,
      visitorId: visitors.get('holdout') ?? '',
    })
    expect(answer).toMatchObject({ arm: 'holdout', slot: [], page: [[]] })
  })

  it('a session that explores, and one that is empty', async () => {
    const items = sessionThat(true, shop.release.id, 'for-you', [product(4)])
    const answer = await expectOneAnswer({ items })
    // 9 stands among the first six anyway.
    expect(answer.slot.at(-1)).toBe(product(12))
    await expectOneAnswer({ items: [] })
  })
})
