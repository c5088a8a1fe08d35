/**
 * @module What is simulated: the shops, and what is wrong or right with their canaries.
 */
import { type RolloutRules, rolloutRulesSchema } from '../../../edge-model/contract/index.ts'
import { type Effect, HEAVY_SHOP, NO_EFFECT, SHOP } from './shop.ts'
import type { Setting } from './simulate.ts'

const DEFAULT_RULES: RolloutRules = rolloutRulesSchema.parse({})

/** What a shop of 2,000 visitors a day can show within the deadline: a wide margin, and no small steps. */
export const SMALL_SHOP_RULES: RolloutRules = rolloutRulesSchema.parse({
  addToCartMargin: 0.2,
  revenueMargin: 0.4,
  tuning: 40_000,
})

const setting = (effect: Partial<Effect>, visitorsPerDay = 20_000): Setting => ({
  rules: DEFAULT_RULES,
  plan: [1, 5, 25, 50, 100],
  first: 1,
  shop: SHOP,
  visitorsPerDay,
  effect: { ...NO_EFFECT, ...effect },
})

const smallShop = (effect: Partial<Effect>): Setting => ({
  ...setting(effect, 2_000),
  rules: SMALL_SHOP_RULES,
  plan: [50, 100],
  first: 0,
})

const heavyShop = (revenueMargin: number): Setting => ({
  ...setting({}),
  shop: HEAVY_SHOP,
  rules: rolloutRulesSchema.parse({ revenueMargin }),
})

/** Those that the promises are about, in the order of table and chart. */
export const VERDICTS = [
  { name: 'no effect', setting: setting({}) },
  { name: '−10 % add-to-cart', setting: setting({ addToCart: -0.1 }) },
  { name: '+5 % add-to-cart', setting: setting({ addToCart: 0.05 }) },
] as const

export const BREAKAGES = [
  { name: '5 % of its visitors are not counted', setting: setting({ lost: 0.05 }) },
  { name: '2 % of its requests fail', setting: setting({ errorRate: 0.02 }) },
  { name: '2 % of its answers take 900 ms', setting: setting({ coldMs: 900, coldShare: 0.02 }) },
  { name: '15 % of its requests fall back to stable', setting: setting({ fallbackRate: 0.15 }) },
  { name: 'add-to-cart halved', setting: setting({ addToCart: -0.5 }) },
  { name: 'nobody can add to the cart from a shelf', setting: setting({ addToCart: -1 }) },
] as const

export const OTHER_SHOPS = [
  { name: '20,000 a day, heavier orders, no effect', setting: heavyShop(DEFAULT_RULES.revenueMargin) },
  { name: '20,000 a day, heavier orders, revenue margin 30 %, no effect', setting: heavyShop(0.3) },
  { name: '200,000 a day, no effect', setting: setting({}, 200_000) },
  { name: '200,000 a day, −10 %', setting: setting({ addToCart: -0.1 }, 200_000) },
  { name: '200,000 a day, +5 %', setting: setting({ addToCart: 0.05 }, 200_000) },
  { name: '2,000 a day, no effect', setting: setting({}, 2_000) },
  { name: '2,000 a day, −10 %', setting: setting({ addToCart: -0.1 }, 2_000) },
  { name: '2,000 a day, small shop’s rules, no effect', setting: smallShop({}) },
  { name: '2,000 a day, small shop’s rules, −10 %', setting: smallShop({ addToCart: -0.1 }) },
  { name: '2,000 a day, small shop’s rules, −30 %', setting: smallShop({ addToCart: -0.3 }) },
] as const
