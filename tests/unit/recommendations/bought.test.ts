import { createHash } from 'node:crypto'
import { createCartHandler, createStorefrontClient } from '@shopify/hydrogen'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { changeCart } from '../../../app/lib/change-cart.ts'
import { CART_FRAGMENT, CART_MUTATION_FRAGMENT } from '../../../app/lib/fragments.ts'
import {
  boughtProducts,
  forgetOrders,
  noteCart,
  noteOrders,
  productsInCart,
  settleCart,
} from '../../../app/recommendations/bought.ts'
import { hasConsent, setConsent, visitorId } from '../../../app/recommendations/consent.ts'
import { MOST_KEPT, type ShopperSession } from '../../../app/recommendations/session.ts'
import { type LocalShop, startLocalShop } from '../../../local-shop/server/index.ts'
import { MUG, TORCH } from '../../support/cart-client.ts'
import { shopCatalog } from '../../support/shop-catalog.ts'
import { type FaultyWorker, startFaultyWorker } from './faulty-worker.ts'

let shop: LocalShop
let worker: FaultyWorker
beforeAll(async () => {
  ;[shop, worker] = await Promise.all([
    startLocalShop({ port: 0, catalog: shopCatalog() }),
    startFaultyWorker(),
  ])
})
afterAll(() => Promise.all([shop.close(), worker.close()]))

/** What goes on beside the responses. */
const beside: Promise<unknown>[] = []
afterEach(async () => {
  await Promise.all(beside.splice(0))
  worker.events.length = 0
})

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
  const { held } = await changeCart(cartOf(shopper), request)
  if (held !== null) noteCart(shopper.session, held)
  return held?.productIds ?? null
}

const DOCUMENT = 'text/html,application/xhtml+xml,*/*;q=0.8'
const loads = (accept = DOCUMENT) => new Request('http://shop.test/', { headers: { Accept: accept } })
const visitOf = (shopper: Shopper, shopUrl = shop.url) => ({
  session: shopper.session,
  cart: cartOf(shopper, shopUrl),
  env: { RECOMMENDATIONS_URL: worker.url },
  waitUntil: (promise: Promise<unknown>) => void beside.push(promise),
})
const visit = (shopper: Shopper, accept = DOCUMENT) => settleCart(visitOf(shopper), loads(accept))

async function checkOut(shopper: Shopper): Promise<void> {
  const { checkoutUrl = '' } = (await cartOf(shopper).get()) ?? {}
  const action = /action="([^"]+)"/.exec(await (await fetch(checkoutUrl)).text())?.[1] ?? ''
  const completed = await fetch(shop.url + action.replaceAll('&amp;', '&'), { method: 'POST' })
  expect(completed.status).toBe(200)
}

const heldBy = (shopper: Shopper) => productsInCart(visitOf(shopper), loads())

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
    expect(visitorId(shopper.session)).toBeUndefined()
    expect(hasConsent(shopper.session)).toBe(false)
    expect(boughtProducts(shopper.session)).toEqual([])
  })

  it('is not what a shopper took out of the cart, nor a cart whose cookie is lost', async () => {
    const shopper = newShopper({ consents: true })
    await add(shopper, MUG)
    noteCart(shopper.session, { productIds: [], total: { amount: '0.0', currencyCode: 'USD' } })
    expect([shopper.kept.has('cart'), shopper.kept.has('total')]).toEqual([false, false])
    await add(shopper, MUG)
    shopper.cartId = undefined
    await visit(shopper)
    expect(boughtProducts(shopper.session)).toEqual([])
  })

  it('is not guessed while the shop does not answer', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const shopper = newShopper({ consents: true })
    await add(shopper, MUG)
    expect(await productsInCart(visitOf(shopper, 'http://127.0.0.1:1'), loads())).toEqual([])
    expect(boughtProducts(shopper.session)).toEqual([])
    expect(shopper.kept.has('cart')).toBe(true)
    expect(warned).toHaveBeenCalledOnce()
    warned.mockRestore()
  })

  it('is bounded', () => {
    const { session, kept } = newShopper({ consents: true })
    const many = Array.from({ length: 100 }, (_, n) => `gid://shopify/Product/${10n ** 19n + BigInt(n)}`)
    noteCart(session, { productIds: many, total: { amount: '12.5', currencyCode: 'USD' } })
    session.set('bought', kept.get('cart') ?? '')
    expect(boughtProducts(session)).toEqual(many.slice(-MOST_KEPT))
  })
})

describe('the order', () => {
  /** What the Worker was told so far. */
  async function told(): Promise<unknown[]> {
    await Promise.all(beside)
    return worker.events.splice(0).map((body): unknown => JSON.parse(body))
  }

  it('is told once to the Worker, by what it cost and a name that opens no cart', async () => {
    const shopper = newShopper({ consents: true })
    await add(shopper, TORCH)
    await add(shopper, MUG)
    const total = (await cartOf(shopper).get())?.cost.totalAmount
    const cartId = shopper.cartId ?? ''
    await visit(shopper)
    expect(await told()).toEqual([])
    await checkOut(shopper)
    await visit(shopper)
    await visit(shopper)
    const hash = createHash('sha256').update(cartId).digest('hex')
    const revenue = Math.round(Number(total?.amount) * 100)
    expect(revenue).toBeGreaterThan(0)
    expect(await told()).toEqual([
      {
        visitorId: visitorId(shopper.session),
        consent: true,
        events: [{ type: 'order', orderId: hash, revenue, currency: 'USD' }],
      },
    ])
  })

  it('is not told of a shopper who did not consent, or took it back', async () => {
    const refuses = newShopper({ consents: false })
    const changesMind = newShopper({ consents: true })
    for (const shopper of [refuses, changesMind]) await add(shopper, MUG)
    setConsent(changesMind.session, false)
    for (const shopper of [refuses, changesMind]) {
      await checkOut(shopper)
      await visit(shopper)
      expect(await told()).toEqual([])
    }
  })

  it('stands in nobody’s way where the Worker is down', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const shopper = newShopper({ consents: true })
    await add(shopper, MUG)
    await checkOut(shopper)
    await settleCart({ ...visitOf(shopper), env: { RECOMMENDATIONS_URL: 'http://127.0.0.1:1' } }, loads())
    await Promise.all(beside)
    expect(boughtProducts(shopper.session)).toHaveLength(1)
    expect(warned).toHaveBeenCalledOnce()
    warned.mockRestore()
  })
})

describe('the visitor’s id', () => {
  it('comes with consent, stays while it stays, and is another one after it was taken back', () => {
    const { session, kept } = newShopper({ consents: true })
    const first = visitorId(session)
    expect(first).toMatch(/^[0-9a-f-]{36}$/)
    setConsent(session, true)
    expect(visitorId(session)).toBe(first)
    setConsent(session, false)
    expect(kept.size).toBe(0)
    setConsent(session, true)
    expect(visitorId(session)).not.toBe(first)
  })

  it('is none of a session that did not consent, or whose id is none', () => {
    const { session, kept } = newShopper({ consents: false })
    kept.set('visitor', '5f0c1b1e-8f6c-4a53-9f53-9d3f4a3a0b11')
    expect(visitorId(session)).toBeUndefined()
    kept.set('consent', 'yes')
    expect(visitorId(session)).toBe('5f0c1b1e-8f6c-4a53-9f53-9d3f4a3a0b11')
    kept.set('visitor', 'x')
    expect(visitorId(session)).toBeUndefined()
  })
})

describe("a customer's orders", () => {
  const orderOf = (...productIds: (string | null)[]) => ({
    lineItems: { nodes: productIds.map((productId) => ({ productId })) },
  })
  const gid = (number: number) => `gid://shopify/Product/${number}`

  it('are noted with consent, the oldest first, before what this session saw bought', () => {
    const { session } = newShopper({ consents: true })
    session.set('bought', '7')
    noteOrders(session, [orderOf(gid(3), null), orderOf(gid(1), gid(2))])
    expect(boughtProducts(session)).toEqual([1, 2, 3, 7].map(gid))
    noteOrders(session, [orderOf(gid(3)), orderOf(gid(1), gid(2))])
    expect(boughtProducts(session)).toEqual([1, 2, 3, 7].map(gid))
  })

  it('are kept down to the newest products', () => {
    const { session } = newShopper({ consents: true })
    const many = Array.from({ length: MOST_KEPT + 5 }, (_, p) => gid(p + 1))
    noteOrders(session, [orderOf(...many)])
    expect(boughtProducts(session)).toEqual(many.slice(5))
  })

  it('leave no trace without consent, where there are none, or after logging out', () => {
    const { kept, session } = newShopper({ consents: false })
    noteOrders(session, [orderOf(gid(1))])
    expect(kept.size).toBe(0)
    const consenting = newShopper({ consents: true }).session
    noteOrders(consenting, [orderOf(null)])
    expect(consenting.get('bought')).toBeUndefined()
    noteOrders(consenting, [orderOf(gid(1))])
    forgetOrders(consenting)
    expect(boughtProducts(consenting)).toEqual([])
  })
})
