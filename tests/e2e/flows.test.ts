/**
 * A shopper at work, with a keyboard and with a bad connection: narrowing a list, choosing a quantity, changing the cart.
 */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { LOCAL_TOKENS } from '../../scripts/stack/tokens.ts'
import { newShopper, openBrowser } from './support/browser.ts'
import { findProducts } from './support/shelf.ts'

const { storefrontUrl, shopUrl } = inject('stack')

let browser: Browser
let products: [string, string]
beforeAll(async () => {
  browser = await openBrowser()
  const [first, second] = await findProducts(shopUrl, 'product_type:Mugs AND available_for_sale:true', 2)
  if (!first || !second) throw new Error('The demo shop has fewer than two mugs in stock.')
  products = [first.handle, second.handle]
})
afterAll(() => browser.close())

const stockSchema = z.object({
  data: z.object({
    products: z.object({
      nodes: z.array(
        z.object({
          handle: z.string(),
          selectedOrFirstAvailableVariant: z.object({ quantityAvailable: z.number() }).nullable(),
        }),
      ),
    }),
  }),
})

/** A product of which the shop has a few pieces, fewer than the quantity field takes. */
async function findScarce(): Promise<{ handle: string; stock: number }> {
  const response = await fetch(`${shopUrl}/api/2026-04/graphql.json`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-shopify-storefront-access-token': LOCAL_TOKENS.storefront,
    },
    body: JSON.stringify({
      query: `{ products(first: 250) { nodes {
        handle selectedOrFirstAvailableVariant { quantityAvailable }
      } } }`,
    }),
  })
  for (const { handle, selectedOrFirstAvailableVariant } of stockSchema.parse(await response.json()).data
    .products.nodes) {
    const stock = selectedOrFirstAvailableVariant?.quantityAvailable ?? 0
    if (stock > 1 && stock < 90) return { handle, stock }
  }
  throw new Error('The demo shop has plenty of everything.')
}

/** Opens a page and waits until it reacts to a person. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(storefrontUrl + path, { waitUntil: 'networkidle' })
}

const nameOfFocus = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('name'))
const quantityField = (page: Page) => page.getByRole('spinbutton', { name: 'Quantity' })
const buyButton = (page: Page) => page.locator('#buy').getByRole('button', { name: 'Add to cart' })

/** Puts the product of the page into the cart, closes the drawer that shows it, and opens the cart's page. */
async function buy(page: Page, handle: string): Promise<void> {
  await open(page, `/products/${handle}`)
  await buyButton(page).click()
  await page.getByRole('dialog').getByRole('list', { name: 'In your cart' }).waitFor()
  await open(page, '/cart')
}

describe('narrowing a list', () => {
  it('takes a typed price as a whole and keeps the focus', async () => {
    const { page, faults } = await newShopper(browser, 'desktop')
    await open(page, '/collections/coffee')
    const price = page.locator('input[name="filter.v.price.gte"]')
    await price.focus()
    await page.keyboard.type('15')
    expect(new URL(page.url()).search).toBe('')
    await page.keyboard.press('Enter')
    await page.waitForURL(/filter\.v\.price\.gte=15/)
    await page.getByRole('list', { name: 'Filters in force' }).waitFor()
    expect(await nameOfFocus(page)).toBe('filter.v.price.gte')
    expect(await price.inputValue()).toBe('15')

    await page.keyboard.press('Backspace')
    await page.keyboard.press('Tab')
    await page.waitForURL(/filter\.v\.price\.gte=1$/)
    expect(faults).toEqual([])
  })

  it('toggles a checkbox by keyboard, keeps the focus, and follows the URL', async () => {
    const { page, faults } = await newShopper(browser, 'desktop')
    await open(page, '/collections/coffee')
    const box = page.locator('.facets input[type="checkbox"]').first()
    const name = await box.getAttribute('name')
    await box.focus()
    await page.keyboard.press('Space')
    const chips = page.getByRole('list', { name: 'Filters in force' })
    await chips.waitFor()
    expect([...new URL(page.url()).searchParams.keys()]).toEqual([name])
    expect(await nameOfFocus(page)).toBe(name)
    expect(await box.isChecked()).toBe(true)

    await chips.getByRole('link').first().click()
    await chips.waitFor({ state: 'detached' })
    expect(await box.isChecked()).toBe(false)
    expect(faults).toEqual([])
  })

  it('begins anew where a cursor is refused', async () => {
    const response = await fetch(`${storefrontUrl}/collections/coffee?cursor=x&direction=next`)
    expect(response.status).toBe(200)
    expect(new URL(response.url).search).toBe('')
  })
})

describe('the quantity', () => {
  it('can be typed over, and is that of one product', async () => {
    const { page, faults } = await newShopper(browser, 'desktop')
    const [first, second] = products
    await open(page, `/products/${first}`)
    await quantityField(page).focus()
    await page.keyboard.press('End')
    await page.keyboard.press('Backspace')
    expect(await quantityField(page).inputValue()).toBe('')
    await page.keyboard.type('3')
    await page.keyboard.press('Tab')
    expect(await quantityField(page).inputValue()).toBe('3')

    // A link of the page, so that React Router swaps the product without loading the document anew.
    await page.evaluate(() => Reflect.set(window, 'sameDocument', true))
    await page.getByRole('button', { name: 'Search' }).first().click()
    await page.getByRole('combobox').fill(second.replaceAll('-', ' '))
    await page.locator(`a[role="option"][href="/products/${second}"]`).click()
    await page.waitForURL(`${storefrontUrl}/products/${second}`)
    expect(await page.evaluate(() => Reflect.get(window, 'sameDocument'))).toBe(true)
    await expect.poll(() => quantityField(page).inputValue()).toBe('1')
    expect(faults).toEqual([])
  })
})

describe('the cart', () => {
  it('counts up and down, and says which discount codes it takes', async () => {
    const { page, faults } = await newShopper(browser, 'desktop')
    await buy(page, products[0])
    const main = page.getByRole('main')
    const value = main.locator('.stepper__value')
    await main.getByRole('button', { name: /^One more/ }).click()
    await value.filter({ hasText: '2' }).waitFor()
    await main.getByRole('button', { name: /^One less/ }).click()
    await value.filter({ hasText: '1' }).waitFor()

    const codes = main.getByRole('status')
    await main.getByLabel('Discount code').fill('NOSUCHCODE')
    await main.getByRole('button', { name: 'Apply' }).click()
    await codes.getByText('does not apply').waitFor()
    await main.getByLabel('Discount code').fill('WELCOME10')
    await main.getByRole('button', { name: 'Apply' }).click()
    await codes.getByText('applied').waitFor()
    expect(await codes.textContent()).toContain('WELCOME10')
    expect(faults).toEqual([])
  })

  it('says when the shop has fewer, and shows how many it took', async () => {
    const { page } = await newShopper(browser, 'desktop')
    const { handle, stock } = await findScarce()
    await open(page, `/products/${handle}`)
    await quantityField(page).fill('99')
    await buyButton(page).click()
    await page.locator('#buy').getByRole('alert').getByText(`Only ${stock} of`).waitFor()

    await open(page, '/cart')
    const main = page.getByRole('main')
    const value = main.locator('.stepper__value')
    expect(await value.textContent()).toContain(String(stock))
    await main.getByRole('button', { name: /^One more/ }).click()
    await main.getByRole('alert').getByText(`Only ${stock} of`).waitFor()
    await value.filter({ hasText: new RegExp(`Quantity ${stock}$`) }).waitFor()
  })

  it('keeps the page when the connection is lost', async () => {
    const { page } = await newShopper(browser, 'desktop')
    await open(page, `/products/${products[0]}`)
    const title = await page.getByRole('heading', { level: 1 }).textContent()
    await page.context().setOffline(true)
    await buyButton(page).click()
    await page.locator('#buy').getByRole('alert').getByText('did not answer').waitFor()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title)

    await page.context().setOffline(false)
    await buyButton(page).click()
    await page.getByRole('dialog').getByRole('list', { name: 'In your cart' }).waitFor()
  })

  it('refuses what is no form', async () => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${storefrontUrl}/cart`, { method: 'POST', headers, body: '{' })
    expect(answer.status).toBe(400)
  })
})
