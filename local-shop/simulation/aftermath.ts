/**
 * @module What happens to an order after checkout: cancelled, returned in part or whole, or simply kept. The history is
 * an export made on its last day, so what had not happened by then is not in it.
 */
import type { Cents, Kind } from '../catalog/types.ts'
import { DAY_SECONDS } from './calendar.ts'
import { type Random, stream } from './random.ts'
import type { Order } from './types.ts'

const CANCELLED = 0.012
/** Of those, the share whose payment was only authorised, so there was nothing to pay back. */
const VOIDED = 0.5
/** Probability that a line comes back; food and soap hardly do. */
const RETURNED_DURABLE = 0.045
const RETURNED_CONSUMABLE = 0.006
/** Kinds differ: what has to fit a room comes back more often than what has to fit a hand. */
const KIND_SPREAD = 0.7
/** Who orders for the first time does not know yet how large and how blue things are. */
const FIRST_ORDER = 2
/** A present that was not liked. */
const GIFT = 1.4

/** How likely a line of each kind is sent back, before order and shopper count. */
export function returnRates(kinds: readonly Kind[], seed: number): Map<string, number> {
  return new Map(
    kinds.map(({ key, restockDays }) => {
      const base = restockDays === null ? RETURNED_DURABLE : RETURNED_CONSUMABLE
      return [key, base * Math.exp(KIND_SPREAD * stream(seed, `returns ${key}`).normal())]
    }),
  )
}

/**
 * Splits a sum over parts in proportion to their weights, by largest remainder, so that the parts add up exactly.
 *
 * @param total whole cents, not negative
 * @param weights not negative; where all are 0 the first part gets everything
 */
export function allocate(total: Cents, weights: readonly number[]): Cents[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const exact = weights.map((weight, i) => (whole > 0 ? (total * weight) / whole : i === 0 ? total : 0))
  const parts = exact.map(Math.floor)
  let left = total - parts.reduce((sum, part) => sum + part, 0)
  const byRemainder = exact.map((value, i) => ({ i, rest: value - Math.floor(value) }))
  for (const { i } of byRemainder.sort((a, b) => b.rest - a.rest || a.i - b.i)) {
    if (left <= 0) break
    parts[i] = (parts[i] ?? 0) + 1
    left -= 1
  }
  return parts
}

function cancel(order: Order, end: number, random: Random): Order {
  const cancelledAt = order.createdAt + 600 + random.below(6 * 3_600)
  if (cancelledAt >= end) return order
  const unfulfilled = { ...order, cancelledAt, fulfilledAt: null, tags: [...order.tags, 'cancelled'] }
  return random.chance(VOIDED)
    ? { ...unfulfilled, paidAt: null, financialStatus: 'voided' }
    : { ...unfulfilled, financialStatus: 'refunded', refunded: order.total }
}

function sendBack(
  order: Order,
  first: boolean,
  rates: Map<string, number>,
  end: number,
  random: Random,
): Order {
  const factor = (first ? FIRST_ORDER : 1) * (order.gift ? GIFT : 1)
  const back = order.lines.map(({ kind }) => random.chance((rates.get(kind) ?? 0) * factor))
  const arrived = (order.fulfilledAt ?? order.createdAt) + (5 + 20 * random.next()) * DAY_SECONDS
  if (!back.includes(true) || arrived >= end) return order
  if (!back.includes(false)) {
    // Everything came back: goods and their tax are paid back, shipping is not.
    const refunded = order.subtotal + order.taxes
    const financialStatus = refunded === order.total ? 'refunded' : 'partially_refunded'
    return { ...order, financialStatus, refunded, tags: [...order.tags, 'returned'] }
  }
  const worth = order.lines.map((line) => line.quantity * line.price)
  const paid = allocate(order.subtotal + order.taxes, worth)
  const refunded = paid.reduce((sum, cents, i) => sum + (back[i] ? cents : 0), 0)
  return { ...order, financialStatus: 'partially_refunded', refunded, tags: [...order.tags, 'returned'] }
}

/**
 * The order as the export shows it on the history's last day.
 *
 * @param first whether it was the household's first order
 * @param end unix seconds, when the export is made
 */
export function settle(
  order: Order,
  first: boolean,
  rates: Map<string, number>,
  end: number,
  random: Random,
): Order {
  const shipped = order.fulfilledAt !== null && order.fulfilledAt < end ? order.fulfilledAt : null
  const asOfExport = { ...order, fulfilledAt: shipped }
  if (random.chance(CANCELLED)) return cancel(asOfExport, end, random)
  return shipped === null ? asOfExport : sendBack(asOfExport, first, rates, end, random)
}
