import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { createClient as CreateClient } from '../../../client/aisle.ts'
import { buildClient } from '../../../scripts/client.ts'

const answer = { release: 'a'.repeat(64), arm: 'stable', took: 0, items: [{ productId: 'sku', score: 1 }] }

let directory: string
let built: string
let createClient: typeof CreateClient
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'aisle-client-'))
  built = await buildClient(directory)
  ;({ createClient } = await import(pathToFileURL(built).href))
})
afterAll(() => rmSync(directory, { recursive: true }))

/** What the Worker was sent, and how it answers. */
let calls: { path: string; body: Record<string, unknown> }[]
let respond: (path: string) => { status: number; body: string } | 'never'
let server: Server
let url: string

const bodyOf = async (request: IncomingMessage) => {
  const chunks: string[] = []
  for await (const chunk of request.setEncoding('utf8')) chunks.push(String(chunk))
  return z.record(z.string(), z.unknown()).parse(JSON.parse(chunks.join('')))
}

beforeEach(async () => {
  calls = []
  respond = () => ({ status: 200, body: JSON.stringify(answer) })
  server = createServer(async (request, response) => {
    const path = request.url ?? ''
    calls.push({ path, body: await bodyOf(request) })
    const answered = respond(path)
    if (answered === 'never') return
    response.writeHead(answered.status, { 'content-type': 'application/json' }).end(answered.body)
  })
  await new Promise<void>((resolve) => server.listen(0, () => resolve()))
  const address = server.address()
  url = `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}`
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const memory = () => {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

const events = () => calls.filter(({ path }) => path === '/events').map(({ body }) => body)

it('has less than 2 KB and imports nothing', () => {
  const bytes = readFileSync(built)
  expect(bytes.byteLength).toBeLessThan(2048)
  expect(bytes.toString()).not.toMatch(/\bimport\b/)
})

describe('without consent', () => {
  it('asks without an id and keeps nothing, reports nothing, and deletes the id of an earlier consent', async () => {
    const storage = memory()
    storage.setItem('aisle-visitor', 'from-before')
    const client = createClient({ url, storage, consent: false })
    expect(storage.kept.size).toBe(0)
    expect(await client.recommend({ slot: 'cart', items: ['a', 'b'], exclude: ['b'], limit: 4 })).toEqual(
      answer,
    )
    expect(await client.recommend({ page: 'home' })).toEqual(answer)
    await client.report({ type: 'add', slot: 'cart' })
    expect(client.visitorId()).toBeUndefined()
    expect(storage.kept.size).toBe(0)
    expect(calls).toEqual([
      {
        path: '/recommend',
        body: { slot: 'cart', items: ['a', 'b'], exclude: ['b'], limit: 4, consent: false },
      },
      { path: '/recommend/page', body: { page: 'home', items: [], consent: false } },
    ])
  })
})

describe('before the choice is known', () => {
  it('asks without an id, and keeps that of an earlier consent for when it is given again', async () => {
    const storage = memory()
    storage.setItem('aisle-visitor', 'from-before')
    const client = createClient({ url, storage })
    await client.recommend({ slot: 'cart' })
    await client.report({ type: 'add', slot: 'cart' })
    expect(calls.map(({ body }) => body)).toEqual([{ slot: 'cart', items: [], consent: false }])
    client.setConsent(true)
    expect(client.visitorId()).toBe('from-before')
  })
})

describe('with consent', () => {
  it('has one id for asking and reporting, kept in the browser, until the consent is taken back', async () => {
    const storage = memory()
    const client = createClient({ url, storage, consent: true, build: 'b1' })
    await client.recommend({ slot: 'for-you' })
    const [visitorId] = storage.kept.values()
    expect(visitorId).toMatch(/^[0-9a-f-]{36}$/)
    expect(calls[0]?.body).toEqual({ slot: 'for-you', items: [], consent: true, visitorId, build: 'b1' })
    expect(createClient({ url, storage, consent: true }).visitorId()).toBe(visitorId)

    const order = { type: 'order', orderId: '1', revenue: 1250, currency: 'EUR' } as const
    await client.report(order)
    expect(events()).toContainEqual({ visitorId, consent: true, events: [order] })

    const sent = calls.length
    client.setConsent(false)
    await client.report(order)
    expect([storage.kept.size, calls.length]).toEqual([0, sent])
    client.setConsent(true)
    expect(client.visitorId()).not.toBe(visitorId)
  })

  it('asks without an id where the browser keeps nothing', async () => {
    const broken = () => {
      throw new Error('denied')
    }
    const storage = { getItem: broken, setItem: broken, removeItem: broken }
    const client = createClient({ url, storage, consent: true })
    expect(await client.recommend({ slot: 'cart' })).toEqual(answer)
    expect(calls.map(({ body }) => body)).toEqual([{ slot: 'cart', items: [], consent: true }])
  })
})

describe('a Worker in trouble gives null, and is told how the call went', () => {
  const outcomeOf = async (wait: () => boolean) => {
    const client = createClient({ url, storage: memory(), consent: true, timeout: 100 })
    expect(await client.recommend({ slot: 'cart' })).toBeNull()
    await expect.poll(wait).toBe(true)
    return z
      .object({ events: z.tuple([z.object({ type: z.literal('call'), outcome: z.string() })]) })
      .parse(events()[0]).events[0].outcome
  }
  const reported = () => events().length === 1

  it.each([
    ['an error', { status: 503, body: '{"error":{}}' }],
    ['no JSON', { status: 200, body: '<html>' }],
    ['something else', { status: 200, body: '{"hello":1}' }],
  ])('%s', async (_, answered) => {
    respond = (path) => (path === '/events' ? { status: 200, body: '{}' } : answered)
    expect(await outcomeOf(reported)).toBe('failed')
  })

  it('silence', async () => {
    respond = (path) => (path === '/events' ? { status: 200, body: '{}' } : 'never')
    expect(await outcomeOf(reported)).toBe('late')
  })

  it('nobody there', async () => {
    const client = createClient({ url: 'http://localhost:1', storage: memory(), consent: true })
    expect(await client.recommend({ slot: 'cart' })).toBeNull()
    await client.report({ type: 'add', slot: 'cart' })
  })
})
