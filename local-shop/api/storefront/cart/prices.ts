/**
 * @module What a cart costs, in cents. Discounts are taken off each line and rounded there, so a cart's subtotal is always
 * the sum of its lines' totals.
 */
import type { Cents } from '../../../catalog/types.ts'
import type { CartLineRecord, CartRecord } from './records.ts'

/** The codes this shop honours, by their upper-case spelling. */
export const DISCOUNTS: ReadonlyMap<string, { percentage: number }> = new Map([
  ['WELCOME10', { percentage: 10 }],
])

/** Gift cards and what is on them. Nothing is ever charged, so the balance stays. */
export const GIFT_CARDS: ReadonlyMap<string, { balance: Cents }> = new Map([
  ['EMBERGIFT25', { balance: 2500 }],
])

export interface LinePrice {
  line: CartLineRecord
  /** Before discounts. */
  subtotal: Cents
  discount: Cents
  total: Cents
}

export interface CartPrice {
  lines: LinePrice[]
  /** The code that applies and its percentage; null without one. Codes do not add up: the first known one counts. */
  discount: { code: string; percentage: number } | null
  /** After discounts, before gift cards. */
  total: Cents
  giftCards: { code: string; balance: Cents; used: Cents }[]
  /** What is left to pay. */
  charge: Cents
}

const canonical = (code: string): string => code.trim().toUpperCase()

export const isDiscount = (code: string): boolean => DISCOUNTS.has(canonical(code))
export const isGiftCard = (code: string): boolean => GIFT_CARDS.has(canonical(code))

export function priceCart(cart: Pick<CartRecord, 'lines' | 'discountCodes' | 'giftCardCodes'>): CartPrice {
  const code = cart.discountCodes.find(isDiscount)
  const percentage = code === undefined ? 0 : (DISCOUNTS.get(canonical(code))?.percentage ?? 0)
  const lines = cart.lines.map((line): LinePrice => {
    const subtotal = line.variant.variant.price * line.quantity
    const discount = Math.round((subtotal * percentage) / 100)
    return { line, subtotal, discount, total: subtotal - discount }
  })
  const total = lines.reduce((sum, line) => sum + line.total, 0)

  let charge = total
  const giftCards = cart.giftCardCodes.flatMap((entered) => {
    const card = GIFT_CARDS.get(canonical(entered))
    if (card === undefined) return []
    const used = Math.min(card.balance, charge)
    charge -= used
    return [{ code: canonical(entered), balance: card.balance, used }]
  })
  return { lines, discount: code === undefined ? null : { code, percentage }, total, giftCards, charge }
}
