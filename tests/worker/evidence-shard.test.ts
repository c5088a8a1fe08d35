import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  armCountsSchema,
  LATENCY_EDGES_MS,
  latencyBin,
  noCounts,
  type StorefrontEvent,
} from '../../edge-model/contract/index.ts'
import { envSchema } from '../../edge-model/env.ts'
import type { CountedArm } from '../../edge-model/evidence/experiments.ts'
import type { Exposure } from '../../edge-model/evidence/shard.ts'
import { ROWS_A_SWEEP, ROWS_KEPT_MS } from '../../edge-model/evidence/shard-tables.ts'

const { EVIDENCE } = envSchema.parse(env)
const newShard = () => EVIDENCE.getByName(`test:${crypto.randomUUID()}`)
type Shard = ReturnType<typeof newShard>

const exposure = (visitorId: string, arm: CountedArm, experiment = 'step'): Exposure => ({
  visitorId,
  parts: [{ experiment, arm }],
  failed: false,
  fellBack: false,
})
const order = (orderId: string, revenue: number, currency = 'EUR'): StorefrontEvent => ({
  type: 'order',
  orderId,
  revenue,
  currency,
})
const add: StorefrontEvent = { type: 'add', slot: 'cart' }

const count = (shard: Shard, visitorId: string, events: StorefrontEvent[], experiments = ['step']) =>
  shard.count([{ visitorId, experiments, events }], 'EUR')

/** Counts of an experiment by arm. */
async function countsOf(shard: Shard, experiment = 'step') {
  const [found] = await shard.read([experiment])
  const of = (arm: CountedArm) => {
    const counts = found?.arms.find((stored) => stored.arm === arm)?.counts
    return counts === undefined ? noCounts() : armCountsSchema.parse(counts)
  }
  return { stable: of('stable'), canary: of('canary'), foreignOrders: found?.foreignOrders }
}

describe('a shard', () => {
  it('counts a visitor once, in the arm of the first exposure, and each request', async () => {
    const shard = newShard()
    await shard.expose([exposure('a', 'stable'), exposure('b', 'canary'), exposure('a', 'stable')])
    await shard.expose([
      exposure('a', 'canary'),
      { ...exposure('b', 'canary'), failed: true, fellBack: true },
    ])
    expect(await countsOf(shard)).toMatchObject({
      stable: { visitors: 1, requests: 3, errors: 0, fallbacks: 0 },
      canary: { visitors: 1, requests: 2, errors: 1, fallbacks: 1 },
    })
  })

  it('drops what visitors do who were not exposed in the experiment', async () => {
    const shard = newShard()
    await shard.expose([exposure('a', 'stable', 'earlier step')])
    expect(await count(shard, 'a', [add, order('1', 500)])).toEqual({ counted: 0, foreignOrders: 0 })
    expect((await countsOf(shard)).stable).toEqual(noCounts())
    expect((await countsOf(shard, 'earlier step')).stable).toMatchObject({
      visitors: 1,
      adders: 0,
      orders: 0,
    })
  })

  it('lets what overtook its exposure wait for it, an order once, never for another experiment', async () => {
    const shard = newShard()
    expect(await count(shard, 'a', [add, order('1', 500), order('1', 500)])).toEqual({
      counted: 0,
      foreignOrders: 0,
    })
    await shard.expose([exposure('a', 'canary', 'another step'), exposure('b', 'canary')])
    expect((await countsOf(shard)).canary).toMatchObject({ visitors: 1, adders: 0, orders: 0 })
    await shard.expose([exposure('a', 'canary')])
    await shard.expose([exposure('a', 'canary')])
    expect((await countsOf(shard)).canary).toMatchObject({ visitors: 2, adders: 1, orders: 1, revenue: 500n })
    expect((await countsOf(shard, 'another step')).canary).toMatchObject({ visitors: 1, adders: 0 })
  })

  it('lets nothing wait for longer than two runs of the controller, nor more than a little', async () => {
    const shard = newShard()
    await count(shard, 'a', [add])
    await shard.keepOnly(['step'], 0)
    await shard.keepOnly(['step'], 0)
    await count(
      shard,
      'b',
      Array.from({ length: 30 }, (_, n) => order(String(n), 1)),
    )
    await shard.keepOnly(['step'], 0)
    await shard.expose([exposure('a', 'stable'), exposure('b', 'stable')])
    expect((await countsOf(shard)).stable).toMatchObject({ visitors: 2, adders: 0, orders: 20 })
  })

  it('counts adders, buyers and orders; the same order once, however often it is sent', async () => {
    const shard = newShard()
    await shard.expose([exposure('a', 'canary'), exposure('b', 'canary')])
    expect(await count(shard, 'a', [add, add, order('1', 300), order('1', 300)])).toMatchObject({
      counted: 3,
    })
    expect(await count(shard, 'a', [order('1', 300), order('2', 400)])).toMatchObject({ counted: 1 })
    expect(await count(shard, 'b', [order('3', 50)])).toMatchObject({ counted: 1 })
    expect((await countsOf(shard)).canary).toMatchObject({
      ...{ visitors: 2, adders: 1, orders: 3, buyers: 2 },
      ...{ revenue: 750n, revenueSquares: 700n ** 2n + 50n ** 2n },
    })
  })

  it('keeps sums exact beyond 2^53', async () => {
    const shard = newShard()
    const most = 1_000_000_000
    await shard.expose([exposure('a', 'stable'), exposure('b', 'stable')])
    const orders = Array.from({ length: 40 }, (_, i) => order(String(i), most - i))
    await count(shard, 'a', orders)
    await count(shard, 'b', [order('b', most - 7), order('c', 3)])
    const spent = orders.reduce((sum, _, i) => sum + BigInt(most - i), 0n)
    const { stable } = await countsOf(shard)
    expect(stable.revenue).toBe(spent + BigInt(most - 4))
    expect(stable.revenueSquares).toBe(spent ** 2n + BigInt(most - 4) ** 2n)
    expect(stable.revenueSquares > 2n ** 70n).toBe(true)
  })

  it('counts no order in a foreign currency, and tells of it', async () => {
    const shard = newShard()
    await shard.expose([exposure('a', 'stable')])
    expect(await count(shard, 'a', [order('1', 500, 'USD'), order('2', 70)])).toEqual({
      counted: 1,
      foreignOrders: 1,
    })
    expect(await countsOf(shard)).toMatchObject({ stable: { orders: 1, revenue: 70n }, foreignOrders: 1 })
  })

  it('counts calls as the storefront saw them', async () => {
    const shard = newShard()
    await shard.expose([exposure('a', 'canary')])
    await count(shard, 'a', [
      { type: 'call', outcome: 'answered', milliseconds: 42 },
      { type: 'call', outcome: 'late', milliseconds: 300 },
      { type: 'call', outcome: 'failed', milliseconds: 2 },
    ])
    const { latency, fallbacks } = (await countsOf(shard)).canary
    expect(fallbacks).toBe(2)
    expect(latency.flatMap((n, bin) => Array.from({ length: n }, () => bin))).toEqual([
      latencyBin(42),
      LATENCY_EDGES_MS.length,
    ])
  })

  it('counts on after it was evicted from memory', async () => {
    const shard = newShard()
    await shard.expose([exposure('a', 'stable')])
    await evictDurableObject(shard)
    await shard.expose([exposure('a', 'canary')])
    expect((await countsOf(shard)).stable).toMatchObject({ visitors: 1, requests: 2 })
  })
})

describe('what a shard stores of a visitor', () => {
  const rows = (shard: Shard) =>
    runInDurableObject(shard, (_, state) => ({
      visitors: state.storage.sql.exec('SELECT * FROM visitors').toArray(),
      orders: state.storage.sql.exec('SELECT * FROM orders').toArray(),
    }))

  it('is a keyed hash, never the id, and differs from shard to shard', async () => {
    const [one, other] = [newShard(), newShard()]
    for (const shard of [one, other]) {
      await shard.expose([exposure('visitor-id-in-clear', 'stable')])
      await count(shard, 'visitor-id-in-clear', [order('order-in-clear', 5)])
    }
    const dump = async (shard: Shard) =>
      JSON.stringify(await rows(shard), (_, value) =>
        value instanceof ArrayBuffer ? new TextDecoder('latin1').decode(value) : value,
      )
    expect(await dump(one)).not.toContain('clear')
    expect((await rows(one)).visitors[0]?.visitor).toHaveProperty('byteLength', 16)
    expect(await dump(one)).not.toBe(await dump(other))
  })

  it('is deleted a day after the experiment ended, while the totals stay closed', async () => {
    const shard = newShard()
    await shard.expose([exposure('a', 'stable', 'old'), exposure('a', 'stable', 'new')])
    await count(shard, 'a', [order('1', 100)], ['old', 'new'])
    await shard.keepOnly(['new'], 1_000)
    await shard.keepOnly(['new'], 1_000 + ROWS_KEPT_MS - 1)
    expect(await rows(shard)).toMatchObject({ visitors: { length: 2 }, orders: { length: 2 } })
    await shard.keepOnly(['new'], 1_000 + ROWS_KEPT_MS)
    expect(await rows(shard)).toMatchObject({ visitors: { length: 1 }, orders: { length: 1 } })
    const closed = await runInDurableObject(shard, (_, { storage }) =>
      storage.sql
        .exec('SELECT counts FROM arms JOIN experiments ON experiment = id WHERE closed_name = ?', 'old')
        .one(),
    )
    expect(closed.counts).toContain('"orders":1')
    expect((await countsOf(shard, 'new')).stable.orders).toBe(1)
    // One of the same name starts anew.
    await shard.expose([exposure('b', 'stable', 'old')])
    expect((await countsOf(shard, 'old')).stable).toMatchObject({ visitors: 1, orders: 0 })
  })

  it('is deleted some thousands at a time', async () => {
    const shard = newShard()
    const ids = Array.from({ length: ROWS_A_SWEEP / 4 }, (_, n) => `v${n}`)
    for (let part = 0; part < 5; part++) {
      await shard.expose(ids.map((id) => exposure(`${part} ${id}`, 'stable', 'old')))
    }
    await shard.keepOnly(['new'], 0)
    const left = async () =>
      runInDurableObject(shard, (_, { storage }) =>
        storage.sql
          .exec('SELECT count(*) AS n, (SELECT swept FROM experiments) AS swept FROM visitors')
          .one(),
      )
    await shard.keepOnly(['new'], ROWS_KEPT_MS)
    expect(await left()).toEqual({ n: ROWS_A_SWEEP / 4, swept: 0 })
    await shard.keepOnly(['new'], ROWS_KEPT_MS + 1)
    expect(await left()).toEqual({ n: 0, swept: 1 })
  })

  it('is kept where an experiment turns out to be live after all', async () => {
    const shard = newShard()
    await shard.expose([exposure('a', 'stable')])
    await shard.keepOnly(['other'], 1_000)
    await shard.keepOnly(['step'], 2_000)
    await shard.keepOnly(['step'], 1_000 + 2 * ROWS_KEPT_MS)
    await shard.expose([exposure('a', 'stable')])
    expect((await countsOf(shard)).stable).toMatchObject({ visitors: 1, requests: 2 })
  })
})

/** Counting by hand what happened to one visitor after the other. */
describe('whatever happens, in whatever batches', () => {
  const happening = fc.record({
    visitor: fc.integer({ min: 0, max: 9 }).map((n) => `v${n}`),
    what: fc.constantFrom('stable', 'canary', 'add', 'order', 'twice'),
    revenue: fc.integer({ min: 0, max: 1_000_000_000 }),
  })

  it('the counts are those of a count by hand', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 60 }), async (happenings) => {
        const shard = newShard()
        const hand = new Map<string, { arm: string; added: boolean; orders: Map<string, number> }>()
        /** What waits for an exposure; a visitor's first 20 events. */
        const early = new Map<string, StorefrontEvent[]>()
        const happens = (visitor: string, event: StorefrontEvent) => {
          const known = hand.get(visitor)
          if (known === undefined) {
            early.set(visitor, [...(early.get(visitor) ?? []), event].slice(0, 20))
          } else if (event.type === 'add') {
            known.added = true
          } else if (event.type === 'order' && !known.orders.has(event.orderId)) {
            known.orders.set(event.orderId, event.revenue)
          }
        }
        for (const [i, { visitor, what, revenue }] of happenings.entries()) {
          if (what === 'stable' || what === 'canary') {
            await shard.expose([exposure(visitor, what)])
            if (hand.has(visitor)) continue
            hand.set(visitor, { arm: what, added: false, orders: new Map() })
            for (const event of early.get(visitor) ?? []) happens(visitor, event)
          } else {
            const event = what === 'add' ? add : order(`o${i}`, revenue)
            const events = what === 'twice' ? [event, event] : [event]
            await count(shard, visitor, events)
            for (const one of events) happens(visitor, one)
          }
        }
        const counts = await countsOf(shard)
        for (const arm of ['stable', 'canary'] as const) {
          const visitors = [...hand.values()].filter((visitor) => visitor.arm === arm)
          const spent = visitors.map(({ orders }) =>
            [...orders.values()].reduce((sum, cents) => sum + BigInt(cents), 0n),
          )
          expect(counts[arm]).toMatchObject({
            visitors: visitors.length,
            adders: visitors.filter(({ added }) => added).length,
            buyers: visitors.filter(({ orders }) => orders.size > 0).length,
            orders: visitors.reduce((sum, { orders }) => sum + orders.size, 0),
            revenue: spent.reduce((sum, cents) => sum + cents, 0n),
            revenueSquares: spent.reduce((sum, cents) => sum + cents ** 2n, 0n),
          })
        }
      }),
      { numRuns: 25 },
    )
  })
})
