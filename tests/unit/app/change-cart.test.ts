import { CartForm, createCartHandler, createStorefrontClient } from '@shopify/hydrogen'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cartProblem, NO_ANSWER } from '../../../app/lib/cart-answer.ts'
import { changeCart } from '../../../app/lib/change-cart.ts'
import { CART_FRAGMENT, CART_MUTATION_FRAGMENT } from '../../../app/lib/fragments.ts'
import { startLocalShop } from '../../../local-shop/server/index.ts'
import { MUG } from '../../support/cart-client.ts'
import { shopCatalog } from '../../support/shop-catalog.ts'

/** A cart whose shop is nowhere: a change that gets past the checks is told apart by what is answered. */
function unreachableCart() {
  const { storefront } = createStorefrontClient({
    storeDomain: 'http://127.0.0.1:1',
    publicStorefrontToken: '0'.repeat(32),
    i18n: { language: 'EN', country: 'US' },
  })
  return createCartHandler({ storefront, getCartId: () => undefined, setCartId: () => new Headers() })
}

const post = (body: FormData | string) => new Request('http://shop.test/cart', { method: 'POST', body })

/** A form as a browser would send it, but with any text in the field that says what to change. */
function formWith(input: string): Request {
  const form = new FormData()
  form.set(CartForm.INPUT_NAME, input)
  return post(form)
}

const formOf = (action: unknown, inputs: unknown): Request => formWith(JSON.stringify({ action, inputs }))

const MERCHANDISE = 'gid://shopify/ProductVariant/1'

describe('cart forms', () => {
  it.each([
    ['an unknown action', 'CartHijack', { lines: [] }],
    ['no lines', 'LinesAdd', { lines: [] }],
    ['an id of something else', 'LinesAdd', { lines: [{ merchandiseId: '1', quantity: 1 }] }],
    ['no piece', 'LinesAdd', { lines: [{ merchandiseId: MERCHANDISE, quantity: 0 }] }],
    ['half a piece', 'LinesAdd', { lines: [{ merchandiseId: MERCHANDISE, quantity: 0.5 }] }],
    ['too many pieces', 'LinesUpdate', { lines: [{ id: 'gid://shopify/CartLine/1', quantity: 1e9 }] }],
    ['no ids', 'LinesRemove', {}],
    ['codes that are none', 'DiscountCodesUpdate', { discountCodes: [1] }],
  ])('with %s are refused in words', async (_what, action, inputs) => {
    const { answer, status } = await changeCart(unreachableCart(), formOf(action, inputs))
    expect(answer.problem).toMatch(/not understood/)
    expect(status).toBe(400)
  })

  it('with anything in them are refused before the shop is asked', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.values(CartForm.ACTIONS)),
        fc.dictionary(fc.constantFrom('lines', 'lineIds', 'quantity', 'note'), fc.jsonValue()),
        async (action, inputs) => {
          const { answer } = await changeCart(unreachableCart(), formOf(action, inputs))
          expect(answer.problem).toMatch(/not understood/)
        },
      ),
    )
  })

  it('that are no JSON, or no form at all, are refused', async () => {
    const text = fc.oneof(fc.string(), fc.json(), fc.constant('null'))
    await fc.assert(
      fc.asyncProperty(fc.oneof(text.map(formWith), text.map(post)), async (request) => {
        const { answer, status } = await changeCart(unreachableCart(), request)
        expect(answer.problem).toMatch(/not understood/)
        expect(status).toBe(400)
      }),
    )
  })

  it('that are in order reach the shop, whose silence is told', async () => {
    const form = formOf('LinesAdd', { lines: [{ merchandiseId: MERCHANDISE, quantity: 1 }] })
    const { answer, status } = await changeCart(unreachableCart(), form)
    expect(answer.problem).toBe(NO_ANSWER)
    expect(status).toBe(503)
  })
})

describe('what a card of a shelf puts into the cart', () => {
  it('is told as the shelf’s, where the shop took it', async () => {
    const shop = await startLocalShop({ port: 0, catalog: shopCatalog() })
    const { storefront } = createStorefrontClient({
      storeDomain: shop.url,
      publicStorefrontToken: 'aisle-local-public-token-0000000',
      i18n: { language: 'EN', country: 'US' },
    })
    const change = async (inputs: object) => {
      const cart = createCartHandler({
        storefront,
        getCartId: () => undefined,
        setCartId: () => new Headers(),
        cartQueryFragment: CART_FRAGMENT,
        cartMutateFragment: CART_MUTATION_FRAGMENT,
      })
      return changeCart(cart, formOf('LinesAdd', inputs))
    }
    const lines = [{ merchandiseId: MUG, quantity: 1 }]
    const added = await change({ lines, shelf: 'similar' })
    expect(added).toMatchObject({ status: 200, addedFrom: 'similar' })
    expect(added.held?.productIds).toHaveLength(1)
    expect(Number(added.held?.total.amount)).toBeGreaterThan(0)
    expect(await change({ lines })).toMatchObject({ status: 200, addedFrom: null })
    expect(await change({ lines, shelf: 'attic' })).toMatchObject({ status: 200, addedFrom: null })
    const unknown = [{ merchandiseId: MERCHANDISE, quantity: 1 }]
    expect(await change({ lines: unknown, shelf: 'similar' })).toMatchObject({ addedFrom: null, held: null })
    await shop.close()
  })
})

describe('what the shop complains about', () => {
  it('is told by its first error, else its first warning', () => {
    const [first, second] = [{ message: 'Sold out.' }, { message: 'Only 2 left.' }]
    expect(cartProblem([first], [second])).toBe('Sold out.')
    expect(cartProblem([], [second])).toBe('Only 2 left.')
    expect(cartProblem(undefined, null)).toBeNull()
  })
})
