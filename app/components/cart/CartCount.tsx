/**
 * @module How many pieces the cart holds, on the buttons that open it.
 */
import { useOptimisticCart } from '@shopify/hydrogen'
import { Suspense } from 'react'
import { Await } from 'react-router'
import type { CartApiQueryFragment } from 'storefrontapi.generated'
import type { CartPromise } from '~/lib/cart.ts'

export function CartCount({ cart }: { cart: CartPromise }) {
  return (
    <Suspense fallback={null}>
      <Await resolve={cart} errorElement={null}>
        {(resolved) => <Count cart={resolved} />}
      </Await>
    </Suspense>
  )
}

function Count({ cart: stored }: { cart: CartApiQueryFragment | null }) {
  const cart = useOptimisticCart(stored ?? undefined)
  const count = cart?.totalQuantity ?? 0
  if (count === 0) return null
  return (
    <span className="count">
      {count}
      <span className="visually-hidden">{count === 1 ? ' item' : ' items'}</span>
    </span>
  )
}
