/**
 * @module The way of one visit from page to page: alternatives while choosing, complements once something is in the
 * cart, back to what was seen before, now and then something else altogether.
 */
import { type Bagged, considerBuying } from './buying.ts'
import { choose } from './choice.ts'
import { complementOf, demand, dueKinds, type Walker } from './intent.ts'
import type { Good } from './market.ts'
import type { Random } from './random.ts'

export interface View {
  good: Good
  /** Unix seconds. */
  at: number
}

export interface Walk {
  views: View[]
  cart: Bagged[]
  /** When the shopper left the last page. */
  endedAt: number
}

/** Probability of leaving after a page, by reason: who only looks around leaves sooner than who needs presents. */
const LEAVING = { browse: 0.19, complete: 0.18, restock: 0.17, gift: 0.13, new: 0.17, sale: 0.15 } as const
/** The same right after something went into the cart. */
const LEAVING_DONE = 0.2

const MOVES = ['alternative', 'back', 'complement', 'neighbour', 'elsewhere'] as const
type Move = (typeof MOVES)[number]
/** Where the next page is, in the order of MOVES, while nothing of the page's kind has been decided. */
const CHOOSING = [0.34, 0.1, 0.2, 0.11, 0.25]
/** The same once a product of that kind is in the cart. */
const DECIDED = [0.08, 0.05, 0.62, 0.06, 0.19]
/** The same for a visit to see new or reduced products or to find presents, which goes on more freely. */
const ROAMING = [0.22, 0.09, 0.16, 0.11, 0.42]

/** How far the household's own interests decide where "elsewhere" is; a present follows somebody else's. */
const OWN_INTEREST = 0.5
const GIVEN_INTEREST = 0.2
/** Utility lost by a page that was opened before. */
const SEEN_BEFORE = -1.5

/** Nobody looks at more pages than this; robots do, and are made elsewhere. */
const MOST_VIEWS = 60

/** Seconds on a page: 3, and a logarithmic normal distribution with median 35. */
const dwell = (random: Random): number => 3 + Math.round(35 * Math.exp(0.9 * random.normal()))

/**
 * Walks until the shopper has had enough.
 *
 * @param end unix seconds after which nothing is recorded
 */
export function walk(walker: Walker, end: number): Walk {
  const { intent, random } = walker
  const views: View[] = []
  const cart: Bagged[] = []
  let at = intent.chooser.now
  let good: Good | undefined = intent.first
  while (good && at < end && views.length < MOST_VIEWS) {
    views.push({ good, at })
    at += dwell(random)
    const bought = considerBuying(walker, good, cart)
    if (random.chance(bought ? LEAVING_DONE : LEAVING[intent.reason])) break
    good = nextPage(walker, good, views, cart)
  }
  return { views, cart, endedAt: at }
}

function nextPage(walker: Walker, current: Good, views: View[], cart: Bagged[]): Good | undefined {
  const { household, intent, random } = walker
  const decided = cart.some((line) => line.good.kind === current.kind)
  if (decided && intent.reason === 'restock') {
    const missing = dueKinds(household, intent.chooser.now).filter(
      (kind) => !cart.some((line) => line.good.kind === kind),
    )
    const supply = household.supplies.get(missing[random.below(missing.length)] ?? -1)
    if (supply) return supply.good
  }
  const roams = intent.reason === 'new' || intent.reason === 'sale' || intent.reason === 'gift'
  const move = MOVES[random.weighted(decided ? DECIDED : roams ? ROAMING : CHOOSING)] ?? 'elsewhere'
  const seen = new Set(views.map((view) => view.good))
  return follow(walker, move, current, seen) ?? follow(walker, 'elsewhere', current, seen)
}

/** The page that a move leads to; undefined where it leads nowhere, such as back from the first page. */
function follow(walker: Walker, move: Move, current: Good, seen: ReadonlySet<Good>): Good | undefined {
  const { market, household, day, random } = walker
  const { chooser, reason } = walker.intent
  const inKind = (kind: number | undefined, match: Good | null): Good | undefined =>
    choose(market.kinds[kind ?? -1]?.goods ?? [], { ...chooser, match }, random, (good) =>
      good === current ? Number.NEGATIVE_INFINITY : seen.has(good) ? SEEN_BEFORE : 0,
    )
  switch (move) {
    case 'alternative':
      return inKind(current.kind, current)
    case 'back':
      return choose(
        [...seen].filter((good) => good !== current),
        chooser,
        random,
      )
    case 'complement':
      return inKind(complementOf(market, household, current, day, random), current)
    case 'neighbour': {
      const near = market.kinds[current.kind]?.neighbours ?? []
      return inKind(near[random.below(near.length)], chooser.match)
    }
    case 'elsewhere': {
      const interest = reason === 'gift' ? GIVEN_INTEREST : OWN_INTEREST
      return inKind(random.weighted(demand(market, household, day, interest)), null)
    }
  }
}
