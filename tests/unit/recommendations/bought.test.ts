import { createCartHandler, createStorefrontClient } from '@shopify/hydrogen'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { changeCart } from '../../../app/lib/change-cart.ts'
import { CART_FRAGMENT, CART_MUTATION_FRAGMENT } from '../../../app/lib/fragments.ts'
import {
  boughtProducts,
  hasConsent,
  noteCart,
  productsInCart,
  setConsent,
  settleCart,
} from '../../../app/recommendations/bought.ts'
import { MOST_KEPT, type ShopperSession } from '../../../app/recommendations/session.ts'
import { type LocalShop, startLocalShop } from '../../../local-shop/server/index.ts'
import { MUG, TORCH } from '../../support/cart-client.ts'
import { shopCatalog } from '../../support/shop-catalog.ts'

let shop: LocalShop
beforeAll(async () => {
  shop = await startLocalShop({ port: 0, catalog: shopCatalog() })
})
afterAll(() => shop.close())

interface Shopper {
  kept: Map<string, string>
  session: ShopperSession
  cartId: string | undefined
}

function newShopper({ consents }: { consents: boolean }): Shopper {
  const kept = new Map<string, string>()
  const session: ShopperSession = {
    get: (name) => kept.get(name),
    set: (name, value) => void kept.set(name, value),
    unset: (name) => void kept.delete(name),
  }
  setConsent(session, consents)
  return { kept, session, cartId: undefined }
}

/** The cart handler of one request of this shopper. */
function cartOf(shopper: Shopper, url = shop.url) {
  const { storefront } = createStorefrontClient({
    storeDomain: url,
    publicStorefrontToken: 'aisle-local-public-token-0000000',
    storefrontApiVersion: '2026-04',
    i18n: { language: 'EN', country: 'US' },
  })
  return createCartHandler({
    storefront,
    getCartId: () => shopper.cartId,
    setCartId: (id) => {
      shopper.cartId = id
      return new Headers()
    },
    cartQueryFragment: CART_FRAGMENT,
    cartMutateFragment: CART_MUTATION_FRAGMENT,
  })
}

/** What the cart's action does. */
async function add(shopper: Shopper, merchandiseId: string): Promise<string[] | null> {
  const form = new FormData()
  const inputs = { lines: [{ merchandiseId, quantity: 1 }] }
  form.set('cartFormInput', JSON.stringify({ action: 'LinesAdd', inputs }))
  const request = new Request('http://shop.test/cart', { method: 'POST', body: form })
  const { productIds } = await changeCart(cartOf(shopper), request)
  if (productIds !== null) noteCart(shopper.session, productIds)
  return productIds
}

const DOCUMENT = 'text/html,application/xhtml+xml,*/*;q=0.8'
const loads = (accept = DOCUMENT) => new Request('http://shop.test/', { headers: { Accept: accept } })
const visit = (shopper: Shopper, accept = DOCUMENT) =>
  settleCart({ session: shopper.session, cart: cartOf(shopper) }, loads(accept))

async function checkOut(shopper: Shopper): Promise<void> {
  const { checkoutUrl = '' } = (await cartOf(shopper).get()) ?? {}
  const action = /action="([^"]+)"/.exec(await (await fetch(checkoutUrl)).text())?.[1] ?? ''
  const completed = await fetch(shop.url + action.replaceAll('&amp;', '&'), { method: 'POST' })
  expect(completed.status).toBe(200)
}

const heldBy = (shopper: Shopper) =>
  productsInCart({ session: shopper.session, cart: cartOf(shopper) }, loads())

describe('what was bought', () => {
  it('is what the cart held when its checkout was completed', async () => {
    const shopper = newShopper({ consents: true })
    const [torch] = (await add(shopper, TORCH)) ?? []
    const both = (await add(shopper, MUG)) ?? []
    expect(both).toHaveLength(2)
    expect(both[0]).toBe(torch)
    await visit(shopper)
    expect(boughtProducts(shopper.session)).toEqual([])
    expect(await heldBy(shopper)).toEqual(both)

    await checkOut(shopper)
    expect(await heldBy(shopper)).toEqual([])
    expect(boughtProducts(shopper.session)).toEqual(both)

    // Bought once: the next page adds nothing, the next cart does.
    await visit(shopper)
    expect(boughtProducts(shopper.session)).toEqual(both)
    await add(shopper, TORCH)
    await checkOut(shopper)
    await visit(shopper)
    expect(boughtProducts(shopper.session)).toEqual([both[1], torch])
  })

  it('is looked for when a document is loaded, not at a click within the shop', async () => {
    const shopper = newShopper({ consents: true })
    await add(shopper, MUG)
    await checkOut(shopper)
    await visit(shopper, '*/*')
    expect(boughtProducts(shopper.session)).toEqual([])
    await visit(shopper)
    expect(boughtProducts(shopper.session)).toHaveLength(1)
  })

  it('is nothing without consent, and nothing is kept', async () => {
    const shopper = newShopper({ consents: false })
    await add(shopper, MUG)
    expect(shopper.kept.size).toBe(0)
    await checkOut(shopper)
    await visit(shopper)
    expect(shopper.kept.size).toBe(0)
  })

  it('is dropped when consent is taken back', async () => {
    const shopper = newShopper({ consents: true })
    await add(shopper, MUG)
    await checkOut(shopper)
    await visit(shopper)
    await add(shopper, TORCH)
    shopper.kept.set('viewed', '1')
    setConsent(shopper.session, false)
    expect([...shopper.kept.keys()]).toEqual(['viewed'])
    expect(hasConsent(shopper.session)).toBe(false)
    expect(boughtProducts(shopper.session)).toEqual([])
  })

  it('is not what a shopper took out of the cart, nor a cart whose cookie is lost', async () => {
    const shopper = newShopper({ consents: true })
    await add(shopper, MUG)
    noteCart(shopper.session, [])
    expect(shopper.kept.has('cart')).toBe(false)
    await add(shopper, MUG)
    shopper.cartId = undefined
    await visit(shopper)
    expect(boughtProducts(shopper.session)).toEqual([])
  })

  it('is not guessed while the shop does not answer', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const shopper = newShopper({ consents: true })
    await add(shopper, MUG)
    const nowhere = { session: shopper.session, cart: cartOf(shopper, 'http://127.0.0.1:1') }
    expect(await productsInCart(nowhere, loads())).toEqual([])
    expect(boughtProducts(shopper.session)).toEqual([])
    expect(shopper.kept.has('cart')).toBe(true)
    expect(warned).toHaveBeenCalledOnce()
    warned.mockRestore()
  })

  it('is bounded', () => {
    const { session, kept } = newShopper({ consents: true })
    const many = Array.from({ length: 100 }, (_, n) => `gid://shopify/Product/${10n ** 19n + BigInt(n)}`)
    noteCart(session, many)
    session.set('bought', kept.get('cart') ?? '')
    expect(boughtProducts(session)).toEqual(many.slice(-MOST_KEPT))
  })
})
