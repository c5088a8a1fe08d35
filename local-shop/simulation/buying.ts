/**
 * @module What goes into the cart, how many of it, and whether the cart is paid for.
 */
import type { Variant } from '../catalog/types.ts'
import { DAY_SECONDS } from './calendar.ts'
import { utility } from './choice.ts'
import type { Intent, Walker } from './intent.ts'
import type { Good } from './market.ts'
import type { Offer } from './offers.ts'
import type { Household } from './population.ts'
import type { Random } from './random.ts'

/** A line of a cart. */
export interface Bagged {
  good: Good
  variant: Variant
  quantity: number
  offer: Offer
}

/** Log-odds of taking a product of no particular utility, by reason of the visit. */
const READINESS = { browse: -4.1, complete: -3.4, restock: -0.9, gift: -2.6, new: -4.2, sale: -3.2 } as const
/** Log-odds per unit of utility: less than when choosing a page, for who opened it has liked it once already. */
const VALUE = 0.22
/** Added where the product goes with something that is in the cart. */
const GOES_WITH_CART = 3.2
/** Added where a durable of this kind is at home already, and where a consumable will last a while. */
const HAVE_ONE = -3
const STILL_ENOUGH = -2
const SECOND_OF_KIND = -2.2
/** A large sum makes one think: lost per e-fold of a price above 30 dollars. */
const EXPENSIVE = 0.35
const EXPENSIVE_FROM = 3_000

/** Paid for, before the size of the cart counts. */
const CHECKOUT = 0.5
/** From this subtotal on shipping is free, which is worth finishing for. */
export const FREE_SHIPPING_FROM = 7_500

const logistic = (x: number): number => 1 / (1 + Math.exp(-x))

/** Whether somebody still has what the product would replace; presents are for others. */
function alreadyHas(household: Household, good: Good, { reason, chooser }: Intent): number {
  if (reason === 'gift') return 0
  const supply = household.supplies.get(good.kind)
  if (supply) return supply.due > chooser.now + 10 * DAY_SECONDS ? STILL_ENOUGH : 0
  return household.owned.some((owned) => owned.kind === good.kind) ? HAVE_ONE : 0
}

/** Consumables are stocked up on; of a durable one piece or one set is enough, unless it is cheap. */
function quantityOf(variant: Variant, price: number, consumable: boolean, random: Random): number {
  if (consumable) return 1 + (random.chance(0.25) ? 1 : 0) + (random.chance(0.08) ? 1 : 0)
  if (price > 4_000 || variant.title.startsWith('Set')) return 1
  return [1, 2, 4][random.weighted([0.78, 0.15, 0.07])] ?? 1
}

/**
 * Puts the product into the cart, or not.
 *
 * @returns true where it was added
 */
export function considerBuying(walker: Walker, good: Good, cart: Bagged[]): boolean {
  const { market, household, intent, random } = walker
  const { chooser, reason } = intent
  const { kind, complements } = market.kinds[good.kind] ?? {}
  if (!kind || !complements || cart.some((line) => line.good === good)) return false
  const settled = new Set(cart.map((line) => line.good.kind))
  const consumable = kind.restockDays !== null
  if (!consumable && household.owned.includes(good)) return false
  const variants = good.product.variants.filter(
    (variant) => chooser.now < market.offers.soldOutFrom(good.product, variant),
  )
  // A household keeps to its size and colour of a consumable; otherwise the first variants are the usual ones.
  const usual = household.supplies.get(good.kind)?.variantId
  const variant = variants[random.weighted(variants.map(({ id }, i) => (id === usual ? 8 : 1 / (1 + i))))]
  if (!variant) return false
  const offer = market.offers.at(good.product, variant, chooser.now, chooser.blackFriday)

  const tied = Math.max(0, ...complements.map((tie) => (settled.has(tie.kind) ? tie.strength : 0)))
  const odds =
    (reason === 'restock' && !household.supplies.has(good.kind) ? READINESS.browse : READINESS[reason]) +
    VALUE * utility(good, chooser) +
    (tied > 0 ? GOES_WITH_CART * (0.4 + tied) : 0) +
    (settled.has(good.kind) ? SECOND_OF_KIND : alreadyHas(household, good, intent)) -
    EXPENSIVE * Math.max(0, Math.log(offer.price / EXPENSIVE_FROM)) * chooser.priceSensitivity
  if (!random.chance(logistic(odds))) return false
  cart.push({ good, variant, offer, quantity: quantityOf(variant, offer.price, consumable, random) })
  return true
}

/** Whether the shopper pays for the cart, or leaves it. */
export function checksOut(cart: readonly Bagged[], { reason }: Intent, random: Random): boolean {
  const subtotal = cart.reduce((sum, line) => sum + line.quantity * line.offer.price, 0)
  if (subtotal === 0) return false
  const eager = reason === 'restock' ? 1.3 : reason === 'gift' ? 0.4 : 0
  const shipping = subtotal >= FREE_SHIPPING_FROM ? 0.5 : 0
  return random.chance(logistic(CHECKOUT + eager + shipping - subtotal / 60_000))
}
