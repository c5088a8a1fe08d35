/**
 * @module The households that shop: what they like, how much a dollar hurts, and what they have at home.
 *
 * A household is drawn on its first visit, from a stream of its own, so the population needs no memory for people
 * who never come.
 */

import { firstAbove } from './calendar.ts'
import { type Good, type Market, STYLE_DIMENSIONS } from './market.ts'
import type { SimulationOptions } from './options.ts'
import { type Random, stream } from './random.ts'

/** Households a session; activity is skewed, so many of them come once or never. */
const HOUSEHOLDS_PER_SESSION = 0.45
/** Spread of the logarithm of how often a household comes. */
const ACTIVITY_SPREAD = 1.1
/** Interests a household has, each a kind with what goes with it. */
const HOBBIES = 2
/** Share of households that bought before the history begins. */
const KNOWN_BEFORE = 0.3

/** A consumable at home. */
export interface Supply {
  good: Good
  variantId: number
  /** Unix seconds at which it runs out. */
  due: number
}

export interface Household {
  id: number
  email: string
  /** Unit vector in the space of style. */
  taste: Float64Array
  /** Interest in each kind, mean about 1. */
  interest: Float64Array
  /** Utility lost per unit of logarithmic price, 0.3 to 3. */
  priceSensitivity: number
  /** Probability of taking again what served well. */
  loyalty: number
  /** Orders so far, those before the history included. */
  orders: number
  /** Durables at home, oldest first. */
  owned: Good[]
  /** Consumables at home by kind. */
  supplies: Map<number, Supply>
  /** What was left in the cart or looked at last. */
  wish: Good | null
}

export interface Population {
  /** Whoever comes by at a moment (unix seconds): households in proportion to their activity. */
  somebody(random: Random, now: number): Household
}

export function randomDirection(random: Random): Float64Array {
  const direction = Float64Array.from({ length: STYLE_DIMENSIONS }, () => random.normal())
  const length = Math.hypot(...direction) || 1
  return direction.map((value) => value / length)
}

/** Interest spreads from a few hobbies along the kinds that go together: who bakes also wants flour and an apron. */
function interests(market: Market, random: Random): Float64Array {
  const interest = new Float64Array(market.kinds.length).fill(0.12)
  // Popularity counts again when a visit picks its kind; a hobby follows it only in part.
  const popularity = market.kinds.map((kind) => (kind.goods.length > 0 ? Math.sqrt(kind.popularity) : 0))
  for (let n = 0; n < HOBBIES; n++) {
    const hobby = random.weighted(popularity)
    interest[hobby] = (interest[hobby] ?? 0) + 4
    for (const { kind, strength } of market.kinds[hobby]?.complements ?? []) {
      interest[kind] = (interest[kind] ?? 0) + 3 * strength
    }
  }
  return interest
}

/** A regular of before the history has some consumables at home, each of which runs out within its usual span. */
function stockUp(household: Household, market: Market, now: number, random: Random): void {
  household.orders = 1
  market.kinds.forEach(({ kind, goods }, index) => {
    if (kind.restockDays === null || !random.chance((household.interest[index] ?? 0) / 10)) return
    const known = goods.filter((good) => good.publishedAt < now)
    const good = known[random.below(known.length)]
    const variant = good?.product.variants[0]
    if (!good || !variant) return
    const due = now + Math.floor((random.next() - 0.3) * kind.restockDays * 86_400)
    household.supplies.set(index, { good, variantId: variant.id, due })
  })
}

export function population(market: Market, { seed, sessions }: SimulationOptions): Population {
  const size = Math.max(2, Math.round(sessions * HOUSEHOLDS_PER_SESSION))
  const activity = stream(seed, 'activity')
  const upTo = new Float64Array(size)
  let total = 0
  for (let i = 0; i < size; i++) {
    total += Math.exp(ACTIVITY_SPREAD * activity.normal())
    upTo[i] = total
  }
  const met = new Map<number, Household>()

  const meet = (id: number, now: number): Household => {
    const random = stream(seed, 'household', id)
    const household: Household = {
      id,
      email: `shopper-${String(id + 1).padStart(5, '0')}@example.com`,
      taste: randomDirection(random),
      interest: interests(market, random),
      priceSensitivity: 0.3 + 0.9 * Math.exp(0.6 * random.normal()),
      loyalty: 0.45 + 0.5 * random.next(),
      orders: 0,
      owned: [],
      supplies: new Map(),
      wish: null,
    }
    if (random.chance(KNOWN_BEFORE)) stockUp(household, market, now, random)
    met.set(id, household)
    return household
  }
  return {
    somebody: (random, now) => {
      const id = firstAbove(upTo, random.next() * total)
      return met.get(id) ?? meet(id, now)
    },
  }
}
