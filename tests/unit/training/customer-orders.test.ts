/**
 * Orders by customer, as numbers of sessions, against lists of them.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { customerOrders } from '../../../training/dataset/customer-orders.ts'
import { logOf } from './model-support.ts'

const session = fc.record({ basket: fc.boolean(), customer: fc.integer({ min: -1, max: 4 }) })

it('the orders of a customer are those of no other, last to first, and no visits', () => {
  fc.assert(
    fc.property(fc.array(session, { maxLength: 30 }), (sessions) => {
      const log = {
        ...logOf(sessions.map(() => ['a'])),
        baskets: Uint8Array.from(sessions, ({ basket }) => Number(basket)),
        customers: Int32Array.from(sessions, ({ customer }) => customer),
      }
      const lists = [0, 1, 2, 3, 4]
        .map((customer) =>
          [...sessions.keys()].filter((s) => sessions[s]?.basket && sessions[s]?.customer === customer),
        )
        .filter((orders) => orders.length > 0)
        .sort((a, b) => (a.at(-1) ?? 0) - (b.at(-1) ?? 0))
      const { last, before } = customerOrders(log)
      const walked = Array.from(last, (newest) => {
        const orders: number[] = []
        for (let s = newest; s >= 0; s = before[s] ?? -1) orders.unshift(s)
        return orders
      })
      expect(walked).toEqual(lists)
      expect(customerOrders({ ...log, customers: null }).last).toHaveLength(0)
    }),
  )
})
