/**
 * @module The shop of the rollout simulation: base rates, and what one arm counts in an hour.
 */
import { type ArmCounts, LATENCY_EDGES_MS, latencyBin, noCounts } from '../../../edge-model/contract/index.ts'
import { drawBinomial, drawNormal, type Random } from './draw.ts'

export const SHOP = {
  /** Visitors who add a product to the cart from a shelf. */
  addToCart: 0.04,
  /** Who orders: of those who added from a shelf, and of all others. Together 2.5 % of the visitors. */
  buysAfterAdding: 0.3,
  buysOtherwise: 0.0135,
  /** An order's value is lognormal: mean 65, standard deviation 85 of the currency. */
  orderMedianCents: 3942,
  orderSigma: 1,
  /** Buyers who order a second time in the same step. */
  ordersAgain: 0.05,
  requestsPerVisitor: 5,
  errorRate: 0.001,
  fallbackRate: 0.005,
  /** Answers take 5 ms, or, in an isolate that has just started, 350 ms. */
  warmMs: 5,
  coldMs: 350,
  coldShare: 0.004,
} as const
export type Shop = Record<keyof typeof SHOP, number>

/** The same mean, three times the spread: a shop that sells to resellers too. */
export const HEAVY_SHOP: Shop = { ...SHOP, orderMedianCents: 2110, orderSigma: 1.5 }

/** What is wrong, or right, with an arm. */
export interface Effect {
  /** Relative change of the add-to-cart rate; orders follow as far as they come from shelves. */
  addToCart: number
  /** Share of the visitors who are never counted. */
  lost: number
  errorRate: number
  fallbackRate: number
  /** Slow answers: how many, and how slow. */
  coldShare: number
  coldMs: number
}
export const NO_EFFECT: Effect = {
  addToCart: 0,
  lost: 0,
  errorRate: SHOP.errorRate,
  fallbackRate: SHOP.fallbackRate,
  coldShare: SHOP.coldShare,
  coldMs: SHOP.coldMs,
}

/** Visitors of an hour: the busiest, at nine in the evening, has some six times those of the quietest. */
export function visitorsOfHour(perDay: number, hour: number): number {
  return Math.round((perDay / 24) * (1 + 0.7 * Math.cos((2 * Math.PI * (hour - 21)) / 24)))
}

/** Counts of `arrived` visitors, drawn as sums. */
export function drawArm(random: Random, arrived: number, effect: Effect, shop: Shop = SHOP): ArmCounts {
  const visitors = arrived - drawBinomial(random, arrived, effect.lost)
  const adders = drawBinomial(random, visitors, shop.addToCart * (1 + effect.addToCart))
  const buyers =
    drawBinomial(random, adders, shop.buysAfterAdding) +
    drawBinomial(random, visitors - adders, shop.buysOtherwise)
  const counts = { ...noCounts(), visitors, adders }
  for (let buyer = 0; buyer < buyers; buyer++) addBuyer(random, counts, shop)
  return addRequests(random, counts, effect, shop)
}

/** The same visitor by visitor: the long way, to check the short one. */
export function drawArmByVisitor(
  random: Random,
  arrived: number,
  effect: Effect,
  shop: Shop = SHOP,
): ArmCounts {
  const counts = noCounts()
  for (let visitor = 0; visitor < arrived; visitor++) {
    if (random() < effect.lost) continue
    counts.visitors++
    const adds = random() < shop.addToCart * (1 + effect.addToCart)
    if (adds) counts.adders++
    if (random() < (adds ? shop.buysAfterAdding : shop.buysOtherwise)) addBuyer(random, counts, shop)
  }
  return addRequests(random, counts, effect, shop)
}

function addBuyer(random: Random, counts: ArmCounts, shop: Shop): void {
  const orders = random() < shop.ordersAgain ? 2 : 1
  let spent = 0
  for (let order = 0; order < orders; order++) {
    spent += Math.round(shop.orderMedianCents * Math.exp(shop.orderSigma * drawNormal(random)))
  }
  counts.buyers++
  counts.orders += orders
  counts.revenue += BigInt(spent)
  counts.revenueSquares += BigInt(spent) ** 2n
}

function addRequests(random: Random, counts: ArmCounts, effect: Effect, shop: Shop): ArmCounts {
  const requests = counts.visitors * shop.requestsPerVisitor
  const errors = drawBinomial(random, requests, effect.errorRate)
  const cold = drawBinomial(random, requests - errors, effect.coldShare)
  const latency = Array.from({ length: LATENCY_EDGES_MS.length + 1 }, () => 0)
  latency[latencyBin(shop.warmMs)] = requests - errors - cold
  latency[latencyBin(effect.coldMs)] = cold
  const fallbacks = drawBinomial(random, requests - errors, effect.fallbackRate)
  return { ...counts, requests, errors, fallbacks, latency }
}
