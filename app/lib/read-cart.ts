/**
 * @module Reads the cart once a request: the root shows it in the drawer, the cart's page on the page.
 */
import type { HydrogenCart } from '@shopify/hydrogen'

type Reading = ReturnType<HydrogenCart['get']>

/** By cart handler, of which every request has its own; loaders run when no action changes the cart any more. */
const readings = new WeakMap<HydrogenCart, Reading>()

/** The shopper's cart, null where there is none. Rejects as `cart.get` does. */
export function readCart(cart: HydrogenCart): Reading {
  const known = readings.get(cart)
  if (known !== undefined) return known
  const reading = cart.get()
  readings.set(cart, reading)
  return reading
}
