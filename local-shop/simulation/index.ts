/**
 * @module The simulation of a shop's shoppers: a pure function from a catalog and a seed to sessions and orders.
 *
 * Visits arrive through the year. Each belongs to a household with tastes and things at home, has a reason, walks from
 * product page to product page, and may end in an order, which changes what the household needs next.
 */
import type { Catalog } from '../catalog/types.ts'
import { returnRates, settle } from './aftermath.ts'
import { arrivals, calendar, DAY_SECONDS, endOf } from './calendar.ts'
import { numberOrders } from './checkout.ts'
import { isKnown } from './choice.ts'
import { market } from './market.ts'
import { robotViews, testOrder } from './noise.ts'
import type { SimulationOptions } from './options.ts'
import { type Household, population } from './population.ts'
import { stream } from './random.ts'
import type { Order, Session } from './types.ts'
import { visit } from './visit.ts'

export { DEFAULT_OPTIONS, type SimulationOptions, simulationOptionsSchema } from './options.ts'
export type { Order, OrderLine, Session, ViewEvent } from './types.ts'

const VISITS_PER_ROBOT = 20_000
const VISITS_PER_TEST_ORDER = 10_000
/** Probability that a household comes back by itself when a consumable runs out. */
const REMEMBERS = 0.45
/** Share of visits that belong to households whose consumables have run out, as long as there are such. */
const RESTOCKING = 0.35

export interface Simulation {
  /** In order of their starts. */
  sessions: Session[]
  /** In order of their creation. */
  orders: Order[]
}

/**
 * Simulates the shop.
 *
 * @param catalog what is sold; its stock and reductions are those of the history's last day
 * @throws Error where no product of the catalog is published on the first day
 */
export function simulate(catalog: Catalog, options: SimulationOptions): Simulation {
  const { seed } = options
  const days = calendar(options)
  const first = days[0]?.start ?? 0
  const end = endOf(days)
  const shop = market(catalog, seed, end)
  if (!shop.goods.some((good) => isKnown(good, first))) {
    throw new Error('No product of the catalog is published on the first day; choose a later period.')
  }
  const households = population(shop, options)
  const rates = returnRates(catalog.kinds, seed)
  /** Households to come back, by the day of the history. */
  const reminders = days.map((): Household[] => [])
  const waiting: Household[] = []
  const sessions: Session[] = []
  const orders: Order[] = []
  let today = -1

  arrivals(days, options).forEach((arrival, index) => {
    const { at, day } = arrival
    const random = stream(seed, 'visit', index)
    const id = index + 1
    for (; today < day.index; today++) waiting.push(...(reminders[today + 1] ?? []))
    if (index % VISITS_PER_TEST_ORDER === VISITS_PER_TEST_ORDER / 4) {
      const test = testOrder(shop, at, day, random)
      if (test) orders.push(test)
    }
    if (index % VISITS_PER_ROBOT === VISITS_PER_ROBOT / 2) {
      sessions.push({ id, views: robotViews(shop, at, end, random) })
      return
    }
    const restocking = random.chance(RESTOCKING) ? waiting.shift() : undefined
    const household = restocking ?? households.somebody(random, at)
    const newcomer = household.orders === 0
    const made = visit(shop, household, arrival, end, seed, random)
    if (!made) return
    sessions.push({ id, views: made.views })
    if (made.order) orders.push(settle(made.order, newcomer, rates, end, random))
    for (const due of made.runOut) {
      if (random.chance(REMEMBERS)) reminders[Math.floor((due - first) / DAY_SECONDS)]?.push(household)
    }
  })
  return { sessions, orders: numberOrders(orders) }
}
