/**
 * @module The simulation's parts that have a law of their own: random numbers, the calendar, choice, refunds.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate, returnRates, settle } from '../../../local-shop/simulation/aftermath.ts'
import { arrivals, calendar, endOf, firstAbove } from '../../../local-shop/simulation/calendar.ts'
import { type Chooser, choose } from '../../../local-shop/simulation/choice.ts'
import { type Order, simulate } from '../../../local-shop/simulation/index.ts'
import { market } from '../../../local-shop/simulation/market.ts'
import { stream } from '../../../local-shop/simulation/random.ts'
import { smallCatalog } from '../../support/small-catalog.ts'

const options = { seed: 7, sessions: 500, until: '2026-11-01', days: 365 }
const catalog = smallCatalog()

describe('random numbers', () => {
  it('come in independent, repeatable streams', () => {
    const take = (seed: number, name: string, index: number): number[] => {
      const random = stream(seed, name, index)
      return Array.from({ length: 8 }, () => random.next())
    }
    expect(take(7, 'visit', 3)).toEqual(take(7, 'visit', 3))
    const others = [take(7, 'visit', 4), take(7, 'household', 3), take(8, 'visit', 3)]
    for (const other of others) expect(other).not.toEqual(take(7, 'visit', 3))
  })

  it('are uniform, normal and weighted as they say', () => {
    const random = stream(1, 'test')
    const n = 20_000
    const bins = new Array<number>(10).fill(0)
    for (let i = 0; i < n; i++) {
      const bin = Math.floor(random.next() * 10)
      bins[bin] = (bins[bin] ?? 0) + 1
    }
    for (const bin of bins) expect(Math.abs(bin - n / 10)).toBeLessThan(250)
    const normals = Array.from({ length: n }, () => random.normal())
    const mean = normals.reduce((sum, x) => sum + x, 0) / n
    expect(mean).toBeCloseTo(0, 1)
    expect(normals.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n).toBeCloseTo(1, 1)
    const picks = Array.from({ length: n }, () => random.weighted([1, 0, 3]))
    expect(picks).not.toContain(1)
    expect(picks.filter((pick) => pick === 2).length / n).toBeCloseTo(0.75, 1)
    expect(random.weighted([0, 0])).toBe(-1)
    expect(random.weighted([])).toBe(-1)
  })
})

describe('the calendar', () => {
  it('runs on New York time', () => {
    const days = calendar({ ...options, until: '2026-03-10', days: 3 })
    expect(days.map((day) => day.utcOffset / 3600)).toEqual([-5, -4, -4])
    expect(new Date((days[0]?.start ?? 0) * 1000).toISOString()).toBe('2026-03-07T05:00:00.000Z')
    expect(new Date(endOf(days) * 1000).toISOString()).toBe('2026-03-10T04:00:00.000Z')
  })

  it('finds Black Friday in every year', () => {
    for (const [until, date] of [
      ['2025-12-01', '2025-11-28'],
      ['2026-12-01', '2026-11-27'],
      ['2028-12-01', '2028-11-24'],
    ] as const) {
      const first = calendar({ ...options, until, days: 30 }).find((day) => day.blackFriday)
      expect(first && new Date(first.start * 1000).toISOString().slice(0, 10)).toBe(date)
    }
  })

  it('makes as many arrivals as asked for, in order, by day more than by night', () => {
    const days = calendar(options)
    const all = arrivals(days, { ...options, sessions: 5000 })
    expect(all).toHaveLength(5000)
    expect(all.map((one) => one.at)).toEqual(all.map((one) => one.at).sort((a, b) => a - b))
    const hours = all.map(({ at, day }) => new Date((at + day.utcOffset) * 1000).getUTCHours())
    const between = (from: number, to: number): number => hours.filter((h) => h >= from && h < to).length
    expect(between(19, 22)).toBeGreaterThan(5 * between(2, 5))
  })

  it('finds the first entry above a value', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1 }), fc.nat(60), (values, value) => {
        const ascending = values.sort((a, b) => a - b)
        const expected = ascending.findIndex((entry) => entry > value)
        expect(firstAbove(ascending, value)).toBe(expected === -1 ? ascending.length - 1 : expected)
      }),
    )
  })
})

describe('choice', () => {
  const end = endOf(calendar(options))
  const shop = market(catalog, 7, end)
  const goods = shop.kinds.find((kind) => kind.goods.length > 1)?.goods ?? []
  const chooser: Chooser = {
    taste: new Float64Array(5),
    priceSensitivity: 1,
    budget: null,
    match: null,
    now: end,
    blackFriday: false,
  }
  const meanPrice = (priceSensitivity: number): number => {
    const random = stream(1, 'choice')
    let sum = 0
    for (let i = 0; i < 4000; i++) {
      sum += choose(goods, { ...chooser, priceSensitivity }, random)?.priceLevel ?? Number.NaN
    }
    return sum / 4000
  }

  it('goes to cheaper products where money is tight', () => {
    expect(meanPrice(3)).toBeLessThan(meanPrice(0.3))
  })

  it('follows taste, and leaves out what is not there yet', () => {
    const loved = goods[1]
    if (!loved) throw new Error('the small catalog needs two products of a kind')
    const share = (taste: Float64Array): number => {
      const random = stream(2, 'choice')
      let hits = 0
      for (let i = 0; i < 4000; i++) if (choose(goods, { ...chooser, taste }, random) === loved) hits++
      return hits / 4000
    }
    expect(share(loved.style)).toBeGreaterThan(1.5 * share(loved.style.map((value) => -value)))
    const before = Math.min(...goods.map((good) => good.publishedAt)) - 1
    expect(choose(goods, { ...chooser, now: before }, stream(3, 'choice'))).toBeUndefined()
  })
})

describe('after checkout', { timeout: 60_000 }, () => {
  it('splits sums to the cent', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.array(fc.nat(100_000), { minLength: 1, maxLength: 12 }),
        (sum, weights) => {
          const parts = allocate(sum, weights)
          expect(parts.reduce((total, part) => total + part, 0)).toBe(sum)
          const whole = weights.reduce((total, weight) => total + weight, 0)
          parts.forEach((part, i) => {
            if (whole > 0) expect(Math.abs(part - (sum * (weights[i] ?? 0)) / whole)).toBeLessThan(1)
          })
        },
      ),
    )
  })

  it('brings more back from first orders, and nothing after the last day', () => {
    const { orders } = simulate(catalog, { ...options, sessions: 3000 })
    const sent = orders.flatMap((order): Order[] =>
      order.financialStatus === 'paid' && order.fulfilledAt !== null ? [order] : [],
    )
    const rates = returnRates(catalog.kinds, 7)
    const returned = (first: boolean, daysAfterShipping: number): number =>
      sent
        .flatMap((order, i) => {
          const exported = (order.fulfilledAt ?? 0) + daysAfterShipping * 86_400
          return [0, 1, 2, 3].map((n) => settle(order, first, rates, exported, stream(n, 'after', i)))
        })
        .filter((order) => order.tags.includes('returned')).length
    expect(sent.length).toBeGreaterThan(200)
    expect(returned(true, 60)).toBeGreaterThan(1.4 * returned(false, 60))
    expect(returned(true, 15)).toBeLessThan(returned(true, 60))
    expect(returned(true, 4)).toBe(0)
  })
})
