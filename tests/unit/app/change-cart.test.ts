import { type CartActionInput, CartForm, createCartHandler, createStorefrontClient } from '@shopify/hydrogen'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cartProblem } from '../../../app/lib/cart-answer.ts'
import { changeCart } from '../../../app/lib/change-cart.ts'

/** A cart whose shop is nowhere: a change that gets past the checks fails loudly. */
function unreachableCart() {
  const { storefront } = createStorefrontClient({
    storeDomain: 'http://127.0.0.1:1',
    publicStorefrontToken: '0'.repeat(32),
    i18n: { language: 'EN', country: 'US' },
  })
  return createCartHandler({ storefront, getCartId: () => undefined, setCartId: () => new Headers() })
}

/** A form as a browser would send it, but with anything inside. */
function formOf(action: unknown, inputs: unknown): CartActionInput {
  const form = new FormData()
  form.set(CartForm.INPUT_NAME, JSON.stringify({ action, inputs }))
  return CartForm.getFormInput(form)
}

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
    const { answer } = await changeCart(unreachableCart(), formOf(action, inputs))
    expect(answer.problem).toMatch(/not understood/)
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

  it('that are in order reach the shop', async () => {
    const form = formOf('LinesAdd', { lines: [{ merchandiseId: MERCHANDISE, quantity: 1 }] })
    await expect(changeCart(unreachableCart(), form)).rejects.toThrow()
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
