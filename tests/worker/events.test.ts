import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  type Arm,
  assign,
  type Channel,
  EVENT_LIMITS,
  eventsResponseSchema,
  experimentsOf,
  pageResponseSchema,
  rolloutRulesSchema,
  type StorefrontEvent,
} from '../../edge-model/contract/index.ts'
import { envSchema } from '../../edge-model/env.ts'
import { gatherEvidence } from '../../edge-model/evidence/gather.ts'
import { add, order } from './support/drive.ts'
import { expectProblem } from './support/expect-problem.ts'
import {
  channelOf,
  type Isolate,
  isolate,
  newShop,
  ORIGIN,
  putChannel,
  recommended,
  store,
} from './support/isolate.ts'
import { releaseFiles } from './support/release-files.ts'

const { EVIDENCE } = envSchema.parse(env)
const NOW = Date.parse('2026-11-20T12:00:00Z')

afterEach(() => {
  vi.restoreAllMocks()
})

/** A shop with a canary at half and a holdout of a third; `canary` is what the canary's release is, by default a sound one. */
async function shop({ canary = '', variables = {} }: { canary?: string; variables?: object } = {}) {
  const worker = isolate(newShop(), { ...variables }, () => NOW)
  const stable = await releaseFiles({ shop: worker.shop, step: 1 })
  const tried = await releaseFiles({ shop: worker.shop, step: 2 })
  await store(stable)
  await store(tried)
  const at = new Date(NOW).toISOString()
  const channel = channelOf(worker.shop, 1, stable.id, {
    canary: {
      ...{
        release: canary === '' ? tried.id : canary,
        percent: 50,
        salt: '00112233445566ff',
        plan: [50, 100],
      },
      ...{ startedAt: at, stepStartedAt: at, paused: false, rules: rolloutRulesSchema.parse({}) },
    },
    holdout: { percent: 33, salt: 'ffeeddccbbaa9988' },
  })
  await putChannel(channel)
  return { worker, channel }
}

/** A visitor whom the channel puts into an arm. */
function visitorOf(channel: Channel, arm: Arm, after = 0): string {
  for (let n = after; ; n++) if (assign(channel, { visitorId: `v${n}` }).arm === arm) return `v${n}`
}

const evidence = (channel: Channel) =>
  gatherEvidence(EVIDENCE, channel.shop, experimentsOf(channel), new Date(NOW))

const post = (worker: Isolate, body: string | object, init: RequestInit = {}) =>
  worker.fetch('/events', {
    ...{ method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) },
    ...init,
  })

async function counted(worker: Isolate, visitorId: string, events: StorefrontEvent[]): Promise<number> {
  const response = await post(worker, { visitorId, consent: true, events })
  expect(response.status).toBe(200)
  return eventsResponseSchema.parse(await response.json()).counted
}

/** Asks for recommendations as somebody who consented, until the exposure is counted. */
async function shown(worker: Isolate, channel: Channel, visitorId: string): Promise<void> {
  const before = await visits(channel)
  await recommended(worker, { consent: true, visitorId })
  await vi.waitFor(async () => expect(await visits(channel)).toBe(before + 1))
}

async function visits(channel: Channel): Promise<number> {
  const { holdout } = await evidence(channel)
  return holdout.holdout.requests + holdout.served.requests
}

describe('POST /events', () => {
  it('counts for the arm that a visitor was shown, the holdout as well', async () => {
    const { worker, channel } = await shop()
    await recommended(worker)
    for (const arm of ['stable', 'canary', 'holdout'] as const) {
      const visitorId = visitorOf(channel, arm)
      expect(await counted(worker, visitorId, [add])).toBe(0)
      await shown(worker, channel, visitorId)
      expect(await counted(worker, visitorId, [add, order('1', 1999), order('1', 1999)])).toBe(2)
    }
    const once = { visitors: 1, requests: 1, adders: 1, orders: 1, revenue: 1999n }
    expect(await evidence(channel)).toMatchObject({
      rollout: { stable: once, canary: once },
      holdout: { holdout: once, served: { visitors: 2, adders: 2, orders: 2 } },
    })
  })

  it('counts a page of several shelves as one request', async () => {
    const { worker, channel } = await shop()
    const visitorId = visitorOf(channel, 'canary')
    const page = { page: 'home', items: [], consent: true, visitorId }
    const answer = await worker.fetch('/recommend/page', { method: 'POST', body: JSON.stringify(page) })
    expect(pageResponseSchema.parse(await answer.json()).arm).toBe('canary')
    await vi.waitFor(async () => expect(await visits(channel)).toBe(1))
    expect((await evidence(channel)).rollout?.canary).toMatchObject({ visitors: 1, requests: 1, errors: 0 })
  })

  it('counts nothing of those who did not consent', async () => {
    const { worker, channel } = await shop()
    const visitorId = visitorOf(channel, 'canary')
    await recommended(worker, { visitorId })
    await shown(worker, channel, visitorOf(channel, 'stable'))
    expect((await evidence(channel)).rollout).toMatchObject({
      canary: { visitors: 0, requests: 0 },
      stable: { visitors: 1, requests: 1 },
    })
    const response = await post(worker, { visitorId, consent: false, events: [add] })
    await expectProblem(response, 400, 'bad_request')
  })

  it('says what is wrong with a body', async () => {
    const { worker } = await shop()
    const valid = { visitorId: 'a', consent: true, events: [add] }
    const bodies: [object | string, RegExp][] = [
      ['{"visitorId": ', /not JSON/],
      [{ ...valid, visitorId: '' }, /visitorId/],
      [{ ...valid, events: [] }, /events/],
      [{ ...valid, events: Array.from({ length: EVENT_LIMITS.events + 1 }, () => add) }, /events/],
      [{ ...valid, events: [{ type: 'view' }] }, /events\.0\.type/],
      [{ ...valid, events: [{ ...order('1', 1), revenue: 0.5 }] }, /events\.0\.revenue/],
      [{ ...valid, events: [{ ...order('1', 1), revenue: -1 }] }, /events\.0\.revenue/],
      [{ ...valid, events: [{ ...order('1', 1), currency: 'euro' }] }, /expected a currency such as EUR/],
      [{ ...valid, events: [{ type: 'add', slot: 'cart', price: 3 }] }, /price/],
      [{ ...valid, email: 'a@shop.example' }, /email/],
    ]
    for (const [body, message] of bodies) {
      const code = typeof body === 'string' ? 'bad_json' : 'bad_request'
      expect(await expectProblem(await post(worker, body), 400, code)).toMatch(message)
    }
    const long = JSON.stringify({ ...valid, padding: 'x'.repeat(EVENT_LIMITS.bodyBytes) })
    expect(await expectProblem(await post(worker, long), 413, 'body_too_large')).toContain('50 events')
    await expectProblem(await worker.fetch('/events'), 405, 'method_not_allowed')
  })

  it('is open to the browsers that may ask for recommendations, and to no others', async () => {
    const { worker } = await shop()
    const preflight = (origin: string) =>
      worker.fetch('/events', {
        method: 'OPTIONS',
        headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
      })
    expect((await preflight(ORIGIN)).headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN)
    expect((await preflight('https://evil.example')).headers.get('Access-Control-Allow-Origin')).toBeNull()
  })
})

describe('a canary that can not be loaded', () => {
  it('is counted as falling back, in the canary', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const { worker, channel } = await shop({ canary: 'c'.repeat(64) })
    const visitorId = visitorOf(channel, 'canary')
    // Loading it fails beside the first answers; from then on they are fallbacks.
    await vi.waitFor(async () => {
      await shown(worker, channel, visitorId)
      expect((await evidence(channel)).rollout?.canary.fallbacks).toBeGreaterThan(0)
    })
    const answer = await recommended(worker, { consent: true, visitorId })
    expect(answer).toMatchObject({ arm: 'canary', release: channel.stable })
    expect((await evidence(channel)).rollout).toMatchObject({
      canary: { visitors: 1 },
      stable: { visitors: 0 },
    })
  })
})

describe('while no shard answers', () => {
  const broken = () => Promise.reject(new Error('no such luck'))
  const variables = { EVIDENCE: { getByName: () => ({ expose: broken, count: broken }) } }

  it('shoppers have their recommendations, events are refused and the log tells', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { worker, channel } = await shop({ variables })
    const visitorId = visitorOf(channel, 'stable')
    for (let n = 0; n < 20; n++) {
      expect((await recommended(worker, { consent: true, visitorId })).items.length).toBeGreaterThan(0)
    }
    await vi.waitFor(() => expect(log).toHaveBeenCalled())
    expect(log.mock.calls[0]?.[0]).toContain('are not counted')
    const response = await post(worker, { visitorId, consent: true, events: [add] })
    await expectProblem(response, 503, 'evidence_unavailable')
  })

  it('nobody waits for a shard that never answers', async () => {
    const never = () => new Promise<void>(() => {})
    const { worker, channel } = await shop({
      variables: { EVIDENCE: { getByName: () => ({ expose: never }) } },
    })
    const visitorId = visitorOf(channel, 'stable')
    for (let n = 0; n < 5; n++) {
      expect((await recommended(worker, { consent: true, visitorId })).arm).toBe('stable')
    }
  })
})
