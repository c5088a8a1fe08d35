/**
 * @module Totals, discount codes, and the way to checkout.
 */
import { CartForm } from '@shopify/hydrogen'
import { useEffect, useId, useRef } from 'react'
import type { FetcherWithComponents } from 'react-router'
import type { CartApiQueryFragment } from 'storefrontapi.generated'
import type { CartActionAnswer } from '~/lib/cart-answer.ts'
import { useFormatMoney } from '~/lib/use-shop.ts'

interface CartSummaryProps {
  cart: CartApiQueryFragment | null
  /** A change is on its way: the totals are those before it. */
  pending: boolean
}

export function CartSummary({ cart, pending }: CartSummaryProps) {
  return (
    <section className="cart-summary" aria-label="Summary" data-pending={pending || undefined}>
      {cart !== null && <Totals cart={cart} />}
      <DiscountCodes codes={cart?.discountCodes ?? []} />
      <p className="cart-summary__note">Taxes and shipping are worked out at checkout.</p>
      {cart?.checkoutUrl && (
        <a className="button button--solid button--wide" href={cart.checkoutUrl}>
          Go to checkout
        </a>
      )}
    </section>
  )
}

function Totals({ cart }: { cart: CartApiQueryFragment }) {
  const formatMoney = useFormatMoney()
  const saved = cart.discountAllocations.map(({ discountedAmount }, at) => ({
    key: `discount-${at}`,
    amount: discountedAmount,
  }))
  return (
    <dl className="cart-summary__totals" aria-live="polite">
      {saved.length > 0 && (
        <>
          <div>
            <dt>Subtotal</dt>
            <dd>{formatMoney(cart.cost.subtotalAmount)}</dd>
          </div>
          {saved.map(({ key, amount }) => (
            <div key={key}>
              <dt>Discount</dt>
              <dd>−{formatMoney(amount)}</dd>
            </div>
          ))}
        </>
      )}
      <div className="cart-summary__total">
        <dt>Total</dt>
        <dd>{formatMoney(cart.cost.totalAmount)}</dd>
      </div>
    </dl>
  )
}

function DiscountCodes({ codes }: { codes: CartApiQueryFragment['discountCodes'] }) {
  const fieldId = useId()
  const field = useRef<HTMLInputElement>(null)
  const given = codes.map(({ code }) => code).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: once codes were taken, the field is empty again
  useEffect(() => {
    if (field.current !== null) field.current.value = ''
  }, [given])
  return (
    <div className="discount">
      {/* There before any code is: what a live region holds when it appears is not read out. */}
      <p className="discount__codes" role="status">
        {codes.map(({ code, applicable }) => (
          <span key={code}>
            <code>{code}</code> {applicable ? 'applied' : 'does not apply to this cart'}
          </span>
        ))}
      </p>
      {codes.length > 0 && (
        <CartForm
          route="/cart"
          fetcherKey="discount"
          action={CartForm.ACTIONS.DiscountCodesUpdate}
          inputs={{ discountCodes: [] }}
        >
          <button type="submit" className="text-button">
            Remove<span className="visually-hidden"> discount code</span>
          </button>
        </CartForm>
      )}
      <CartForm
        route="/cart"
        fetcherKey="discount"
        action={CartForm.ACTIONS.DiscountCodesUpdate}
        inputs={{ discountCodes: codes.filter(({ applicable }) => applicable).map(({ code }) => code) }}
      >
        {(fetcher: FetcherWithComponents<CartActionAnswer>) => (
          <>
            <label className="field-label" htmlFor={fieldId}>
              Discount code
            </label>
            <div className="field-row">
              <input
                ref={field}
                className="field"
                id={fieldId}
                name="discountCode"
                autoComplete="off"
                maxLength={64}
                required
              />
              <button type="submit" className="button button--outline">
                Apply
              </button>
            </div>
            {fetcher.data?.problem && codes.every(({ applicable }) => applicable) && (
              <p className="field-problem" role="alert">
                {fetcher.data.problem}
              </p>
            )}
          </>
        )}
      </CartForm>
    </div>
  )
}
