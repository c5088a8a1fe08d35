/**
 * @module Puts lines into the cart and says so: a form that also works before, or without, JavaScript.
 */
import { CartForm, type OptimisticCartLineInput } from '@shopify/hydrogen'
import { type MouseEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { type FetcherWithComponents, useLocation } from 'react-router'
import { type CartActionAnswer, NO_ANSWER } from '~/lib/cart-answer.ts'
import { useAnnounce } from './layout/Announcer.tsx'
import { useAside } from './layout/Aside.tsx'

interface AddToCartButtonProps {
  lines: OptimisticCartLineInput[]
  /** What is added, as it is announced: “Stoneware Mug”. */
  title: string
  children: ReactNode
  disabled?: boolean
  /** `solid` for the product page, `quiet` on cards. */
  look?: 'solid' | 'quiet'
  /** Fields of the form, before the button: the quantity, the shelf. */
  fields?: ReactNode
}

export function AddToCartButton({ lines, fields, ...button }: AddToCartButtonProps) {
  return (
    <CartForm route="/cart" action={CartForm.ACTIONS.LinesAdd} inputs={{ lines }}>
      {(fetcher: FetcherWithComponents<CartActionAnswer>) => (
        <>
          {fields}
          <SubmitButton fetcher={fetcher} {...button} />
        </>
      )}
    </CartForm>
  )
}

type SubmitButtonProps = Omit<AddToCartButtonProps, 'lines' | 'fields'> & {
  fetcher: FetcherWithComponents<CartActionAnswer>
}

function SubmitButton({ fetcher, title, children, disabled, look = 'solid' }: SubmitButtonProps) {
  const busy = fetcher.state !== 'idle'
  const [offline, setOffline] = useState(false)
  const problem = offline ? NO_ANSWER : fetcher.data?.problem
  const onClick = (event: MouseEvent) => {
    // Offline not even the cart's code may be there, and React Router would load the page anew to get it.
    setOffline(!navigator.onLine)
    // A second press while the first is under way would add the lines twice.
    if (busy || !navigator.onLine) event.preventDefault()
  }
  useTakenLines(fetcher, title)
  return (
    <>
      <button
        type="submit"
        className={`button button--${look} add-to-cart`}
        disabled={disabled}
        aria-disabled={busy || undefined}
        onClick={onClick}
      >
        <span className="add-to-cart__text" data-busy={busy || undefined}>
          {children}
        </span>
        {busy && <span className="spinner" aria-hidden="true" />}
      </button>
      {problem && !busy && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
    </>
  )
}

/** After each answer that took the lines: announces it, shows the cart. */
function useTakenLines(fetcher: FetcherWithComponents<CartActionAnswer>, title: string) {
  const announce = useAnnounce()
  const { show } = useAside()
  const onCartPage = useLocation().pathname === '/cart'
  const told = useRef<CartActionAnswer>()
  useEffect(() => {
    const answer = fetcher.data
    if (fetcher.state !== 'idle' || answer === undefined || answer === told.current) return
    told.current = answer
    if (answer.problem !== null) return
    announce(`${title} is in your cart.`)
    if (!onCartPage) show('cart')
  }, [fetcher.state, fetcher.data, title, onCartPage, announce, show])
}
