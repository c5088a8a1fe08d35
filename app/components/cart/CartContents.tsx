/**
 * @module What is in the cart and what it costs, for the cart's page and its drawer.
 */
import { useOptimisticCart } from '@shopify/hydrogen'
import { Link } from 'react-router'
import type { CartApiQueryFragment } from 'storefrontapi.generated'
import { Notice } from '~/components/ui/Notice.tsx'
import { CartLine } from './CartLine.tsx'
import { CartSummary } from './CartSummary.tsx'

interface CartContentsProps {
  cart: CartApiQueryFragment | null
  place: 'page' | 'drawer'
}

export function CartContents({ cart: stored, place }: CartContentsProps) {
  const cart = useOptimisticCart(stored ?? undefined)
  const lines = cart?.lines?.nodes ?? []
  if (lines.length === 0) {
    return (
      <Notice title="Nothing in your cart yet">
        <p>Good things take their time.</p>
        <Link className="button button--solid" to="/collections">
          Browse the collections
        </Link>
      </Notice>
    )
  }
  return (
    <div className={`cart cart--${place}`}>
      <ul className="cart__lines" aria-label="In your cart">
        {lines.map((line) => (
          <CartLine key={line.id} line={line} />
        ))}
      </ul>
      <CartSummary cart={stored} pending={cart?.isOptimistic ?? false} />
    </div>
  )
}
