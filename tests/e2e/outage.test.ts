/**
 * The Worker is killed under a running storefront: every page still renders, with Shopify's own recommendations and no
 * error; once the Worker is back, so is the model. Worker and storefront are this file's own.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { publishRelease } from '../../scripts/stack/pipeline.ts'
import { freePorts, type Service, startStorefront, startWorker } from '../../scripts/stack/services.ts'
import { newShopper, openBrowser } from './support/browser.ts'
import { findProducts, openServed, readShelf } from './support/shelf.ts'

const stack = inject('stack')
const home = mkdtempSync(join(tmpdir(), 'aisle-outage-'))
const logs = join(home, 'logs')
const startOwnWorker = () => startWorker(ports, stack.key, join(home, 'state'), logs)

let browser: Browser
let ports = stack.ports
let worker: Service
let storefront: Service
beforeAll(async () => {
  const [workerPort = 0, storefrontPort = 0] = await freePorts(2)
  ports = { shop: stack.ports.shop, worker: workerPort, storefront: storefrontPort }
  worker = await startOwnWorker()
  await publishRelease(stack.release, { worker: worker.url }, stack.key)
  storefront = await startStorefront(ports, logs)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await Promise.all([worker.stop(), storefront.stop()])
  rmSync(home, { recursive: true, force: true })
})

it('nobody sees that the Worker is gone', async () => {
  const { page, faults } = await newShopper(browser, 'desktop')
  const [coffee] = await findProducts(stack.shopUrl, 'product_type:Coffee AND available_for_sale:true', 1)
  const product = `${storefront.url}/products/${coffee?.handle}`
  await openServed(page, product, 'goes-well-with')
  const card = page.locator('[data-shelf="goes-well-with"] article').first()
  await card.getByRole('button', { name: /^Add to cart/ }).click()
  await page.getByRole('dialog').waitFor()

  await worker.stop()
  await expect(fetch(`${worker.url}/health`)).rejects.toThrow()
  const paths = [
    '/',
    '/collections',
    '/collections/coffee',
    '/search?q=mug',
    '/policies',
    '/policies/refund-policy',
    '/cart',
  ]
  for (const path of paths) {
    const response = await page.goto(storefront.url + path)
    expect(response?.status(), path).toBe(200)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    expect(await page.getByRole('alert').count(), path).toBe(0)
  }
  expect(await readShelf(page, 'cart')).toMatchObject({ source: 'native' })
  for (const path of ['/sitemap.xml', '/robots.txt']) {
    expect((await fetch(storefront.url + path)).status, path).toBe(200)
  }
  await page.goto(product)
  const native = await readShelf(page, 'goes-well-with')
  expect(native).toMatchObject({ source: 'native', release: null })
  expect(native.handles.length).toBeGreaterThan(0)
  await page.goto(storefront.url)
  expect(await readShelf(page, 'for-you')).toMatchObject({ source: 'native' })
  expect(faults).toEqual([])

  worker = await startOwnWorker()
  await openServed(page, product, 'goes-well-with')
})
