import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { type Arm, type ArmCounts, bucket, noCounts } from '../../edge-model/contract/index.ts'
import { envSchema } from '../../edge-model/env.ts'
import { SHARDS, shardOf } from '../../edge-model/evidence/experiments.ts'
import { gatherEvidence } from '../../edge-model/evidence/gather.ts'
import { createRecorder, type Exposed } from '../../edge-model/evidence/recorder.ts'
import type { Exposure, ShardCalls, Shards } from '../../edge-model/evidence/shard.ts'
import { worthOf } from '../../edge-model/evidence/worth.ts'
import { add, drive, order, type Visit } from './support/drive.ts'
import { newShop } from './support/isolate.ts'

const { EVIDENCE } = envSchema.parse(env)
const NOW = new Date('2026-11-20T12:00:00Z')
const EXPERIMENTS = { rollout: 'salt:5:step', holdout: 'holdout:1' }

const gather = (shop: string, experiments = EXPERIMENTS, now = NOW) =>
  gatherEvidence(EVIDENCE, shop, experiments, now)

/** Deterministic shoppers: what `bucket` says of them. */
const chance = (what: string, visitorId: string): number => bucket(what, visitorId)

function shopper(n: number): Visit {
  const visitorId = `visitor ${n}`
  const arms: Arm[] = ['stable', 'stable', 'stable', 'canary', 'holdout', 'pinned', 'preview']
  const arm = arms[Math.floor(chance('arm', visitorId) * arms.length)] ?? 'stable'
  const adds = chance('adds', visitorId) < 0.3 ? [add, add] : []
  const spent = Math.floor(chance('revenue', visitorId) * 1e9)
  const buys =
    chance('buys', visitorId) < 0.2 ? [order(`o${n}`, spent), order(`p${n}`, 77), order(`o${n}`, spent)] : []
  return {
    ...{ visitorId, arm, events: [...adds, ...buys] },
    fellBack: chance('falls back', visitorId) < 0.1,
    failed: chance('fails', visitorId) < 0.05,
  }
}

function countByHand(visits: Visit[], arms: Arm[]): ArmCounts {
  const counts = noCounts()
  for (const { events = [], fellBack, failed } of visits.filter((visit) => arms.includes(visit.arm))) {
    counts.visitors += 1
    counts.requests += 2
    counts.fallbacks += fellBack ? 2 : 0
    counts.errors += failed ? 2 : 0
    counts.adders += events.includes(add) ? 1 : 0
    const spent = new Map(
      events.flatMap((event) => (event.type === 'order' ? [[event.orderId, event.revenue]] : [])),
    )
    const revenue = BigInt([...spent.values()].reduce((sum, cents) => sum + cents, 0))
    counts.orders += spent.size
    counts.buyers += spent.size > 0 ? 1 : 0
    counts.revenue += revenue
    counts.revenueSquares += revenue ** 2n
  }
  return counts
}

/** The real shards, except for what `instead` replaces. */
const withShards = (instead: Partial<ShardCalls>): Shards => ({
  getByName(name) {
    const shard = EVIDENCE.getByName(name)
    return {
      expose: (exposures) => shard.expose(exposures),
      count: (outcomes, currency) => shard.count(outcomes, currency),
      read: (experiments) => shard.read(experiments),
      keepOnly: (live, now) => shard.keepOnly(live, now),
      ...instead,
    }
  },
})

const unlucky = () => Promise.reject(new Error('no such luck'))

describe('gathered evidence', () => {
  it('of thousands of shoppers over all shards is what counting by hand gives', async () => {
    const shop = newShop()
    const visits = Array.from({ length: 4000 }, (_, n) => shopper(n))
    await drive(EVIDENCE, { shop, experiments: EXPERIMENTS, now: NOW }, visits)
    await drive(EVIDENCE, { shop, experiments: EXPERIMENTS, now: NOW }, visits)
    const used = new Set(visits.map(({ visitorId }) => shardOf(visitorId)))
    expect(used.size).toBe(SHARDS)
    const { rollout, holdout } = await gather(shop)
    expect(rollout).toEqual({
      stable: countByHand(visits, ['stable']),
      canary: countByHand(visits, ['canary']),
      foreignOrders: 0,
    })
    expect(holdout).toEqual({
      quarter: '2026q4',
      holdout: countByHand(visits, ['holdout']),
      served: countByHand(visits, ['stable', 'canary', 'pinned']),
      foreignOrders: 0,
    })
  })

  it('starts anew with each step of a rollout and with each quarter of the year', async () => {
    const shop = newShop()
    const visits: Visit[] = [{ visitorId: 'a', arm: 'canary', events: [add] }]
    await drive(EVIDENCE, { shop, experiments: EXPERIMENTS, now: NOW }, visits)
    const later = { ...EXPERIMENTS, rollout: 'salt:25:step' }
    expect((await gather(shop, later)).rollout?.canary).toEqual(noCounts())
    expect((await gather(shop, later)).holdout.served.adders).toBe(1)
    const { holdout } = await gather(shop, EXPERIMENTS, new Date('2027-01-01T00:00:00Z'))
    expect(holdout).toMatchObject({ quarter: '2027q1', served: noCounts() })
  })

  it('is none at all where a shard can not be read', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const broken = withShards({ read: unlucky })
    const gathering = gatherEvidence(broken, newShop(), EXPERIMENTS, NOW)
    await expect(gathering).rejects.toMatchObject({ code: 'evidence_unavailable' })
    expect(log).toHaveBeenCalledOnce()
    log.mockRestore()
  })
})

describe('the recorder', () => {
  const held = (more: Partial<Exposed> = {}): Exposed => ({
    ...{ arm: 'canary', experiment: EXPERIMENTS, fellBack: false },
    ...more,
  })
  const recorder = (shop: string, shards: Shards = EVIDENCE) =>
    createRecorder({ shards, shop, currency: 'EUR', now: () => NOW.getTime() })
  /** An id of the same shard as the others. */
  const neighbours = (count: number): string[] => {
    const ids: string[] = []
    for (let n = 0; ids.length < count; n++) if (shardOf(`n${n}`) === 0) ids.push(`n${n}`)
    return ids
  }

  it('sends what comes while a call is under way in one call after it', async () => {
    const shop = newShop()
    const batches: Exposure[][] = []
    const ends: (() => void)[] = []
    const { exposed } = recorder(
      shop,
      withShards({
        expose: (batch) => {
          batches.push(batch)
          return new Promise<void>((resolve) => ends.push(resolve))
        },
      }),
    )
    const [first = '', ...rest] = neighbours(30)
    exposed(held(), first, { outcome: 'answered' })
    for (const visitorId of rest) exposed(held(), visitorId, { outcome: 'answered' })
    await vi.waitFor(() => expect(ends).toHaveLength(1))
    expect(batches.map(({ length }) => length)).toEqual([1])
    ends[0]?.()
    await vi.waitFor(() => expect(batches).toHaveLength(2))
    expect(batches.map(({ length }) => length)).toEqual([1, 29])
    ends[1]?.()
    exposed(held(), first, { outcome: 'answered' })
    await vi.waitFor(() => expect(batches).toHaveLength(3))
  })

  it('counts failures and fallbacks in the arm that was assigned', async () => {
    const shop = newShop()
    const { exposed } = recorder(shop)
    exposed(held({ fellBack: true }), 'a', { outcome: 'answered' })
    exposed(held(), 'b', { outcome: 'failed' })
    exposed(held({ arm: 'stable' }), 'c', { outcome: 'answered' })
    await vi.waitFor(async () =>
      expect((await gather(shop)).rollout).toMatchObject({
        canary: { visitors: 2, requests: 2, errors: 1, fallbacks: 1 },
        stable: { visitors: 1, requests: 1, errors: 0, fallbacks: 0 },
      }),
    )
  })

  it('sends nothing of shoppers without an id, nor of previews', () => {
    const expose = vi.fn<ShardCalls['expose']>()
    const { exposed } = recorder(newShop(), withShards({ expose }))
    exposed(held({ arm: 'stable' }), undefined, { outcome: 'answered' })
    exposed(held({ arm: 'preview' }), 'engineer', { outcome: 'answered' })
    expect(expose).not.toHaveBeenCalled()
  })

  it('goes on after a shard failed, and says what was lost', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const shop = newShop()
    let isBroken = true
    const { exposed, happened } = recorder(
      shop,
      withShards({
        expose: (batch) => (isBroken ? unlucky() : EVIDENCE.getByName(`${shop}:0`).expose(batch)),
        count: unlucky,
      }),
    )
    const [lost = '', counted = ''] = neighbours(2)
    exposed(held(), lost, { outcome: 'answered' })
    await vi.waitFor(() => expect(log).toHaveBeenCalled())
    expect(log.mock.calls[0]?.[0]).toContain('1 exposures are not counted')
    isBroken = false
    exposed(held(), counted, { outcome: 'answered' })
    await vi.waitFor(async () => expect((await gather(shop)).rollout?.canary.visitors).toBe(1))
    await expect(happened(counted, EXPERIMENTS, [add])).rejects.toMatchObject({
      code: 'evidence_unavailable',
    })
    log.mockRestore()
  })
})

describe('what recommendations are worth', () => {
  const arm = (visitors: number, adders: number, cents: number): ArmCounts => ({
    ...noCounts(),
    ...{ visitors, adders, orders: adders, buyers: adders },
    revenue: BigInt(adders * cents),
    revenueSquares: BigInt(adders) * BigInt(cents) ** 2n,
  })
  const quarter = { quarter: '2026q4', foreignOrders: 0 }

  it('is a lift with an interval around the truth', () => {
    const { lifts } = worthOf({
      ...quarter,
      holdout: arm(20_000, 2000, 1000),
      served: arm(400_000, 50_000, 1000),
    })
    expect(lifts[0]?.lift?.estimate).toBeCloseTo(0.25, 12)
    expect(lifts[1]).toMatchObject({ metric: 'revenue', holdout: 100, served: 125 })
    const { lower = 0, upper = 0 } = lifts[0]?.lift ?? {}
    expect(lower).toBeGreaterThan(0.1)
    expect(upper).toBeLessThan(0.4)
    expect(lower + upper).toBeCloseTo(0.5, 12)
  })

  it('is not told of a holdout of a few, or one that did nothing', () => {
    const few = worthOf({ ...quarter, holdout: arm(999, 90, 1000), served: arm(100_000, 12_000, 1000) })
    expect(few.lifts.map(({ lift }) => lift)).toEqual([null, null])
    const idle = worthOf({ ...quarter, holdout: arm(2000, 0, 1000), served: arm(100_000, 12_000, 1000) })
    expect(idle.lifts.map(({ lift }) => lift)).toEqual([null, null])
  })
})
