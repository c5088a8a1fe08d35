/**
 * @module What a simulated history holds, in figures.
 */
import type { Cents } from '../catalog/types.ts'
import type { Simulation } from './index.ts'

export interface Summary {
  sessions: number
  events: number
  orders: number
  lines: number
  customers: number
  /** What was paid and not paid back, test orders left out. */
  revenue: Cents
  /** Orders of which something came back. */
  returns: number
  cancelled: number
  testOrders: number
}

export function summarize({ sessions, orders }: Simulation): Summary {
  const real = orders.filter((order) => !order.tags.includes('test'))
  return {
    sessions: sessions.length,
    events: sessions.reduce((sum, session) => sum + session.views.length, 0),
    orders: orders.length,
    lines: orders.reduce((sum, order) => sum + order.lines.length, 0),
    customers: new Set(real.map((order) => order.email)).size,
    revenue: real.reduce(
      (sum, order) => sum + (order.financialStatus === 'voided' ? 0 : order.total - order.refunded),
      0,
    ),
    returns: real.filter((order) => order.cancelledAt === null && order.refunded > 0).length,
    cancelled: real.filter((order) => order.cancelledAt !== null).length,
    testOrders: orders.length - real.length,
  }
}
