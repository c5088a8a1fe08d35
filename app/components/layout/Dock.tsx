/**
 * @module The bar at the bottom of a phone: menu, search and cart within reach of the thumb.
 */
import { CartCount } from '~/components/cart/CartCount.tsx'
import { Icon } from '~/components/ui/Icon.tsx'
import type { CartPromise } from '~/lib/cart.ts'
import { AsideTrigger } from './Aside.tsx'

export function Dock({ cart }: { cart: CartPromise }) {
  return (
    <nav className="dock" aria-label="Quick access">
      <AsideTrigger name="menu" fallback="/collections" className="dock__button">
        <Icon name="menu" size={20} />
        Menu
      </AsideTrigger>
      <AsideTrigger name="search" fallback="/search" className="dock__button">
        <Icon name="search" size={20} />
        Search
      </AsideTrigger>
      <AsideTrigger name="cart" fallback="/cart" className="dock__button">
        <Icon name="bag" size={20} />
        Cart
        <CartCount cart={cart} />
      </AsideTrigger>
    </nav>
  )
}
