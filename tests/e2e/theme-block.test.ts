/**
 * The theme extension's block on a page of a theme, in a browser: Liquid rendered with the local shop's products, the app
 * proxy's answer as the Worker writes it.
 */
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { liquidOf } from '../../edge-model/proxy/liquid.ts'
import { type LocalShop, startLocalShop } from '../../local-shop/server/index.ts'
import { blockSchema, EXTENSION, shopifyLiquid, type ThemeProduct, themeProducts } from '../support/theme.ts'
import { newShopper, openBrowser, takePicture } from './support/browser.ts'
import { readShifts, recordShifts } from './support/layout-shift.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const SCREENSHOTS = join(import.meta.dirname, '../../.aisle/screenshots')
const liquid = shopifyLiquid()
const block = readFileSync(join(EXTENSION, 'blocks/recommendations.liquid'), 'utf8')
const settings = Object.fromEntries(blockSchema(block).settings.map(({ id, default: value }) => [id, value]))

let shop: LocalShop
let products: ThemeProduct[]
let server: Server
let url: string
let browser: Browser
let layout: string
let instead: { products: ThemeProduct[] } | undefined
/** How the proxy answers: with these handles, or not at all. */
let proxied: string[] | 'down'
let native: ThemeProduct[]
let asked: URL[]

const context = (more: object = {}) => ({
  block: { id: 'b1', settings: { ...settings, layout, instead }, shopify_attributes: '' },
  section: { id: 's1' },
  product: products[0],
  cart: { items: [{ product_id: products[3]?.id }] },
  routes: { product_recommendations_url: '/recommendations/products' },
  ...more,
})

const around = (body: string) => `<!doctype html><html lang="en"><head><title>Oat &amp; Ember</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/assets/recommendations.css"><script defer src="/assets/recommendations.js"></script>
<style>body { margin: 0 auto; max-width: 72rem; padding: 1rem; font: 16px/1.5 Georgia, serif; color: #2b2622; background: #faf7f2 }
h1, h2 { font-weight: 500 } a { color: inherit }</style></head>
<body><main><h1>${products[0]?.title}</h1><p>${'Made by hand, in small numbers, for daily use. '.repeat(6)}</p>${body}
<p>After the shelf.</p></main></body></html>`

async function answer(address: URL): Promise<{ status: number; type: string; body: string }> {
  const html = (body: string) => ({ status: 200, type: 'text/html', body })
  const { pathname } = address
  if (pathname.startsWith('/assets/')) {
    const type = pathname.endsWith('.css') ? 'text/css' : 'text/javascript'
    return { status: 200, type, body: readFileSync(join(EXTENSION, pathname), 'utf8') }
  }
  if (pathname === '/apps/aisle/recommendations') {
    asked.push(address)
    if (proxied === 'down') return { status: 503, type: 'application/json', body: '{"error":{}}' }
    const written = liquidOf({ release: 'a'.repeat(64), arm: 'stable' }, [
      { slot: 'for-you', layout: 'row', length: 12, handles: proxied },
    ])
    const catalog = Object.fromEntries(products.map((product) => [product.handle, product]))
    return html(await liquid.parseAndRender(written, { all_products: catalog }))
  }
  if (pathname === '/recommendations/products') {
    return html(
      await liquid.parseAndRender(block, context({ recommendations: { performed: true, products: native } })),
    )
  }
  return html(around(await liquid.parseAndRender(block, context())))
}

beforeAll(async () => {
  shop = await startLocalShop({ port: 0 })
  products = await themeProducts(shop.url, 20)
  server = createServer(async (request, response) => {
    const { status, type, body } = await answer(new URL(request.url ?? '/', 'http://shop'))
    response.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, () => resolve()))
  const address = server.address()
  url = `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}`
  browser = await openBrowser()
}, 120_000)

afterAll(async () => {
  await browser.close()
  server.close()
  await shop.close()
})

beforeEach(() => {
  layout = 'row'
  instead = undefined
  proxied = products.slice(5, 11).map(({ handle }) => handle)
  native = products.slice(12, 16)
  asked = []
})

const SHELF = 'aisle-shelf'
const shownIds = (page: Page) =>
  page.$$eval(`${SHELF} .aisle-card[data-product-id]`, (cards) =>
    cards.map((card) => Number(card.getAttribute('data-product-id'))),
  )
const settled = (page: Page) =>
  page.waitForSelector(`${SHELF}:not(:has([aria-busy])), ${SHELF}[hidden]`, { state: 'attached' })
const idsOf = (list: readonly ThemeProduct[]) => list.map(({ id }) => id)

async function visit(viewport: 'phone' | 'desktop' = 'phone', prepare?: (page: Page) => Promise<unknown>) {
  const shopper = await newShopper(browser, viewport)
  await prepare?.(shopper.page)
  await shopper.page.goto(url)
  await settled(shopper.page)
  return shopper
}

describe('the block', () => {
  it.each(['phone', 'desktop'] as const)(
    'shows what the Worker recommends, moves nothing, and is accessible: %s',
    async (viewport) => {
      const { page, faults } = await visit(viewport, recordShifts)
      expect(await shownIds(page)).toEqual(idsOf(products.slice(5, 9)))
      await page.waitForLoadState('networkidle')
      expect(await readShifts(page)).toEqual([])
      await page.evaluate(axe)
      const violations = await page.evaluate(async () => (await Reflect.get(window, 'axe').run()).violations)
      expect(violations).toEqual([])
      expect(faults).toEqual([])
      await takePicture(page, join(SCREENSHOTS, `theme-block-${viewport}.png`))
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      expect(wide).toBe(false)
    },
  )

  it('tells the Worker of the session, the cart and the page, never twice the same, and nothing of who it is', async () => {
    const { page } = await visit()
    await page.reload()
    await settled(page)
    const [first, second] = asked.map(({ searchParams }) => Object.fromEntries(searchParams))
    expect(first).toEqual({
      slot: 'for-you',
      limit: '4',
      items: String(products[0]?.id),
      exclude: `${products[3]?.id},${products[0]?.id}`,
      format: 'liquid',
      nonce: expect.any(String),
    })
    expect(second?.nonce).not.toBe(first?.nonce)
    expect(await page.evaluate(() => localStorage.length)).toBe(0)
  })

  it('has an id for who consents, and forgets it when they do no more', async () => {
    const allow = (allowed: boolean) => (page: Page) =>
      page.addInitScript((value) => {
        const customerPrivacy = {
          preferencesProcessingAllowed: () => value,
          analyticsProcessingAllowed: () => value,
        }
        Reflect.set(window, 'Shopify', { customerPrivacy })
      }, allowed)
    const { page } = await visit('phone', allow(true))
    const id = await page.evaluate(() => localStorage.getItem('aisle-visitor'))
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    expect(asked[0]?.searchParams.get('consent')).toBe('true')
    expect(asked[0]?.searchParams.get('visitorId')).toBe(id)
    await allow(false)(page)
    await page.reload()
    await settled(page)
    expect(asked[1]?.searchParams.has('visitorId')).toBe(false)
    expect(await page.evaluate(() => localStorage.getItem('aisle-visitor'))).toBeNull()
  })

  it.each(['never comes', 'comes late'])(
    'keeps an id while nobody knows the choice, where the API %s',
    async (how) => {
      const { page } = await visit('phone', (opened) =>
        opened.addInitScript((comes) => {
          localStorage.setItem('aisle-visitor', 'from-before')
          const loadFeatures = (_: unknown, done: () => void) => {
            if (!comes) return
            const allowed = () => true
            const customerPrivacy = {
              preferencesProcessingAllowed: allowed,
              analyticsProcessingAllowed: allowed,
            }
            Reflect.set(window, 'Shopify', { customerPrivacy })
            queueMicrotask(done)
          }
          Reflect.set(window, 'Shopify', { loadFeatures })
        }, how === 'comes late'),
      )
      expect(asked[0]?.searchParams.get('visitorId')).toBe(how === 'comes late' ? 'from-before' : null)
      expect(await page.evaluate(() => localStorage.getItem('aisle-visitor'))).toBe('from-before')
    },
  )

  it.each<[string, string[] | 'down']>([
    ['the Worker is down', 'down'],
    ['the shopper is in the holdout', []],
  ])("shows Shopify's own where %s, then what the settings name, then nothing", async (_, answers) => {
    proxied = answers
    instead = { products: products.slice(16, 20) }
    expect(await shownIds((await visit()).page)).toEqual(idsOf(products.slice(12, 16)))
    native = []
    expect(await shownIds((await visit()).page)).toEqual(idsOf(products.slice(16, 20)))
    instead = undefined
    const { page } = await visit()
    expect(await page.isVisible(SHELF)).toBe(false)
  })

  it('skips what is sold out and escapes what a product is called', async () => {
    const sold = products[5]
    const named = products[6]
    if (sold === undefined || named === undefined) throw new Error('The shop has too few products.')
    sold.available = false
    named.title = '<img src=x onerror=alert(1)> & "co"'
    const { page } = await visit()
    expect(await shownIds(page)).toEqual(idsOf(products.slice(6, 10)))
    expect(await page.textContent('.aisle-card__title')).toBe(named.title)
    expect(await page.$('img[onerror]')).toBeNull()
  })
})
