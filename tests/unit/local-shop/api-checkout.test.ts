import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCartStore } from '../../../local-shop/api/storefront/cart/cart-store.ts'
import { cartId } from '../../../local-shop/api/storefront/cart/records.ts'
import { type LocalShop, startLocalShop } from '../../../local-shop/server/index.ts'
import { type CartClient, cartClient, cartOf, MUG, TORCH } from '../../support/cart-client.ts'
import { shopCatalog } from '../../support/shop-catalog.ts'

let shop: LocalShop
let carts: CartClient
beforeAll(async () => {
  shop = await startLocalShop({ port: 0, catalog: shopCatalog() })
  carts = cartClient(shop.url)
})
afterAll(() => shop.close())

describe('the checkout page', () => {
  it('shows the cart, sells nothing and leads back', async () => {
    const { checkoutUrl } = cartOf(
      await carts.create({
        lines: [{ merchandiseId: TORCH }, { merchandiseId: MUG, quantity: 2 }],
        discountCodes: ['WELCOME10'],
        giftCardCodes: ['EMBERGIFT25'],
      }),
    )
    const response = await fetch(checkoutUrl, { headers: { referer: 'http://localhost:4300/cart?x=1' } })
    const html = await response.text()
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(html).toMatch('This is the local shop, no checkout here')
    expect(html).toMatch('2 × Stoneware Mug')
    expect(html).toMatch('$54.19')
    expect(html).toMatch('href="http://localhost:4300/cart"')
    expect(await (await fetch(checkoutUrl)).text()).toMatch('back button')
    const script = await fetch(checkoutUrl, { headers: { referer: 'javascript:alert(1)' } })
    expect(await script.text()).toMatch('back button')
  })

  it('ends the cart as a completed checkout does', async () => {
    const cart = cartOf(await carts.create({ lines: [{ merchandiseId: TORCH }] }))
    const html = await (
      await fetch(cart.checkoutUrl, { headers: { referer: 'http://localhost:4300/cart' } })
    ).text()
    const action = /action="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const wrongKey = await fetch(shop.url + action.replace(/key=\w/, 'key=-'), { method: 'POST' })
    expect(wrongKey.status).toBe(404)
    expect(await carts.read(cart.id)).not.toBeNull()

    const completed = await fetch(shop.url + action, { method: 'POST' })
    expect([completed.status, await completed.text()]).toEqual([
      200,
      expect.stringContaining('href="http://localhost:4300/"'),
    ])
    expect(await carts.read(cart.id)).toBeNull()
    expect((await fetch(cart.checkoutUrl)).status).toBe(404)
  })

  it('of another cart is 404', async () => {
    const { checkoutUrl } = cartOf(await carts.create())
    for (const url of [checkoutUrl.replace(/\?.*/, ''), `${shop.url}/checkout/none?key=x`]) {
      const response = await fetch(url)
      expect([response.status, await response.text()]).toEqual([
        404,
        expect.stringContaining('This cart is not here'),
      ])
    }
  })
})

it('keeps a bounded number of carts, the longest untouched going first', () => {
  const store = createCartStore(2)
  const [first, second, third] = [store.save(store.blank()), store.save(store.blank()), store.blank()]
  store.save({ ...first, note: 'touched' })
  expect(store.find(cartId(second))).toBeDefined()
  store.save({ ...first, note: 'touched' })
  expect(store.find(cartId(second))).toBeDefined()
  store.save(third)
  expect([first, second, third].map((cart) => store.find(cartId(cart))?.note)).toEqual([
    'touched',
    undefined,
    '',
  ])
})
