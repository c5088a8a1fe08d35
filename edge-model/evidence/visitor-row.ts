/**
 * @module One visitor in one experiment, and what their doings add to their arm's counts. Pure: rows and counts change
 * together, so that counts are at any time what counting all rows would give.
 */
import { type ArmCounts, LATENCY_EDGES_MS, latencyBin } from '../contract/arm-counts.ts'
import type { StorefrontEvent } from '../contract/events.ts'
import type { CountedArm } from './experiments.ts'

export interface VisitorRow {
  /** That of the first exposure. */
  readonly arm: CountedArm
  readonly added: boolean
  readonly orders: number
  /** Minor units of all orders in the experiment. */
  readonly revenue: number
}

/** How one request for recommendations went. */
export interface Request {
  /** It was answered by an error. */
  failed: boolean
  /** Another release than the arm's answered, since the arm's could not. */
  fellBack: boolean
}

export const newVisitor = (arm: CountedArm): VisitorRow => ({ arm, added: false, orders: 0, revenue: 0 })

export function countRequest(counts: ArmCounts, { failed, fellBack }: Request): ArmCounts {
  return {
    ...counts,
    requests: counts.requests + 1,
    errors: counts.errors + (failed ? 1 : 0),
    fallbacks: counts.fallbacks + (fellBack ? 1 : 0),
  }
}

/** The row and its arm's counts after an event; the order of an `order` event must be new. */
export function countEvent(
  row: VisitorRow,
  counts: ArmCounts,
  event: StorefrontEvent,
): { row: VisitorRow; counts: ArmCounts } {
  switch (event.type) {
    case 'add':
      if (row.added) return { row, counts }
      return { row: { ...row, added: true }, counts: { ...counts, adders: counts.adders + 1 } }
    case 'order':
      return countOrder(row, counts, event.revenue)
    case 'call':
      return { row, counts: countCall(counts, event) }
  }
}

/** A square may pass 2^53, so it is taken of a bigint. */
function countOrder(
  row: VisitorRow,
  counts: ArmCounts,
  revenue: number,
): { row: VisitorRow; counts: ArmCounts } {
  const spent = row.revenue + revenue
  const squaresBefore = BigInt(row.revenue) ** 2n
  return {
    row: { ...row, orders: row.orders + 1, revenue: spent },
    counts: {
      ...counts,
      orders: counts.orders + 1,
      buyers: counts.buyers + (row.orders === 0 ? 1 : 0),
      revenue: counts.revenue + BigInt(revenue),
      revenueSquares: counts.revenueSquares + BigInt(spent) ** 2n - squaresBefore,
    },
  }
}

/**
 * A call that was late brought the shopper nothing, nor did one that failed: the storefront showed something else, which is
 * a fallback to whoever looks at it. How long a late one would have taken nobody knows; it counts as the slowest, for the
 * storefront gives up long before the bound of the p99 guardrail.
 */
function countCall(
  counts: ArmCounts,
  { outcome, milliseconds }: Extract<StorefrontEvent, { type: 'call' }>,
): ArmCounts {
  const bin =
    outcome === 'failed' ? null : outcome === 'late' ? LATENCY_EDGES_MS.length : latencyBin(milliseconds)
  return {
    ...counts,
    fallbacks: counts.fallbacks + (outcome === 'answered' ? 0 : 1),
    latency: counts.latency.map((count, at) => (at === bin ? count + 1 : count)),
  }
}
