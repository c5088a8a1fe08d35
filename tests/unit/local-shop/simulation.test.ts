/**
 * @module What the simulated history must be for anybody to learn from it: possible, seasonal, and full of the structure
 * that the catalog's kinds promise.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { buildCatalog } from '../../../local-shop/catalog/index.ts'
import { calendar, endOf } from '../../../local-shop/simulation/calendar.ts'
import { type Order, type Simulation, simulate } from '../../../local-shop/simulation/index.ts'
import { offers } from '../../../local-shop/simulation/offers.ts'
import { summarize } from '../../../local-shop/simulation/summary.ts'

const catalog = buildCatalog()
const options = { seed: 3, sessions: 12_000, until: '2026-11-01', days: 365 }
const end = endOf(calendar(options))
const products = new Map(catalog.products.map((product) => [product.id, product]))
const consumables = new Set(catalog.kinds.filter((kind) => kind.restockDays !== null).map((kind) => kind.key))
const offer = offers(options.seed, end)

let history: Simulation
let bought: Order[]
let people: Simulation['sessions']

beforeAll(() => {
  history = simulate(catalog, options)
  bought = history.orders.filter((order) => !order.tags.includes('test'))
  people = history.sessions.filter((session) => session.views.length < 200)
}, 60_000)

const monthOf = (at: number): number => new Date((at - 5 * 3600) * 1000).getUTCMonth()

describe('a simulated history', () => {
  it('has the visits that were asked for, in order, within its days', () => {
    expect(history.sessions.map((session) => session.id)).toEqual(
      Array.from({ length: options.sessions }, (_, i) => i + 1),
    )
    let before = calendar(options)[0]?.start ?? Number.NaN
    for (const { views } of history.sessions) {
      expect(views[0]?.at).toBeGreaterThanOrEqual(before)
      before = views[0]?.at ?? Number.NaN
      for (let i = 1; i < views.length; i++) expect(views[i]?.at).toBeGreaterThan(views[i - 1]?.at ?? 0)
      expect(views.at(-1)?.at).toBeLessThan(end)
    }
  })

  it('shows and sells nothing before it is published', () => {
    for (const { views } of history.sessions) {
      for (const { productId, at } of views) {
        const product = products.get(productId)
        expect(product && offer.publishedAt(product)).toBeLessThanOrEqual(at)
      }
    }
    for (const order of history.orders) {
      for (const { productId } of order.lines) {
        const product = products.get(productId)
        expect(product && offer.publishedAt(product)).toBeLessThanOrEqual(order.createdAt)
      }
    }
  })

  it('sells no variant after its stock is gone, though its page is still opened', () => {
    let soldBefore = 0
    for (const order of history.orders) {
      for (const { productId, variantId } of order.lines) {
        const product = products.get(productId)
        const variant = product?.variants.find((one) => one.id === variantId)
        if (!product || !variant) throw new Error('sold what the catalog does not have')
        expect(order.createdAt).toBeLessThan(offer.soldOutFrom(product, variant))
        if (variant.quantityAvailable === 0) soldBefore++
      }
    }
    const goneFrom = (id: number): number => {
      const product = products.get(id)
      return product
        ? Math.max(...product.variants.map((v) => offer.soldOutFrom(product, v)))
        : Number.POSITIVE_INFINITY
    }
    const viewedAfter = people.flatMap(({ views }) =>
      views.filter(({ productId, at }) => at > goneFrom(productId)),
    )
    expect(soldBefore).toBeGreaterThan(0)
    expect(viewedAfter.length).toBeGreaterThan(0)
  })

  it('charges the price of the day', () => {
    let reduced = 0
    let regular = 0
    for (const order of bought) {
      for (const { productId, variantId, price, compareAtPrice } of order.lines) {
        const variant = products.get(productId)?.variants.find((one) => one.id === variantId)
        if (!variant || variant.compareAtPrice === null) continue
        expect([variant.price, variant.compareAtPrice]).toContain(price)
        expect(compareAtPrice).toBe(price === variant.price ? variant.compareAtPrice : null)
        if (compareAtPrice === null) regular++
        else reduced++
      }
    }
    expect(Math.min(reduced, regular)).toBeGreaterThan(0)
  })

  it('has households that buy consumables again, and durables hardly', () => {
    const counts = new Map<string, number>()
    for (const order of bought.filter((one) => !one.gift)) {
      for (const kind of new Set(order.lines.map((line) => line.kind))) {
        const key = `${order.email} ${kind}`
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
    }
    const again = (wanted: boolean): number => {
      const some = [...counts].filter(([key]) => consumables.has(key.split(' ')[1] ?? '') === wanted)
      return some.filter(([, count]) => count > 1).length / some.length
    }
    expect(again(true)).toBeGreaterThan(0.25)
    expect(again(false)).toBeLessThan(0.03)
  })

  it('brings households back when a consumable has run out', () => {
    const last = new Map<string, number>()
    const spans: number[] = []
    const restockDays = new Map(catalog.kinds.map((kind) => [kind.key, kind.restockDays]))
    for (const { email, createdAt, lines } of bought.filter((one) => !one.gift)) {
      for (const { kind, quantity } of lines) {
        const expected = restockDays.get(kind)
        if (!expected || quantity > 1) continue
        const before = last.get(`${email} ${kind}`)
        if (before !== undefined) spans.push((createdAt - before) / 86_400 / expected)
        last.set(`${email} ${kind}`, createdAt)
      }
    }
    spans.sort((a, b) => a - b)
    expect(spans[spans.length >> 1]).toBeLessThan(1.6)
  })

  it('puts complements into one basket at least twice as often as chance', () => {
    const baskets = bought
      .map((order) => new Set(order.lines.map((line) => line.kind)))
      .filter((kinds) => kinds.size > 1)
    const share = (...kinds: string[]): number =>
      baskets.filter((basket) => kinds.every((kind) => basket.has(kind))).length / baskets.length
    let together = 0
    let byChance = 0
    for (const { key, complements } of catalog.kinds) {
      for (const { kind } of complements) {
        together += share(key, kind)
        byChance += share(key) * share(kind)
      }
    }
    expect(together / byChance).toBeGreaterThan(2)
  })

  it('knows the seasons', () => {
    const viewsOf = (kinds: string[], months: number[]): number => {
      const inMonths = people.filter(({ views }) => months.includes(monthOf(views[0]?.at ?? 0)))
      const all = inMonths.flatMap((session) => session.views)
      return (
        all.filter(({ productId }) => kinds.includes(products.get(productId)?.kind ?? '')).length / all.length
      )
    }
    const garden = ['planter', 'watering-can', 'seeds', 'secateurs']
    const winter = ['advent-calendar', 'ornament', 'throw']
    expect(viewsOf(garden, [3, 4, 5])).toBeGreaterThan(2 * viewsOf(garden, [10, 11, 0]))
    expect(viewsOf(winter, [10, 11])).toBeGreaterThan(2 * viewsOf(winter, [5, 6, 7]))
  })

  it('swells on Black Friday and before Christmas', () => {
    const onDay = (date: string): number => {
      const start = Date.parse(`${date}T05:00:00Z`) / 1000
      return history.sessions.filter(({ views }) => {
        const at = views[0]?.at ?? 0
        return at >= start && at < start + 86_400
      }).length
    }
    const ordinary = onDay('2025-11-07')
    expect(onDay('2025-11-28')).toBeGreaterThan(2 * ordinary)
    expect(onDay('2025-12-12')).toBeGreaterThan(1.3 * ordinary)
    expect(onDay('2025-12-25')).toBeLessThan(ordinary)
  })

  it('gives new products a wave of attention', () => {
    const fresh = catalog.products.filter(
      ({ publishedAt }) => publishedAt >= '2025-12' && publishedAt < '2026-06',
    )
    // Its share among the products of its kind: the season moves all of those alike.
    const share = (id: number, kind: string, from: number, to: number): number => {
      const views = people
        .flatMap((session) => session.views)
        .filter(({ at, productId }) => at >= from && at < to && products.get(productId)?.kind === kind)
      return views.filter(({ productId }) => productId === id).length / Math.max(1, views.length)
    }
    const mean = (fromDay: number, toDay: number): number =>
      fresh.reduce((sum, product) => {
        const start = offer.publishedAt(product)
        return sum + share(product.id, product.kind, start + fromDay * 86_400, start + toDay * 86_400)
      }, 0) / fresh.length
    expect(fresh.length).toBeGreaterThan(10)
    expect(mean(0, 21)).toBeGreaterThan(1.6 * mean(60, 130))
  })

  it('has a long tail', () => {
    const counts = new Map<number, number>()
    for (const { views } of people) {
      for (const { productId } of views) counts.set(productId, (counts.get(productId) ?? 0) + 1)
    }
    const descending = [...counts.values()].sort((a, b) => b - a)
    const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)
    const tenth = Math.floor(products.size / 10)
    expect(sum(descending.slice(0, tenth)) / sum(descending)).toBeGreaterThan(0.3)
    expect(counts.size).toBeGreaterThan(0.95 * products.size)
  })

  it('holds a robot, test orders, returns and cancellations, and says so', () => {
    const summary = summarize(history)
    expect(history.sessions.length - people.length).toBe(1)
    const tests = history.orders.filter((order) => order.paymentMethod === 'bogus')
    expect(tests.map((order) => order.tags)).toEqual([['test']])
    expect(summary).toMatchObject({ sessions: 12_000, orders: history.orders.length, testOrders: 1 })
    expect(summary.returns).toBeGreaterThan(0)
    expect(summary.cancelled).toBeGreaterThan(0)
  })

  it('names nobody', () => {
    for (const order of history.orders) expect(order.email).toMatch(/^(shopper-\d{5}|staff)@example\.com$/)
  })

  it('refuses a period in which the shop had nothing yet', () => {
    expect(() => simulate(catalog, { ...options, until: '2020-01-01' })).toThrow(/published/)
  })
})
