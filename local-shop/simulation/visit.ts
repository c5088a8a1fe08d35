/**
 * @module One visit of a household: its pages, its order if there is one, and what that order changes at home.
 */
import { addressOf } from './addresses.ts'
import { type Bagged, checksOut } from './buying.ts'
import { type Arrival, DAY_SECONDS } from './calendar.ts'
import { checkOut } from './checkout.ts'
import { intend } from './intent.ts'
import type { Market } from './market.ts'
import type { Household } from './population.ts'
import type { Random } from './random.ts'
import type { Order, ViewEvent } from './types.ts'
import { walk } from './walk.ts'

/** Consumption varies from one pack to the next: spread of the logarithm of the days it lasts. */
const SUPPLY_SPREAD = 0.25

export interface Visit {
  views: ViewEvent[]
  order: Order | null
  /** When each consumable that was bought for the household will run out, in unix seconds. */
  runOut: number[]
}

/**
 * @param end unix seconds: pages after it are not part of the history
 * @returns undefined only where the shop has no product yet
 */
export function visit(
  market: Market,
  household: Household,
  { at, day }: Arrival,
  end: number,
  seed: number,
  random: Random,
): Visit | undefined {
  const intent = intend(market, household, day, at, random)
  if (!intent) return undefined
  const { views, cart, endedAt } = walk({ market, household, intent, day, random }, end)
  const events = views.map((view) => ({ productId: view.good.product.id, at: view.at }))
  const placedAt = endedAt + 30 + random.below(240)
  const buyable = cart.filter(
    ({ good, variant }) => placedAt < market.offers.soldOutFrom(good.product, variant),
  )
  household.wish = cart.at(-1)?.good ?? views.at(-1)?.good ?? null
  if (placedAt >= end || !checksOut(buyable, intent, random))
    return { views: events, order: null, runOut: [] }

  const gift = intent.reason === 'gift'
  const order = checkOut(
    {
      cart: buyable,
      email: household.email,
      address: addressOf(seed, household.id),
      at: placedAt,
      day,
      first: household.orders === 0,
      gift,
    },
    random,
  )
  household.wish = null
  household.orders += 1
  return { views: events, order, runOut: gift ? [] : takeHome(market, household, buyable, placedAt, random) }
}

/** Puts a bought cart into the household's shelves. */
function takeHome(
  market: Market,
  household: Household,
  cart: readonly Bagged[],
  now: number,
  random: Random,
): number[] {
  const runOut: number[] = []
  for (const { good, variant, quantity } of cart) {
    const lasts = market.kinds[good.kind]?.kind.restockDays ?? null
    if (lasts === null) {
      household.owned.push(good)
      continue
    }
    const days = lasts * quantity ** 0.8 * Math.exp(SUPPLY_SPREAD * random.normal())
    const due = now + Math.round(days * DAY_SECONDS)
    household.supplies.set(good.kind, { good, variantId: variant.id, due })
    runOut.push(due)
  }
  return runOut
}
