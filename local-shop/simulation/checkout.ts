/**
 * @module From a paid cart to an order: discount code, shipping, taxes, all in whole cents.
 */
import type { Cents, Product, Variant } from '../catalog/types.ts'
import type { Address } from './addresses.ts'
import { type Bagged, FREE_SHIPPING_FROM } from './buying.ts'
import type { Day } from './calendar.ts'
import type { Random } from './random.ts'
import type { Order, OrderLine } from './types.ts'

const STANDARD_SHIPPING: Cents = 695
const EXPRESS_SHIPPING: Cents = 1_495
/** Share of orders sent by express; more before Christmas. */
const EXPRESS = 0.04
const EXPRESS_BEFORE_CHRISTMAS = 0.15

const WELCOME = { code: 'WELCOME10', percent: 10, usedBy: 0.35 }
const BLACK_FRIDAY = { code: 'EMBER20', percent: 20, usedBy: 0.6 }

/** A number near Shopify's own order ids, which have 13 digits, and the step between two of them. */
const FIRST_ORDER_ID = 6_104_000_000_000
const ORDER_ID_STEP = 32_768
const FIRST_ORDER_NUMBER = 1001

const REFERENCE_LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

const lineName = (product: Product, variant: Variant): string =>
  variant.title === 'Default Title' ? product.title : `${product.title} - ${variant.title}`

function orderLine({ good, variant, quantity, offer }: Bagged): OrderLine {
  return {
    productId: good.product.id,
    variantId: variant.id,
    kind: good.product.kind,
    name: lineName(good.product, variant),
    sku: variant.sku,
    vendor: good.product.vendor,
    quantity,
    price: offer.price,
    compareAtPrice: offer.compareAtPrice,
  }
}

export interface Purchase {
  cart: readonly Bagged[]
  email: string
  address: Address
  at: number
  day: Day
  /** The household has not ordered before. */
  first: boolean
  gift: boolean
}

function discountFor({ day, first }: Purchase, random: Random): { code: string; percent: number } | null {
  const offered = day.blackFriday ? BLACK_FRIDAY : first ? WELCOME : null
  return offered && random.chance(offered.usedBy) ? offered : null
}

/** An order as it stands right after checkout; name and id are given later, when all orders are in time order. */
export function checkOut(purchase: Purchase, random: Random): Order {
  const { cart, address, at, day, email, first, gift } = purchase
  const lines = cart.map(orderLine)
  const sum = lines.reduce((total, line) => total + line.quantity * line.price, 0)
  const code = discountFor(purchase, random)
  const discount = code ? Math.round((sum * code.percent) / 100) : 0
  const subtotal = sum - discount
  const beforeChristmas = day.month === 11 && day.gifting === 1
  const express = random.chance(beforeChristmas ? EXPRESS_BEFORE_CHRISTMAS : EXPRESS)
  const shipping = express ? EXPRESS_SHIPPING : subtotal >= FREE_SHIPPING_FROM ? 0 : STANDARD_SHIPPING
  const taxes = Math.round((subtotal * address.taxRate) / 100_000)
  return {
    id: 0,
    name: '',
    email,
    acceptsMarketing: random.chance(first ? 0.4 : 0.6),
    createdAt: at,
    utcOffset: day.utcOffset,
    paidAt: at + 1 + random.below(3),
    fulfilledAt: at + Math.round((0.6 + 1.8 * random.next()) * 86_400),
    cancelledAt: null,
    financialStatus: 'paid',
    lines,
    discountCode: code?.code ?? null,
    discount,
    subtotal,
    shipping,
    shippingMethod: express ? 'Express' : 'Standard',
    taxes,
    total: subtotal + shipping + taxes,
    refunded: 0,
    address,
    paymentMethod: random.chance(0.82) ? 'Shopify Payments' : 'PayPal Express Checkout',
    paymentReference: Array.from({ length: 25 }, () => REFERENCE_LETTERS[random.below(62)]).join(''),
    tags: gift ? ['gift'] : [],
    gift,
  }
}

/** Puts orders into time order and gives them the names and ids the shop would have given them. */
export function numberOrders(orders: readonly Order[]): Order[] {
  return orders
    .toSorted((a, b) => a.createdAt - b.createdAt)
    .map((order, index) => ({
      ...order,
      id: FIRST_ORDER_ID + index * ORDER_ID_STEP,
      name: `#${FIRST_ORDER_NUMBER + index}`,
    }))
}
