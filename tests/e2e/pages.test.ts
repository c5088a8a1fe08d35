/**
 * Every page at both widths: answers, has one main heading, throws no error, moves nothing after it has been laid out,
 * and passes axe's rules for accessibility. Screenshots go to .aisle/screenshots for people to look at.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { readArrival } from '../support/arrival.ts'
import { newShopper, openBrowser, takePicture, VIEWPORTS, type Viewport } from './support/browser.ts'
import { readShifts, recordShifts } from './support/layout-shift.ts'
import { findProducts } from './support/shelf.ts'

const { storefrontUrl, shopUrl, workerPid } = inject('stack')
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const SCREENSHOTS = join(import.meta.dirname, '../../.aisle/screenshots')
const WIDTHS: Viewport[] = ['desktop', 'phone']

/** Name, path, status. A path may name a product that the test looks up. */
const PAGES: [name: string, path: string, status: number][] = [
  ['home', '/', 200],
  ['collections', '/collections', 200],
  ['collection', '/collections/coffee', 200],
  ['catalog', '/collections/all', 200],
  ['shop-page', '/pages/about', 200],
  ['product', '/products/:product', 200],
  ['product-sold-out', '/products/:sold-out', 200],
  ['search', '/search?q=mug', 200],
  ['search-nothing', '/search?q=zzzzqqq', 200],
  ['cart-empty', '/cart', 200],
  ['policies', '/policies', 200],
  ['policy', '/policies/shipping-policy', 200],
  ['not-found', '/no-such-page', 404],
]

const violationsSchema = z.array(
  z.object({ id: z.string(), help: z.string(), nodes: z.array(z.object({ html: z.string() })) }),
)

let browser: Browser
const handles: Record<string, string> = {}
beforeAll(async () => {
  browser = await openBrowser()
  const [product] = await findProducts(shopUrl, 'product_type:Mugs AND available_for_sale:true', 1)
  const [soldOut] = await findProducts(shopUrl, 'available_for_sale:false', 1)
  handles.product = product?.handle ?? ''
  handles['sold-out'] = soldOut?.handle ?? ''
})
afterAll(() => browser.close())

const addressOf = (path: string) =>
  storefrontUrl + path.replace(/:([a-z-]+)$/, (_, name: string) => handles[name] ?? '')

describe.each(PAGES)('%s', (name, path, status) => {
  it.each(WIDTHS)('is whole, still and accessible on the %s', async (viewport) => {
    const { page, faults } = await newShopper(browser, viewport)
    await recordShifts(page)
    const response = await page.goto(addressOf(path), { waitUntil: 'networkidle' })
    expect(response?.status()).toBe(status)
    // Before the screenshot: taking it changes the viewport.
    expect(await readShifts(page), 'layout shifts').toEqual([])
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
    expect(await page.title()).not.toBe('')
    await takePicture(page, join(SCREENSHOTS, `${name}-${VIEWPORTS[viewport].width}.png`))
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      'sideways scroll',
    ).toBeLessThanOrEqual(0)

    // Evaluated rather than added as a script, which the page's content security policy refuses.
    await page.evaluate(axe)
    const found = violationsSchema.parse(
      await page.evaluate(async () => (await Reflect.get(window, 'axe').run()).violations),
    )
    expect(found.map(({ id, help, nodes }) => `${id}: ${help} ${nodes[0]?.html}`)).toEqual([])
    // The browser itself reports the status of a page that is not there.
    expect(faults.filter((fault) => status === 200 || !fault.includes('404'))).toEqual([])
  })
})

it('answers robots and the sitemap, which lists every product', async () => {
  const robots = await fetch(`${storefrontUrl}/robots.txt`)
  expect(await robots.text()).toContain(`Sitemap: ${storefrontUrl}/sitemap.xml`)
  const index = await (await fetch(`${storefrontUrl}/sitemap.xml`)).text()
  const pages = [...index.matchAll(/<loc>([^<]*products[^<]*)<\/loc>/g)].map(([, url]) => url ?? '')
  expect(pages.length).toBeGreaterThan(0)
  const listed = await Promise.all(pages.map(async (url) => (await fetch(url)).text()))
  const products = await findProducts(shopUrl, '')
  for (const { handle } of products) expect(listed.join('')).toContain(`/products/${handle}<`)
})

it('hides the login where the shop has no customer accounts', async () => {
  const { page } = await newShopper(browser, 'desktop')
  await page.goto(storefrontUrl)
  expect(await page.locator('a[href^="/account"]').count()).toBe(0)
  expect((await page.goto(`${storefrontUrl}/account`))?.status()).toBe(404)
  await page.getByRole('heading', { level: 1 }).waitFor()
})

it('sends the page before its shelf', async () => {
  // A Worker that takes connections and never answers: the shelf has to wait for its fallback.
  process.kill(-workerPid, 'SIGSTOP')
  try {
    const arrival = await readArrival(addressOf('/products/:product'))
    expect(arrival.chunkOf('</h1>')).toBeGreaterThanOrEqual(0)
    expect(arrival.chunkOf('data-shelf=')).toBeGreaterThan(arrival.chunkOf('</h1>'))
  } finally {
    process.kill(-workerPid, 'SIGCONT')
  }
})

it('works by keyboard: skip link, menu, search suggestions', async () => {
  const { page } = await newShopper(browser, 'desktop')
  await page.goto(storefrontUrl, { waitUntil: 'networkidle' })
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
  await page
    .getByRole('button', { name: /search/i })
    .first()
    .press('Enter')
  await page.getByRole('combobox').first().fill('mug')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/products\//)
})
