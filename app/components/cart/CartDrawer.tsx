/**
 * @module The cart over the page, opened from the header and by everything that is added.
 */
import { Suspense } from 'react'
import { Await } from 'react-router'
import { Drawer } from '~/components/ui/Drawer.tsx'
import { Notice } from '~/components/ui/Notice.tsx'
import type { CartPromise } from '~/lib/cart.ts'
import { CartContents } from './CartContents.tsx'

export function CartDrawer({ cart }: { cart: CartPromise }) {
  return (
    <Drawer name="cart" title="Your cart" side="right">
      <Suspense fallback={<div className="cart-skeleton" aria-hidden="true" />}>
        <Await resolve={cart} errorElement={<Notice title="The cart can’t be shown right now" />}>
          {(resolved) => <CartContents cart={resolved} place="drawer" />}
        </Await>
      </Suspense>
    </Drawer>
  )
}
