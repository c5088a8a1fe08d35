/**
 * A shopper, a real browser, the built storefront and the real Worker: shelves follow what was looked at and lead into
 * the cart.
 */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { newShopper, openBrowser } from './support/browser.ts'
import { findProducts, handleOf, openServed, readShelf } from './support/shelf.ts'

const { storefrontUrl, shopUrl } = inject('stack')

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Share of a shelf's products that are of one of the product types. */
async function shareOf(handles: string[], productTypes: string[]): Promise<number> {
  const all = await findProducts(shopUrl, `product_type:"${productTypes.join('" OR product_type:"')}"`)
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

    const goesWell = await openServed(page, `${storefrontUrl}/products/${coffee}`, 'goes-well-with')
    expect(goesWell.handles.length).toBeGreaterThanOrEqual(4)
    expect(goesWell.handles).not.toContain(coffee)

    const afterCoffee = await openServed(page, storefrontUrl, 'for-you')
    await page.goto(`${storefrontUrl}/products/${planter}`)
    await page.goto(`${storefrontUrl}/products/${otherPlanter}`)
    const afterPlanters = await openServed(page, storefrontUrl, 'for-you')

    const garden = ['Planters', 'Watering Cans', 'Seeds', 'Secateurs', 'Garden Gloves']
    expect(afterPlanters.handles).not.toEqual(afterCoffee.handles)
    expect(await shareOf(afterPlanters.handles, garden)).toBeGreaterThan(
      await shareOf(afterCoffee.handles, garden),
    )
    expect(faults).toEqual([])
  })

  it.each(['Coffee', 'Planters', 'Mugs'])(
    'on a page of %s are two: what goes with the product, and others of its kind',
    async (productType) => {
      const { page, faults } = await newShopper(browser, 'desktop')
      const [shown] = await twoOf(productType)
      const alike = await openServed(page, `${storefrontUrl}/products/${shown}`, 'similar')
      const complements = await readShelf(page, 'goes-well-with')
      for (const { handles } of [alike, complements]) {
        expect(handles.length).toBeGreaterThanOrEqual(4)
        expect(handles).not.toContain(shown)
        expect(new Set(handles).size).toBe(handles.length)
      }
      expect(alike.handles.filter((handle) => complements.handles.includes(handle))).toEqual([])
      expect(await shareOf(alike.handles, [productType])).toBe(1)
      expect(await shareOf(complements.handles, [productType])).toBeLessThan(0.5)
      expect(faults).toEqual([])
    },
  )

  it('lead into the cart', async () => {
    const { page, faults } = await newShopper(browser, 'phone')
    const [coffee] = await twoOf('Coffee')
    await openServed(page, `${storefrontUrl}/products/${coffee}`, 'goes-well-with')
    const card = page
      .locator('[data-shelf="goes-well-with"] article', { has: page.locator('button') })
      .first()
    const title = (await card.locator('h3').textContent()) ?? ''
    await card.getByRole('button', { name: /^Add to cart/ }).click()
    await page.getByRole('dialog').getByText(title).first().waitFor()

    await page.goto(`${storefrontUrl}/cart`)
    await page.getByRole('list', { name: 'In your cart' }).getByText(title).first().waitFor()
    const beside = await openServed(page, `${storefrontUrl}/cart`, 'cart')
    const inCart = await page
      .getByRole('list', { name: 'In your cart' })
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
    expect(inCart.length).toBeGreaterThan(0)
    for (const handle of inCart.map(handleOf)) expect(beside.handles).not.toContain(handle)
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
})
