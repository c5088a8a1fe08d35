import { exports } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { RECOMMEND_LIMITS } from '../../edge-model/contract/index.ts'
import {
  ask,
  type Isolate,
  isolate,
  newShop,
  ORIGIN,
  problemOf,
  publish,
  recommended,
} from './support/isolate.ts'
import { productId, releaseFiles } from './support/release-files.ts'

let worker: Isolate
beforeAll(async () => {
  worker = isolate(newShop())
  await publish(worker, await releaseFiles({ shop: worker.shop }), null)
})

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  worker.fetch('/recommend', { method: 'POST', body, headers })

async function expectProblem(response: Response, status: number): Promise<{ code: string; message: string }> {
  expect(response.headers.get('Content-Type')).toContain('application/json')
  expect(response.status).toBe(status)
  return problemOf(response)
}

describe('a malformed body', () => {
  const valid = { slot: 'cart', items: [productId(0)], exclude: [], limit: 3, consent: true }
  const longId = 'x'.repeat(256)
  const wrongByField: Record<string, fc.Arbitrary<unknown>> = {
    slot: fc.oneof(
      fc.string().map((text) => `no-${text}`),
      fc.integer(),
      fc.constant(null),
    ),
    items: fc.oneof(
      fc.string(),
      fc.constant(null),
      fc.object(),
      fc.array(fc.oneof(fc.integer(), fc.constant(''), fc.constant(longId), fc.constant(null)), {
        minLength: 1,
      }),
      fc.array(fc.constant('sku'), { minLength: 101, maxLength: 300 }),
    ),
    exclude: fc.oneof(fc.string(), fc.constant(null), fc.array(fc.double(), { minLength: 1 })),
    bought: fc.oneof(
      fc.string(),
      fc.constant(null),
      fc.array(fc.constant('sku'), { minLength: 101, maxLength: 120 }),
    ),
    limit: fc.oneof(
      fc.integer({ max: 0 }),
      fc.integer({ min: 51 }),
      fc.constant(2.5),
      fc.string(),
      fc.constant(null),
    ),
    visitorId: fc.oneof(fc.constant(''), fc.string({ minLength: 129, maxLength: 200 }), fc.integer()),
    consent: fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
  }
  const oneWrongField = fc
    .constantFrom(...Object.entries(wrongByField))
    .chain(([field, wrong]) => wrong.map((value) => JSON.stringify({ ...valid, [field]: value })))
  const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)
  const noObject = fc
    .jsonValue()
    .filter((value) => !isObject(value))
    .map((value) => JSON.stringify(value))
  const unknownField = fc
    .string()
    .filter((name) => !['visitorId', 'bought', '__proto__', ...Object.keys(valid)].includes(name))
    .map((name) => JSON.stringify({ ...valid, [name]: 1 }))
  const cutShort = fc
    .integer({ min: 0, max: JSON.stringify(valid).length - 1 })
    .map((length) => JSON.stringify(valid).slice(0, length))
  // A byte that begins no UTF-8 sequence makes any text invalid.
  const noUtf8 = fc.uint8Array({ maxLength: 64 }).map((bytes) => Uint8Array.of(0xff, ...bytes))
  const malformed = fc.oneof(oneWrongField, noObject, unknownField, cutShort, noUtf8)

  it('is answered with 4xx and a problem, and the next good request is answered', {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(malformed, async (body) => {
        const response = await post(body)
        expect(response.status).toBe(400)
        const problem = await problemOf(response)
        expect(problem.code).toMatch(/^(bad_json|bad_request|too_many_(items|bought|exclude))$/)
        expect(problem.message.length).toBeGreaterThan(20)
        const good = await recommended(worker, { items: [productId(0)], limit: 1 })
        expect(good.items[0]?.productId).toBe(productId(1))
      }),
      { numRuns: 400 },
    )
  })

  it('names what is wrong', async () => {
    const problem = await expectProblem(await post('{"slot":"attic","items":[7]}'), 400)
    expect(problem.code).toBe('bad_request')
    expect(problem.message).toContain('slot:')
    expect(problem.message).toContain('items.0:')
  })
})

describe('too much', () => {
  const sku = (at: number) => `sku-${at}`

  it('10,000 items get 400, the number sent and what to send instead', async () => {
    const problem = await expectProblem(
      await ask(worker, { items: Array.from({ length: 10_000 }, (_, i) => sku(i)) }),
      400,
    )
    expect(problem.code).toBe('too_many_items')
    expect(problem.message).toContain('10000')
    expect(problem.message).toContain('the last 100')
    expect((await ask(worker)).status).toBe(200)
  })

  it('10,000 gids are too long a body, which says so before it is read', async () => {
    const items = Array.from({ length: 10_000 }, (_, i) => `gid://shopify/Product/${8_000_000_000_000 + i}`)
    const problem = await expectProblem(await ask(worker, { items }), 413)
    expect(problem.message).toContain('at most the last 100 items')
    expect((await ask(worker)).status).toBe(200)
  })

  it('100 items and 500 excluded ones are taken, one more is not', async () => {
    const list = (length: number) => Array.from({ length }, (_, i) => sku(i))
    expect((await ask(worker, { items: list(100), exclude: list(500) })).status).toBe(200)
    expect((await ask(worker, { items: list(101) })).status).toBe(400)
    const problem = await expectProblem(await ask(worker, { exclude: list(501) }), 400)
    expect(problem.code).toBe('too_many_exclude')
    expect(problem.message).toContain('501')
  })

  it.each([
    ['with Content-Length', { 'Content-Length': String(RECOMMEND_LIMITS.bodyBytes + 1) }],
    ['without', {}],
  ])('a body beyond the bound gets 413, %s', async (_, headers: Record<string, string>) => {
    const problem = await expectProblem(await post(' '.repeat(RECOMMEND_LIMITS.bodyBytes + 1), headers), 413)
    expect(problem.code).toBe('body_too_large')
    expect(problem.message).toContain('at most the last 100 items')
  })
})

describe('paths and methods', () => {
  it('an unknown path is 404', async () => {
    const problem = await expectProblem(await worker.fetch('/recommendations'), 404)
    expect(problem.message).toContain('/recommend')
  })

  it.each([
    ['GET', '/recommend', 'POST'],
    ['DELETE', '/health', 'GET, HEAD'],
  ])('%s %s is 405 and says what is taken', async (method, path, allow) => {
    const response = await worker.fetch(path, { method })
    expect(response.headers.get('Allow')).toBe(allow)
    await expectProblem(response, 405)
  })

  it('the entry of the Worker serves them too', async () => {
    const response = await exports.default.fetch('https://worker.example/nowhere')
    await expectProblem(response, 404)
  })
})

describe('CORS', () => {
  const preflight = (origin: string) =>
    worker.fetch('/recommend', {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type',
      },
    })

  it('lets the storefront in', async () => {
    const answer = await preflight(ORIGIN)
    expect(answer.status).toBe(204)
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN)
    expect(answer.headers.get('Access-Control-Allow-Methods')).toContain('POST')
    expect(answer.headers.get('Access-Control-Allow-Headers')).toBe('Content-Type,Aisle-Preview')
    const posted = await post('{"slot":"cart","items":[]}', { Origin: ORIGIN })
    expect(posted.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN)
    expect(posted.headers.get('Vary')).toContain('Origin')
  })

  it('lets the storefront read problems', async () => {
    expect((await post('{', { Origin: ORIGIN })).headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN)
  })

  it('names no other origin', async () => {
    const stranger = 'https://shop.example.evil'
    expect((await preflight(stranger)).headers.get('Access-Control-Allow-Origin')).toBeNull()
    const posted = await post('{"slot":"cart","items":[]}', { Origin: stranger })
    expect(posted.headers.get('Access-Control-Allow-Origin')).toBeNull()
  })

  it('is not for the admin API', async () => {
    const answer = await worker.fetch('/admin/channels/x', { method: 'OPTIONS', headers: { Origin: ORIGIN } })
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull()
  })
})

describe('a wrong environment', () => {
  it.each([
    ['CHANNEL_TTL_SECONDS', 'soon'],
    ['ALLOWED_ORIGINS', 'https://shop.example/'],
    ['SHOP', 'My Shop'],
    ['RELEASES', undefined],
  ])('is named: %s', async (name, value) => {
    const misconfigured = isolate(newShop(), { [name]: value })
    const problem = await expectProblem(await ask(misconfigured), 500)
    expect(problem.code).toBe('misconfigured')
    expect(problem.message).toContain(name)
  })
})
