/**
 * @module What no shopper did, but every real export holds: robots that open page after page, and the staff's test orders.
 * An importer has to see through both.
 */
import { addressOf } from './addresses.ts'
import type { Day } from './calendar.ts'
import { checkOut } from './checkout.ts'
import type { Market } from './market.ts'
import type { Random } from './random.ts'
import type { Order, ViewEvent } from './types.ts'

/** A robot opens this many pages, seconds apart. */
const ROBOT_VIEWS = { least: 250, most: 600 }

/** The pages of a robot that goes through the catalog in order, over and over, until it has had enough. */
export function robotViews(market: Market, start: number, end: number, random: Random): ViewEvent[] {
  const known = market.goods.filter((good) => good.publishedAt <= start)
  const length = ROBOT_VIEWS.least + random.below(ROBOT_VIEWS.most - ROBOT_VIEWS.least)
  const from = random.below(Math.max(1, known.length))
  const views: ViewEvent[] = []
  let at = start
  for (let i = 0; i < length && at < end; i++) {
    const good = known[(from + i) % known.length]
    if (!good) break
    views.push({ productId: good.product.id, at })
    at += 1 + random.below(3)
  }
  return views
}

/** An order the staff placed through Shopify's test gateway, which the export calls "bogus". */
export function testOrder(market: Market, at: number, day: Day, random: Random): Order | undefined {
  const good = market.goods.find((one) => one.publishedAt <= at && at < one.soldOutFrom)
  const variant = good?.product.variants.find((one) => at < market.offers.soldOutFrom(good.product, one))
  if (!good || !variant) return undefined
  const offer = market.offers.at(good.product, variant, at, day.blackFriday)
  const order = checkOut(
    {
      cart: [{ good, variant, quantity: 1, offer }],
      email: 'staff@example.com',
      address: { ...addressOf(0, 0), name: 'Test Order' },
      at,
      day,
      first: false,
      gift: false,
    },
    random,
  )
  return { ...order, fulfilledAt: null, paymentMethod: 'bogus', tags: ['test'] }
}
