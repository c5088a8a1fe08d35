/**
 * @module The way of one visit from page to page: alternatives while choosing, complements once something is in the
 * cart, back to what was seen before, now and then something else altogether.
 */
import { type Bagged, considerBuying } from './buying.ts'
import type { Day } from './calendar.ts'
import { choose } from './choice.ts'
import { complementOf, demand, dueKinds, type Intent } from './intent.ts'
import type { Good, Market } from './market.ts'
import type { Household } from './population.ts'
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

/** Probability of leaving after a page, by reason: who only looks around leaves sooner than who needs coffee. */
const LEAVING = { browse: 0.19, complete: 0.18, restock: 0.17, gift: 0.13, new: 0.17, sale: 0.15 } as const
/** The same right after something went into the cart. */
const LEAVING_DONE = 0.2
/** Where the next page is, while nothing has been decided: weights, normalised when drawn. */
const CHOOSING = { alternative: 0.42, back: 0.1, complement: 0.2, neighbour: 0.14, elsewhere: 0.14 } as const
/** The same once something is in the cart. */
const BOUGHT = { alternative: 0.08, back: 0.05, complement: 0.66, neighbour: 0.08, elsewhere: 0.13 } as const
/** Where a visit to look at new or reduced products, or to find presents, goes on more freely. */
const ROAMING = { alternative: 0.26, back: 0.09, complement: 0.17, neighbour: 0.16, elsewhere: 0.32 } as const

/** Nobody looks at more pages than this; robots do, and are made elsewhere. */
const MOST_VIEWS = 60

/** Seconds on a page: a logarithmic normal distribution with median 38. */
const dwell = (random: Random): number => 3 + Math.round(35 * Math.exp(0.9 * random.normal()))

type Move = keyof typeof CHOOSING

export function walk(
  market: Market,
  household: Household,
  intent: Intent,
  day: Day,
  end: number,
  random: Random,
): Walk {
  const { chooser, reason } = intent
  const views: View[] = []
  const cart: Bagged[] = []
  const settled = new Set<number>()
  let at = chooser.now
  let good: Good | undefined = intent.first

  while (good && at < end && views.length < MOST_VIEWS) {
    views.push({ good, at })
    at += dwell(random)
    const bought = considerBuying(market, household, intent, good, cart, settled, random)
    if (bought) settled.add(good.kind)
    if (random.chance(bought ? LEAVING_DONE : LEAVING[reason])) break
    good = nextPage(good, bought || settled.has(good.kind))
  }
  return { views, cart, endedAt: at }

  function nextPage(current: Good, done: boolean): Good | undefined {
    if (done && reason === 'restock') {
      const due = dueKinds(household, at).filter((kind) => !settled.has(kind))
      const supply = household.supplies.get(due[random.below(due.length)] ?? -1)
      if (supply) return supply.good
    }
    const roams = reason === 'new' || reason === 'sale' || reason === 'gift'
    const moves = done ? BOUGHT : roams ? ROAMING : CHOOSING
    const names: Move[] = ['alternative', 'back', 'complement', 'neighbour', 'elsewhere']
    const move = names[random.weighted(names.map((name) => moves[name]))] ?? 'elsewhere'
    return take(move, current) ?? take('elsewhere', current)
  }

  function take(move: Move, current: Good): Good | undefined {
    const seen = new Set(views.map((view) => view.good))
    const fresh = (one: Good): number =>
      one === current ? Number.NEGATIVE_INFINITY : seen.has(one) ? -1.5 : 0
    const inKind = (kind: number | undefined, match: Good | null): Good | undefined =>
      kind === undefined
        ? undefined
        : choose(market.kinds[kind]?.goods ?? [], { ...chooser, match }, random, fresh)
    switch (move) {
      case 'alternative':
        return inKind(current.kind, current)
      case 'back': {
        const earlier = [...seen].filter((one) => one !== current)
        return choose(earlier, chooser, random)
      }
      case 'complement':
        return inKind(complementOf(market, household, current, day, random), current)
      case 'neighbour': {
        const near = market.kinds[current.kind]?.neighbours ?? []
        return inKind(near[random.below(near.length)], chooser.match)
      }
      case 'elsewhere':
        return inKind(random.weighted(demand(market, household, day, roamsFreely() ? 0.2 : 0.5)), null)
    }
  }

  function roamsFreely(): boolean {
    return reason === 'gift'
  }
}
