/**
 * GET /proxy/recommendations as Shopify's app proxy asks for it.
 */
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { pageResponseSchema, recommendResponseSchema } from '../../edge-model/contract/index.ts'
import { envSchema } from '../../edge-model/env.ts'
import { type ProxyReplays, replaysOf } from '../../edge-model/proxy/replays.ts'
import { expectProblem } from './support/expect-problem.ts'
import { isolate } from './support/isolate.ts'
import { NOW, proxyVariables, SHOP_DOMAIN, signatureOf, signedPath } from './support/proxy.ts'
import { STOREFRONT_API_URL, shopWorker } from './support/shop-release.ts'

const proxied = (variables: Record<string, unknown> = {}, recipe = {}) =>
  shopWorker(recipe, { ...proxyVariables, ...variables }, () => NOW * 1000)

const numberOf = (gid = '') => gid.split('/').at(-1) ?? ''

describe('a signed request', () => {
  it('is answered for a slot, products named by their numbers', async () => {
    const { worker, products, release } = await proxied()
    const items = [5, 0].map((row) => numberOf(products[row]?.id)).join(',')
    const path = await signedPath({ slot: 'for-you', items, exclude: numberOf(products[1]?.id), limit: '3' })
    const response = await worker.fetch(path)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    const answer = recommendResponseSchema.parse(await response.json())
    expect(answer).toMatchObject({ release: release.id, arm: 'stable' })
    expect(answer.items).toHaveLength(3)
    expect(answer.items.map(({ productId }) => productId)).not.toContain(products[1]?.id)
  })

  it('is answered for a page', async () => {
    const { worker, products } = await proxied()
    const response = await worker.fetch(await signedPath({ page: 'product', items: products[0]?.id ?? '' }))
    const answer = pageResponseSchema.parse(await response.json())
    expect(answer.shelves.map(({ slot, items }) => [slot, items.length])).toEqual([['goes-well-with', 6]])
  })

  it.each([
    [{}, 'either a slot or a page'],
    [{ slot: 'cart', page: 'cart' }, 'either a slot or a page'],
    [{ slot: 'attic' }, 'slot'],
    [{ slot: 'cart', limit: 'many' }, 'limit'],
    [{ slot: 'cart', limit: '51' }, 'limit'],
    [{ slot: 'cart', consent: 'perhaps' }, 'consent'],
    [{ slot: 'cart', format: 'xml' }, 'format'],
  ])('of parameters that make no sense is 400: %o', async (parameters, what) => {
    const { worker } = await proxied()
    const message = await expectProblem(await worker.fetch(await signedPath(parameters)), 400, 'bad_request')
    expect(message).toContain(what)
  })
})

describe('a request is refused with 401', () => {
  const slot = { slot: 'for-you' }
  const changed = async (change: (query: URLSearchParams) => unknown) => {
    const [path = '', text = ''] = (await signedPath(slot)).split('?')
    const query = new URLSearchParams(text)
    change(query)
    return `${path}?${query}`
  }

  it.each([
    ['a parameter was changed', (query: URLSearchParams) => query.set('slot', 'cart'), 'bad_signature'],
    ['a parameter was added', (query: URLSearchParams) => query.append('limit', '50'), 'bad_signature'],
    ['a parameter was repeated', (query: URLSearchParams) => query.append('slot', 'cart'), 'bad_signature'],
    [
      'the signature was changed',
      (query: URLSearchParams) => query.set('signature', 'a'.repeat(64)),
      'bad_signature',
    ],
    ['it has no signature', (query: URLSearchParams) => query.delete('signature'), 'unsigned'],
    [
      'the signature stands twice',
      (query: URLSearchParams) => query.append('signature', query.get('signature') ?? ''),
      'repeated_parameter',
    ],
    [
      'the shop stands twice',
      (query: URLSearchParams) => query.append('shop', SHOP_DOMAIN),
      'repeated_parameter',
    ],
    [
      'the timestamp stands twice',
      (query: URLSearchParams) => query.append('timestamp', String(NOW)),
      'repeated_parameter',
    ],
  ])('where %s', async (_, change, code) => {
    const { worker } = await proxied()
    const message = await expectProblem(await worker.fetch(await changed(change)), 401, code)
    expect(message.length).toBeGreaterThan(20)
  })

  it('where a parameter stands twice though it was signed so', async () => {
    const { worker } = await proxied()
    const query = new URLSearchParams({ ...slot, shop: SHOP_DOMAIN, timestamp: String(NOW) })
    query.append('shop', SHOP_DOMAIN)
    query.append('signature', await signatureOf(query))
    await expectProblem(await worker.fetch(`/proxy/recommendations?${query}`), 401, 'repeated_parameter')
  })

  it('where another shop asks', async () => {
    const { worker } = await proxied()
    const path = await signedPath({ ...slot, shop: 'other.myshopify.com' })
    expect(await expectProblem(await worker.fetch(path), 401, 'wrong_shop')).toContain(SHOP_DOMAIN)
  })

  it.each([-91, 91, -3_600])('where it was signed %i s from now', async (seconds) => {
    const { worker } = await proxied()
    await expectProblem(await worker.fetch(await signedPath(slot, NOW + seconds)), 401, 'stale')
  })

  it.each(['', 'soon', 'NaN'])('where its time is "%s"', async (timestamp) => {
    const { worker } = await proxied()
    await expectProblem(await worker.fetch(await signedPath({ ...slot, timestamp })), 401, 'stale')
  })

  it.each([-90, 0, 90])('but not where it was signed %i s from now', async (seconds) => {
    const { worker } = await proxied()
    expect((await worker.fetch(await signedPath(slot, NOW + seconds))).status).toBe(200)
  })

  it('where its signature was used before, in another isolate too, however many ask at once', async () => {
    const { worker } = await proxied()
    const other = isolate(worker.shop, proxyVariables, () => NOW * 1000)
    const path = await signedPath(slot)
    const responses = await Promise.all([worker, other, worker, other].map((each) => each.fetch(path)))
    expect(responses.map(({ status }) => status).toSorted()).toEqual([200, 401, 401, 401])
    expect(await expectProblem(await other.fetch(path), 401, 'replayed')).toContain('nonce')
    // Two pages in one second differ by their nonce.
    expect((await worker.fetch(await signedPath(slot))).status).toBe(200)
  })
})

it('forgets signatures that are too old to be used again', async () => {
  const { PROXY_REPLAYS } = envSchema.parse(env)
  const replays = replaysOf(PROXY_REPLAYS, 'forgetful', 'f00')
  await runInDurableObject(replays, (object: ProxyReplays) => {
    expect(object.use('f00', 1_000, 1_090)).toBe(true)
    expect(object.use('f01', 1_090, 1_180)).toBe(true)
    expect(object.use('f00', 1_090, 1_090)).toBe(false)
    expect(object.use('f02', 1_091, 1_181)).toBe(true)
    expect(object.size()).toBe(2)
  })
})

it.each([
  ['fails', () => Promise.reject(new Error('no such luck'))],
  ['never answers', () => new Promise<never>(() => {})],
])('answers nothing while the object that notes signatures %s', async (_, use) => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  const { worker } = await proxied({ PROXY_REPLAYS: { getByName: () => ({ use }) } })
  const response = await worker.fetch(await signedPath({ slot: 'cart' }))
  expect(await expectProblem(response, 503, 'replays_unavailable')).toContain('signed anew')
  expect(log).toHaveBeenCalledOnce()
  log.mockRestore()
})

it.each([
  ['SHOPIFY_APP_SECRET', 503],
  ['SHOPIFY_SHOP_DOMAIN', 503],
])('without %s the proxy is closed', async (name, status) => {
  const { worker } = await proxied({ [name]: '' })
  const response = await worker.fetch(await signedPath({ slot: 'cart' }))
  expect(await expectProblem(response, status, 'no_app_proxy')).toContain(name)
})

describe('Liquid', () => {
  it('shows the products by their handles, in their order, at most as many as Liquid looks up', async () => {
    const { worker, products } = await proxied()
    const path = await signedPath({
      slot: 'for-you',
      items: products[0]?.id ?? '',
      limit: '5',
      format: 'liquid',
    })
    const response = await worker.fetch(path)
    expect(response.headers.get('Content-Type')).toBe('application/liquid; charset=utf-8')
    const liquid = await response.text()
    expect(liquid.startsWith('{% layout none %}')).toBe(true)
    const handles = [...liquid.matchAll(/all_products\['([^']*)'\]/g)].map(([, handle]) => handle)
    expect(handles).toEqual([1, 2, 3, 4, 5].map((row) => products[row]?.handle))
  })

  it('of a page has the titles of the theme, escaped for HTML and Liquid', async () => {
    const title = '{{ shop.email }} <b>"&\'%}'
    const { worker } = await proxied(
      {},
      {
        release: (document: { theme: { pages: object } }) => ({
          ...document,
          theme: {
            ...document.theme,
            pages: { ...document.theme.pages, home: [{ slot: 'for-you', title, layout: 'row', length: 4 }] },
          },
        }),
      },
    )
    const liquid = await (await worker.fetch(await signedPath({ page: 'home', format: 'liquid' }))).text()
    const [, heading = ''] = /<h2[^>]*>(.*?)<\/h2>/.exec(liquid) ?? []
    expect(heading).toBe('&#123;&#123; shop.email &#125;&#125; &#60;b&#62;&#34;&#38;&#39;&#37;&#125;')
  })

  it('needs a Storefront API, whose failure is told', async () => {
    const ask = { slot: 'for-you', format: 'liquid' }
    const { worker } = await proxied({ STOREFRONT_API_URL: '' })
    await expectProblem(await worker.fetch(await signedPath(ask)), 503, 'no_storefront')
    const { worker: lost } = await proxied({
      STOREFRONT_API_URL: STOREFRONT_API_URL.replace('/api/', '/nowhere/'),
    })
    await expectProblem(await lost.fetch(await signedPath(ask)), 503, 'storefront_failed')
  })
})
