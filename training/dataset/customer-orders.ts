/**
 * @module The orders of each customer, as numbers of sessions: 4 bytes a session and customer, where a list for each customer
 * would take some hundred.
 */
import { type SessionLog, sessionCount } from './session-log.ts'

export interface CustomerOrders {
  /** The last order of each customer who is known, ascending. */
  last: Int32Array
  /** The order before this one by the same customer, −1 where there is none or the customer is unknown, [sessions]. */
  before: Int32Array
}

export function customerOrders(log: SessionLog): CustomerOrders {
  const { customers, baskets } = log
  const before = new Int32Array(sessionCount(log)).fill(-1)
  if (customers === null) return { last: new Int32Array(0), before }
  const lastOf = new Int32Array(customers.reduce((most, customer) => Math.max(most, customer), -1) + 1).fill(
    -1,
  )
  customers.forEach((customer, s) => {
    if (customer < 0 || baskets[s] !== 1) return
    before[s] = lastOf[customer] ?? -1
    lastOf[customer] = s
  })
  return { last: lastOf.filter((s) => s >= 0).sort(), before }
}
