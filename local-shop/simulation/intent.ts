/**
 * @module Why somebody comes to the shop. The reason decides where the visit begins, how long it lasts, and how ready
 * the shopper is to buy.
 */
import { DAY_SECONDS, type Day } from './calendar.ts'
import { type Chooser, choose, isKnown, isReduced } from './choice.ts'
import type { Good, Market } from './market.ts'
import { type Household, randomDirection } from './population.ts'
import type { Random } from './random.ts'

export type Reason = 'browse' | 'complete' | 'restock' | 'gift' | 'new' | 'sale'

export interface Intent {
  reason: Reason
  chooser: Chooser
  /** The first product page that is opened. */
  first: Good
}

/** Who walks through the shop, why, and on which day. */
export interface Walker {
  market: Market
  household: Household
  intent: Intent
  day: Day
  random: Random
}

/** A product counts as a new arrival for this long. */
const NEW_DAYS = 45
/** A household notices this long ahead that something runs out. */
const NOTICE_SECONDS = 7 * DAY_SECONDS
/** How far the household's own interests decide where a visit begins; a present follows somebody else's. */
const OWN_INTEREST = 0.8
const GIVEN_INTEREST = 0.15
/** Probability of taking up again what was left behind on the last visit. */
const RESUME = 0.3

/** Consumables that are used up, or nearly. */
export function dueKinds(household: Household, now: number): number[] {
  return [...household.supplies]
    .filter(([, supply]) => supply.due <= now + NOTICE_SECONDS)
    .map(([kind]) => kind)
}

function reasonFor(household: Household, day: Day, now: number, random: Random): Reason {
  if (dueKinds(household, now).length > 0 && random.chance(0.75)) return 'restock'
  const weights: [Reason, number][] = [
    ['browse', 0.55],
    ['complete', household.owned.length > 0 ? 0.3 : 0],
    ['gift', 0.5 * day.gifting],
    ['new', 0.08],
    ['sale', (day.blackFriday ? 0.5 : 0.06) * household.priceSensitivity],
  ]
  const picked = weights[random.weighted(weights.map(([, weight]) => weight))]
  return picked ? picked[0] : 'browse'
}

/**
 * Demand for each kind at this time of the year, as this household feels it.
 *
 * @param personal 1: its interests count in full; 0: not at all
 */
export function demand(market: Market, household: Household, day: Day, personal: number): number[] {
  return market.kinds.map(
    ({ kind, popularity }, index) =>
      popularity * (kind.season[day.month] ?? 1) * (household.interest[index] ?? 0) ** personal,
  )
}

/** A kind that goes with a product, in proportion to the strength of the tie and the shopper's interest. */
export function complementOf(
  market: Market,
  household: Household,
  good: Good,
  day: Day,
  random: Random,
): number | undefined {
  const ties = market.kinds[good.kind]?.complements ?? []
  const have = new Set(household.owned.map((owned) => owned.kind))
  const weights = ties.map(({ kind, strength }) => {
    const season = market.kinds[kind]?.kind.season[day.month] ?? 1
    const interest = Math.sqrt(household.interest[kind] ?? 0)
    return strength ** 1.5 * Math.sqrt(season) * interest * (have.has(kind) ? 0.3 : 1)
  })
  return ties[random.weighted(weights)]?.kind
}

/**
 * Draws the reason of a visit and the page it begins with.
 *
 * @returns undefined only where the shop has no product yet
 */
export function intend(
  market: Market,
  household: Household,
  day: Day,
  now: number,
  random: Random,
): Intent | undefined {
  const reason = reasonFor(household, day, now, random)
  const chooser: Chooser = {
    taste: reason === 'gift' ? randomDirection(random) : household.taste,
    priceSensitivity: household.priceSensitivity,
    budget: reason === 'gift' ? 0.1 + 0.3 * random.normal() : null,
    match: reason === 'complete' ? recentlyBought(household, random) : null,
    now,
    blackFriday: day.blackFriday,
  }
  const first = firstPage(market, household, day, reason, chooser, random)
  return first && { reason, chooser, first }
}

/** What came last is what still lacks its companions. */
function recentlyBought(household: Household, random: Random): Good | null {
  const recent = household.owned.slice(-3)
  return recent[random.below(recent.length)] ?? null
}

function firstPage(
  market: Market,
  household: Household,
  day: Day,
  reason: Reason,
  chooser: Chooser,
  random: Random,
): Good | undefined {
  const { now } = chooser
  if (household.wish && reason !== 'restock' && random.chance(RESUME)) return household.wish
  if (reason === 'restock') {
    const due = dueKinds(household, now)
    const kind = due[random.below(due.length)] ?? 0
    const supply = household.supplies.get(kind)
    if (supply && random.chance(household.loyalty)) return supply.good
    return choose(market.kinds[kind]?.goods ?? [], chooser, random)
  }
  if (chooser.match) {
    const kind = complementOf(market, household, chooser.match, day, random)
    const good = choose(market.kinds[kind ?? -1]?.goods ?? [], chooser, random)
    if (good) return good
  }
  if (reason === 'new' || reason === 'sale') {
    const shelf = market.goods.filter((good) =>
      reason === 'sale' ? isReduced(good, chooser) : now - good.publishedAt < NEW_DAYS * DAY_SECONDS,
    )
    const good = choose(shelf, chooser, random, (one) => Math.log((household.interest[one.kind] ?? 0) + 0.3))
    if (good) return good
  }
  const wanted = demand(market, household, day, reason === 'gift' ? GIVEN_INTEREST : OWN_INTEREST)
  market.kinds.forEach(({ goods }, kind) => {
    if (!goods.some((good) => isKnown(good, now))) wanted[kind] = 0
  })
  return choose(market.kinds[random.weighted(wanted)]?.goods ?? [], chooser, random)
}
