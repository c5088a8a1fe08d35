/**
 * A shopper, a real browser, the built storefront and the real Worker: shelves follow what was looked at, lead into the
 * cart, and turn into Shopify's own when the Worker is gone.
 */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { startWorker } from '../../scripts/stack/services.ts'
import { newShopper, openBrowser } from './support/browser.ts'
import { findProducts, readShelf } from './support/shelf.ts'

const { storefrontUrl, shopUrl, workerUrl, workerPid, ports, state, logs } = inject('stack')

let browser: Browser
let stopSecondWorker: (() => Promise<void>) | undefined
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await stopSecondWorker?.()
})

/** Share of a shelf's products that are of one of the product types. */
async function shareOf(handles: string[], productTypes: string[]): Promise<number> {
  const all = await findProducts(shopUrl, '')
  const types = new Map(all.map(({ handle, productType }) => [handle, productType]))
  const hits = handles.filter((handle) => productTypes.includes(types.get(handle) ?? ''))
  return hits.length / handles.length
}

async function twoOf(productType: string): Promise<[string, string]> {
  const [first, second] = await findProducts(
    shopUrl,
    `product_type:"${productType}" AND available_for_sale:true`,
    2,
  )
  if (!first || !second) throw new Error(`The demo shop has fewer than two products of type ${productType}.`)
  return [first.handle, second.handle]
}

describe('shelves', () => {
  it('follow what the shopper looks at', async () => {
    const { page, faults } = await newShopper(browser, 'desktop')
    const [coffee] = await twoOf('Coffee')
    const [planter, otherPlanter] = await twoOf('Planters')

    await page.goto(`${storefrontUrl}/products/${coffee}`)
    const goesWell = await readShelf(page, 'goes-well-with')
    expect(goesWell).toMatchObject({ source: 'aisle' })
    expect(goesWell.handles.length).toBeGreaterThanOrEqual(4)
    expect(goesWell.handles).not.toContain(coffee)

    await page.goto(storefrontUrl)
    const afterCoffee = await readShelf(page, 'for-you')
    await page.goto(`${storefrontUrl}/products/${planter}`)
    await page.goto(`${storefrontUrl}/products/${otherPlanter}`)
    await page.goto(storefrontUrl)
    const afterPlanters = await readShelf(page, 'for-you')

    const garden = ['Planters', 'Watering Cans', 'Seeds', 'Secateurs', 'Garden Gloves']
    expect(afterPlanters.source).toBe('aisle')
    expect(afterPlanters.handles).not.toEqual(afterCoffee.handles)
    expect(await shareOf(afterPlanters.handles, garden)).toBeGreaterThan(
      await shareOf(afterCoffee.handles, garden),
    )
    expect(faults).toEqual([])
  })

  it('lead into the cart', async () => {
    const { page, faults } = await newShopper(browser, 'phone')
    const [coffee] = await twoOf('Coffee')
    await page.goto(`${storefrontUrl}/products/${coffee}`)
    await readShelf(page, 'goes-well-with')
    const card = page
      .locator('[data-shelf="goes-well-with"] article', { has: page.locator('button') })
      .first()
    const title = (await card.locator('h3').textContent()) ?? ''
    await card.getByRole('button', { name: /^Add to cart/ }).click()
    await page.getByRole('dialog').getByText(title).first().waitFor()

    await page.goto(`${storefrontUrl}/cart`)
    await page.getByRole('list', { name: 'In your cart' }).getByText(title).first().waitFor()
    const shelf = await readShelf(page, 'cart')
    expect(shelf.source).toBe('aisle')
    expect(faults).toEqual([])
  })

  it('show only what can be bought', async () => {
    const { page } = await newShopper(browser, 'desktop')
    const soldOut = new Set(
      (await findProducts(shopUrl, 'available_for_sale:false')).map(({ handle }) => handle),
    )
    expect(soldOut.size).toBeGreaterThan(0)
    const shown: string[] = []
    for (const handle of [...soldOut].slice(0, 6)) {
      await page.goto(`${storefrontUrl}/products/${handle}`)
      shown.push(...(await readShelf(page, 'goes-well-with')).handles)
    }
    expect(shown.length).toBeGreaterThan(0)
    expect(shown.filter((handle) => soldOut.has(handle))).toEqual([])
  })

  it('are Shopify’s own while the Worker is gone, and nobody sees an error', async () => {
    const { page, faults } = await newShopper(browser, 'desktop')
    const [coffee] = await twoOf('Coffee')
    process.kill(-workerPid, 'SIGKILL')
    await expect(fetch(`${workerUrl}/health`)).rejects.toThrow()

    const paths = [
      '/',
      '/collections',
      '/collections/coffee',
      `/products/${coffee}`,
      '/search?q=mug',
      '/cart',
      '/policies',
    ]
    for (const path of paths) {
      const response = await page.goto(`${storefrontUrl}${path}`)
      expect(response?.status(), path).toBe(200)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      expect(await page.getByRole('alert').count(), path).toBe(0)
    }
    await page.goto(`${storefrontUrl}/products/${coffee}`)
    const native = await readShelf(page, 'goes-well-with')
    expect(native).toMatchObject({ source: 'native', release: null })
    expect(native.handles.length).toBeGreaterThan(0)
    await page.goto(storefrontUrl)
    expect(await readShelf(page, 'for-you')).toMatchObject({ source: 'native' })
    expect(faults).toEqual([])

    // The next file finds a Worker again; it serves the same R2.
    const second = await startWorker(ports, state, logs)
    stopSecondWorker = second.stop
    await expect
      .poll(
        async () => {
          await page.goto(storefrontUrl)
          return (await readShelf(page, 'for-you')).source
        },
        { timeout: 60_000, interval: 1_000 },
      )
      .toBe('aisle')
  })
})
