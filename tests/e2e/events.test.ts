/**
 * What comes of recommendations is counted by the Worker, for shoppers who consented and for nobody else. Worker and
 * storefront are this file's own.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { publishRelease } from '../../scripts/stack/pipeline.ts'
import { freePorts, type Service, startStorefront, startWorker } from '../../scripts/stack/services.ts'
import { readChannel, readStatus } from './support/aisle.ts'
import { newShopper, openBrowser } from './support/browser.ts'
import { becomeVisitor, visitorOf } from './support/session-cookie.ts'
import { openServed } from './support/shelf.ts'

const stack = inject('stack')
const home = mkdtempSync(join(tmpdir(), 'aisle-events-'))
const at = (name: string) => join(home, name)

let browser: Browser
let worker: Service
let storefront: Service
beforeAll(async () => {
  const [workerPort = 0, storefrontPort = 0] = await freePorts(2)
  const ports = { shop: stack.ports.shop, worker: workerPort, storefront: storefrontPort }
  worker = await startWorker(ports, stack.key, at('state'), at('logs'))
  await publishRelease(stack.release, { worker: worker.url }, stack.key)
  storefront = await startStorefront(ports, at('logs'))
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await Promise.all([worker?.stop(), storefront?.stop()])
  rmSync(home, { recursive: true, force: true })
})

/** Counts of all who are not in the holdout. */
async function counted() {
  const status = await readStatus(worker.url)
  const served = status.evidence?.holdout.served
  return {
    visitors: served?.visitors,
    adders: served?.adders,
    orders: served?.orders,
    revenue: served?.revenue,
  }
}

/** Puts a product of the home page's shelf into the cart and pays; what the cart cost, in cents. */
async function buyFromShelf(page: Page): Promise<number> {
  await openServed(page, storefront.url, 'for-you')
  const shelf = page.locator('[data-shelf="for-you"]')
  await shelf
    .getByRole('button', { name: /^Add to cart/ })
    .first()
    .click()
  await page.getByRole('dialog').getByRole('list', { name: 'In your cart' }).waitFor()
  await page.goto(`${storefront.url}/cart`)
  const total = await page.getByRole('main').locator('.cart-summary__total dd').textContent()
  await page.getByRole('main').locator('a[href*="/checkout/"]').click()
  await page.getByRole('button', { name: 'Act as if it were paid' }).click()
  await page.getByRole('link', { name: 'Continue shopping' }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  return Math.round(Number(total?.replace(/[^\d.]/g, '')) * 100)
}

it('counts what a shopper who consented adds from a shelf and buys, once', async () => {
  const { page: refuses } = await newShopper(browser, 'desktop')
  await buyFromShelf(refuses)
  expect(await counted()).toEqual({ visitors: 0, adders: 0, orders: 0, revenue: '0' })

  const { page } = await newShopper(browser, 'desktop')
  const visitor = visitorOf(await readChannel(worker.url), 'stable')
  await becomeVisitor(page.context(), storefront.url, visitor)
  const paid = await buyFromShelf(page)
  expect(paid).toBeGreaterThan(0)
  const expected = { visitors: 1, adders: 1, orders: 1, revenue: String(paid) }
  await expect.poll(counted, { timeout: 20_000 }).toEqual(expected)
  await page.goto(storefront.url)
  await page.locator('[data-shelf="for-you"]').waitFor()
  expect(await counted()).toEqual(expected)
})
