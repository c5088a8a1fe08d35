/**
 * A shopper buys something and comes back: with their consent the home page knows and the Worker recognises them, without
 * it nothing is kept.
 */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { newShopper, openBrowser } from './support/browser.ts'
import { chooses, openAndTell } from './support/privacy.ts'
import { readSession } from './support/session-cookie.ts'
import { openServed } from './support/shelf.ts'

const { storefrontUrl } = inject('stack')

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Puts the first product of a collection into the cart and completes the checkout; the product's handle. */
async function buy(page: Page): Promise<string> {
  await page.goto(`${storefrontUrl}/collections/coffee`, { waitUntil: 'networkidle' })
  const card = page
    .locator('main article', { has: page.getByRole('button', { name: /^Add to cart/ }) })
    .first()
  const href = (await card.locator('a[href*="/products/"]').first().getAttribute('href')) ?? ''
  await card.getByRole('button', { name: /^Add to cart/ }).click()
  await page.getByRole('dialog').getByRole('list', { name: 'In your cart' }).waitFor()
  await page.goto(`${storefrontUrl}/cart`)
  await page.getByRole('main').locator('a[href*="/checkout/"]').click()
  await page.getByRole('button', { name: 'Act as if it were paid' }).click()
  await page.getByRole('link', { name: 'Continue shopping' }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(new URL(page.url()).origin).toBe(storefrontUrl)
  return new URL(href, storefrontUrl).pathname.split('/').at(-1) ?? ''
}

describe('what was bought', () => {
  it('shapes the home page of a shopper who consented', async () => {
    const { page, faults } = await newShopper(browser, 'desktop')
    await chooses(page, true)
    await openAndTell(page, storefrontUrl)
    const before = await openServed(page, storefrontUrl, 'for-you')

    const handle = await buy(page)
    const after = await openServed(page, storefrontUrl, 'for-you')
    expect(after.handles).not.toEqual(before.handles)
    expect(after.handles).not.toContain(handle)
    await page.goto(`${storefrontUrl}/cart`)
    await page.getByText('Nothing in your cart yet').first().waitFor()
    expect(faults).toEqual([])
  })

  it.each([
    ['refused', (page: Page) => chooses(page, false)],
    ['was not asked', async () => {}],
  ])('is forgotten where the shopper %s', async (_, prepare) => {
    const { page } = await newShopper(browser, 'desktop')
    await prepare(page)
    const before = await openServed(page, storefrontUrl, 'for-you')
    await buy(page)
    const after = await openServed(page, storefrontUrl, 'for-you')
    expect(after.handles).toEqual(before.handles)
    const cookies = await page.context().cookies(storefrontUrl)
    expect(cookies.find(({ name }) => name === 'session')).toBeUndefined()
  })
})

it('knows a shopper by an id while they allow it', async () => {
  const { page } = await newShopper(browser, 'desktop')
  const idKept = async () => (await readSession(page.context(), storefrontUrl)).get('visitor')
  await page.goto(storefrontUrl)
  expect(await idKept()).toBeUndefined()
  await chooses(page, true)
  await openAndTell(page, storefrontUrl)
  const id = await idKept()
  expect(id).toMatch(/^[0-9a-f-]{36}$/)
  await page.goto(`${storefrontUrl}/collections`)
  expect(await idKept()).toBe(id)
  await chooses(page, false)
  await openAndTell(page, storefrontUrl)
  expect((await readSession(page.context(), storefrontUrl)).get('consent')).toBeUndefined()
  expect(await idKept()).toBeUndefined()
})

it('takes no choice but yes or no, and none from a page of another site', async () => {
  const send = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${storefrontUrl}/consent`, { method: 'POST', headers, body: new URLSearchParams(body) })
  expect((await send('allowed=perhaps')).status).toBe(400)
  const elsewhere = await send('allowed=true', { 'sec-fetch-site': 'cross-site' })
  expect([elsewhere.status, elsewhere.headers.get('set-cookie')]).toEqual([403, null])
  const answer = await send('allowed=true')
  expect([answer.status, answer.headers.get('set-cookie')]).toEqual([
    204,
    expect.stringContaining('session='),
  ])
})
