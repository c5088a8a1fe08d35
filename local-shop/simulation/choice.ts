/**
 * @module How a shopper picks one product out of several: a multinomial logit (McFadden, "Conditional logit analysis of
 * qualitative choice behavior", 1974). Each product's utility is the sum of what follows; the probability of a pick is
 * proportional to its exponential.
 */
import { DAY_SECONDS } from './calendar.ts'
import { dot, type Good } from './market.ts'
import type { Random } from './random.ts'

/** Utilities per unit of what they measure. */
const OWN_TASTE = 1.3
const STYLE_MATCH = 1.8
const REDUCTION = 2
/** Lost for every e-fold further down the page. */
const POSITION = 0.35
/** A new product draws attention, less so every day. */
const NOVELTY = 1.1
const NOVELTY_DAYS = 21
const SOLD_OUT = -1
/** The merchant's suggestions count where a present is looked for. */
const SUGGESTED_GIFT = 1

/** Whoever chooses, and in what light. */
export interface Chooser {
  /** Unit vector of style: the shopper's own, or that of the person who gets the present. */
  taste: Float64Array
  priceSensitivity: number
  /** What a present should cost relative to its kind, as a logarithm; null when buying for oneself. */
  budget: number | null
  /** A product whose style the choice should go with. */
  match: Good | null
  now: number
  blackFriday: boolean
}

export const isKnown = (good: Good, now: number): boolean => good.publishedAt <= now
export const isReduced = (good: Good, { now, blackFriday }: Pick<Chooser, 'now' | 'blackFriday'>): boolean =>
  good.reduction > 0 && (blackFriday || now >= good.reducedFrom)

/** What a product is worth to the chooser, apart from where it stands on the page. */
export function utility(good: Good, chooser: Chooser): number {
  const { now, match, budget } = chooser
  const reduced = isReduced(good, chooser)
  // Catalog prices are the reduced ones: where the reduction is not on, the product costs more.
  const price = good.priceLevel - (reduced || good.reduction === 0 ? 0 : Math.log(1 - good.reduction))
  const age = (now - good.publishedAt) / DAY_SECONDS
  return (
    good.appeal +
    OWN_TASTE * dot(chooser.taste, good.style) +
    (match ? STYLE_MATCH * dot(match.style, good.style) : 0) -
    (budget === null ? chooser.priceSensitivity * price : 2 * (price - budget) ** 2) +
    (budget !== null && good.giftable ? SUGGESTED_GIFT : 0) +
    (reduced ? REDUCTION * good.reduction * chooser.priceSensitivity : 0) +
    NOVELTY * Math.exp(-age / NOVELTY_DAYS) +
    (now >= good.soldOutFrom ? SOLD_OUT : 0)
  )
}

/**
 * One of the products that exist by now, or undefined where none does.
 *
 * @param goods in the order in which the page shows them
 * @param bonus further utility of a product; -Infinity leaves it out
 */
export function choose(
  goods: readonly Good[],
  chooser: Chooser,
  random: Random,
  bonus: (good: Good) => number = () => 0,
): Good | undefined {
  let position = 0
  const weights = goods.map((good) => {
    if (!isKnown(good, chooser.now)) return 0
    position += 1
    return Math.exp(utility(good, chooser) + bonus(good) - POSITION * Math.log(position))
  })
  return goods[random.weighted(weights)]
}
