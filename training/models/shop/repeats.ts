/**
 * @module Which products are bought again by those who have them: coffee is, a kettle is not. Learned from customers'
 * orders; a product with few buyers is judged by its type, a type by the shop.
 */
import { customerOrders } from '../../dataset/customer-orders.ts'
import type { SessionLog } from '../../dataset/session-log.ts'

/** A type's rate counts as much as so many buyers of a product of it. */
const TYPE_BUYERS = 20
/** The shop's rate counts as much as so many buyers of a type: few, for what is used up and what lasts lie far apart. */
const SHOP_BUYERS = 5

/**
 * 1 for each product that may be recommended to who has bought it, [n]: where buyers come back for it at least as often as
 * a place of a shelf finds what is wanted. Zeros where no customers are known.
 * @param types number of each product's type, [n], −1 unknown; null: none is known
 * @param worth share of a shelf's places that find what is wanted
 */
export function repeatsOf(log: SessionLog, types: Int32Array | null, worth: number): Uint8Array {
  const { buyers, again } = countBuyers(log)
  const sum = (values: Int32Array): number => values.reduce((a, b) => a + b, 0)
  const shop = sum(again) / Math.max(1, sum(buyers))
  const ofType = new Map<number, { buyers: number; again: number }>()
  log.items.forEach((_, item) => {
    const type = types?.[item] ?? -1
    const known = ofType.get(type) ?? { buyers: 0, again: 0 }
    known.buyers += buyers[item] ?? 0
    known.again += again[item] ?? 0
    ofType.set(type, known)
  })
  /** `returned` of `of` buyers, and `weight` more who return at the `prior` rate. */
  const shrunk = (returned: number, of: number, prior: number, weight: number): number =>
    (returned + weight * prior) / (of + weight)
  return Uint8Array.from(log.items, (_, item) => {
    const type = ofType.get(types?.[item] ?? -1) ?? { buyers: 0, again: 0 }
    const ofItsType = shrunk(type.again, type.buyers, shop, SHOP_BUYERS)
    const rate = shrunk(again[item] ?? 0, buyers[item] ?? 0, ofItsType, TYPE_BUYERS)
    return shop > 0 && rate >= worth ? 1 : 0
  })
}

/** Customers who bought each product, and those of them who bought it in more orders than one, [n]. */
function countBuyers(log: SessionLog): { buyers: Int32Array; again: Int32Array } {
  const buyers = new Int32Array(log.items.length)
  const again = new Int32Array(log.items.length)
  const { last, before } = customerOrders(log)
  for (const newest of last) {
    /** Orders of this customer that hold an item. */
    const orders = new Map<number, number>()
    for (let s = newest; s >= 0; s = before[s] ?? -1) {
      for (const item of new Set(log.events.subarray(log.offsets[s], log.offsets[s + 1]))) {
        orders.set(item, (orders.get(item) ?? 0) + 1)
      }
    }
    for (const [item, count] of orders) {
      buyers[item] = (buyers[item] ?? 0) + 1
      if (count > 1) again[item] = (again[item] ?? 0) + 1
    }
  }
  return { buyers, again }
}
