/**
 * GET /openapi.json: generated, complete, and true of what the Worker answers.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createApp } from '../../edge-model/app.ts'
import { recommendRequestSchema } from '../../edge-model/contract/index.ts'
import { openApiDocument } from '../../edge-model/openapi/document.ts'
import { operations } from '../../edge-model/openapi/operations.ts'
import { isolate, newShop } from './support/isolate.ts'
import { NOW, proxyVariables, signedPath } from './support/proxy.ts'
import { type ShopWorker, shopWorker } from './support/shop-release.ts'

const document = openApiDocument()

const operationSchema = z.object({
  responses: z.record(
    z.string(),
    z.object({
      content: z.record(z.string(), z.object({ schema: z.custom<Parameters<typeof z.fromJSONSchema>[0]>() })),
    }),
  ),
})

/** Whose requests are described: everybody's but those of whoever has the admin token. */
const isPublic = ({ method, path }: { method: string; path: string }) =>
  method !== 'ALL' && !path.startsWith('/admin') && !path.endsWith('/*')

it('describes every public route and no other', () => {
  const served = createApp()
    .routes.filter(isPublic)
    .map(({ method, path }) => `${method} ${path}`)
  const described = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`)
  expect(described.toSorted()).toEqual([...new Set(served)].toSorted())
})

it('shows a field that a schema gains, as a request or an answer has it', () => {
  const grown = z.object({ ...recommendRequestSchema.shape, mood: z.enum(['calm', 'hasty']).default('calm') })
  const [operation] = operations
  if (operation === undefined) throw new Error('There is no operation.')
  const text = JSON.stringify(openApiDocument([{ ...operation, path: '/new', body: grown }]).paths)
  expect(text).toContain('"mood":{"default":"calm","type":"string","enum":["calm","hasty"]}')
  expect(text).toContain('/new')
})

describe('what the Worker answers matches', () => {
  let shop: ShopWorker
  beforeAll(async () => {
    shop = await shopWorker({}, proxyVariables, () => NOW * 1000)
  })
  const post = (path: string, body: unknown) => () =>
    shop.worker.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const get = (path: string) => () => shop.worker.fetch(path)
  const proxy = (parameters: Record<string, string>) => async () =>
    shop.worker.fetch(await signedPath(parameters))
  const empty = (path: string, init?: RequestInit) => () => isolate(newShop()).fetch(path, init)

  const ADD = { type: 'add', slot: 'cart' }
  const PAGE = '{ recommendedPage(page: HOME) { shelves { items { productId } } } }'
  it.each<[string, string, string, number, () => Promise<Response>]>([
    ['a slot', 'post', '/recommend', 200, post('/recommend', { slot: 'cart', items: [] })],
    ['a bad request', 'post', '/recommend', 400, post('/recommend', { slot: 'attic' })],
    ['a body too long', 'post', '/recommend', 413, post('/recommend', ' '.repeat(300_000))],
    ['another method', 'post', '/recommend', 405, get('/recommend')],
    [
      'an empty shop',
      'post',
      '/recommend',
      503,
      empty('/recommend', { method: 'POST', body: '{"slot":"cart","items":[]}' }),
    ],
    ['a page', 'post', '/recommend/page', 200, post('/recommend/page', { page: 'home', items: [] })],
    ['a bad page', 'post', '/recommend/page', 400, post('/recommend/page', { page: 'attic', items: [] })],
    ['events', 'post', '/events', 200, post('/events', { visitorId: 'a', consent: true, events: [ADD] })],
    [
      'bad events',
      'post',
      '/events',
      400,
      post('/events', { visitorId: 'a', consent: false, events: [ADD] }),
    ],
    ['too many events', 'post', '/events', 413, post('/events', ' '.repeat(40_000))],
    ['GraphQL', 'post', '/graphql', 200, post('/graphql', { query: PAGE })],
    ['bad GraphQL', 'post', '/graphql', 200, post('/graphql', { query: '{ nothing }' })],
    ['no GraphQL', 'post', '/graphql', 400, post('/graphql', { hello: 1 })],
    ['too much GraphQL', 'post', '/graphql', 413, post('/graphql', { query: ' '.repeat(200_000) })],
    ['a slot by proxy', 'get', '/proxy/recommendations', 200, proxy({ slot: 'cart' })],
    ['a page by proxy', 'get', '/proxy/recommendations', 200, proxy({ page: 'home' })],
    ['nothing by proxy', 'get', '/proxy/recommendations', 400, proxy({})],
    ['an unsigned request', 'get', '/proxy/recommendations', 401, get('/proxy/recommendations?slot=cart')],
    ['a closed proxy', 'get', '/proxy/recommendations', 503, empty('/proxy/recommendations?slot=cart')],
    ['health', 'get', '/health', 200, get('/health')],
    ['no health', 'get', '/health', 503, empty('/health')],
    ['the description', 'get', '/openapi.json', 200, get('/openapi.json')],
  ])('for %s', async (_, method, path, status, ask) => {
    const response = await ask()
    expect([response.status, await response.clone().text()]).toEqual([status, expect.any(String)])
    const described = z.fromJSONSchema(answerSchema(path, method, status))
    expect(described.safeParse(await response.json()).error).toBeUndefined()
  })

  /** The schema of an answer as the description has it, references put in place. */
  const answerSchema = (path: string, method: string, status: number) => {
    const text = JSON.stringify(document.paths[path]?.[method])
    const operation = operationSchema.parse(
      JSON.parse(text, (_key, value) => {
        const name = /^#\/components\/schemas\/(\w+)$/.exec(value?.$ref ?? '')?.[1]
        return name === undefined ? value : document.components.schemas[name]
      }),
    )
    const schema = operation.responses[status]?.content['application/json']?.schema
    if (schema === undefined) throw new Error(`${method} ${path} does not describe ${status}.`)
    return schema
  }
})

describe('a preview is described where it is taken', () => {
  const operationsByPath = operations.map(({ method, path }) => [path, method] as const)

  it.each(operationsByPath)('%s', async (path, method) => {
    const { worker } = await shopWorker({}, proxyVariables, () => NOW * 1000)
    const isProxy = path.startsWith('/proxy')
    const takes = async (query: Record<string, string>, headers: Record<string, string>) => {
      const target = isProxy ? await signedPath(query) : `${path}?${new URLSearchParams(query)}`
      const response = await worker.fetch(target, { method: method.toUpperCase(), headers })
      return response.status === 400 && (await response.text()).includes('"bad_preview"')
    }
    const described = JSON.stringify(document.paths[path]?.[method])
    const { PreviewHeader, PreviewQuery } = document.components.parameters
    expect(PreviewHeader).toMatchObject({ name: 'Aisle-Preview', in: 'header', required: false })
    expect(PreviewQuery).toMatchObject({ name: 'aisle-preview', in: 'query', required: false })
    expect(described.includes('#/components/parameters/PreviewHeader')).toBe(
      await takes({}, { 'Aisle-Preview': 'none' }),
    )
    expect(described.includes('#/components/parameters/PreviewQuery')).toBe(
      await takes({ 'aisle-preview': 'none' }, {}),
    )
  })
})

it('is what is served, for anybody to read', async () => {
  const response = await isolate(newShop()).fetch('/openapi.json')
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
  expect(await response.json()).toEqual(JSON.parse(JSON.stringify(document)))
})
