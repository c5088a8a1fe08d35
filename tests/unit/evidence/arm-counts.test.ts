import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  type ArmCounts,
  armCountsJsonSchema,
  armCountsSchema,
  LATENCY_EDGES_MS,
  latencyBin,
  mergeCounts,
  noCounts,
} from '../../../edge-model/contract/index.ts'

/** One visitor of a step: what was added, what was spent, what was asked. */
const visitorArbitrary = fc.record({
  adds: fc.boolean(),
  orders: fc.array(fc.integer({ min: 0, max: 2_000_000_000 }), { maxLength: 3 }),
  requests: fc.array(
    fc.record({
      ms: fc.double({ min: 0, max: 20_000, noNaN: true }),
      error: fc.boolean(),
      fallback: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
})
type Visitor = typeof visitorArbitrary extends fc.Arbitrary<infer Drawn> ? Drawn : never

function countVisitors(visitors: readonly Visitor[]): ArmCounts {
  const counts = noCounts()
  for (const { adds, orders, requests } of visitors) {
    const spent = orders.reduce((sum, order) => sum + BigInt(order), 0n)
    counts.visitors++
    if (adds) counts.adders++
    if (orders.length > 0) counts.buyers++
    counts.orders += orders.length
    counts.revenue += spent
    counts.revenueSquares += spent * spent
    for (const { ms, error, fallback } of requests) {
      counts.requests++
      if (error) counts.errors++
      if (fallback) counts.fallbacks++
      counts.latency[latencyBin(ms)] = (counts.latency[latencyBin(ms)] ?? 0) + 1
    }
  }
  return counts
}

const visitorsArbitrary = fc.array(visitorArbitrary, { maxLength: 30 })
const countsArbitrary = visitorsArbitrary.map(countVisitors)

describe('merging shards', () => {
  it('equals counting at once', () => {
    fc.assert(
      fc.property(visitorsArbitrary, fc.integer({ min: 1, max: 8 }), (visitors, shards) => {
        const parts = Array.from({ length: shards }, (_, shard) =>
          countVisitors(visitors.filter((_, visitor) => visitor % shards === shard)),
        )
        expect(parts.reduce(mergeCounts)).toEqual(countVisitors(visitors))
      }),
    )
  })

  it('is commutative and associative, and nothing changes nothing', () => {
    fc.assert(
      fc.property(countsArbitrary, countsArbitrary, countsArbitrary, (a, b, c) => {
        expect(mergeCounts(a, b)).toEqual(mergeCounts(b, a))
        expect(mergeCounts(mergeCounts(a, b), c)).toEqual(mergeCounts(a, mergeCounts(b, c)))
        expect(mergeCounts(a, noCounts())).toEqual(a)
      }),
    )
  })

  it('leaves the shards as they are', () => {
    const shard = countVisitors([
      { adds: true, orders: [5], requests: [{ ms: 1, error: false, fallback: false }] },
    ])
    const before = structuredClone(shard)
    mergeCounts(shard, shard)
    expect(shard).toEqual(before)
  })
})

describe('the JSON form of counts', () => {
  it('brings back the same counts', () => {
    fc.assert(
      fc.property(countsArbitrary, (counts) => {
        const json = JSON.parse(JSON.stringify(z.encode(armCountsSchema, counts)))
        expect(armCountsSchema.parse(json)).toEqual(counts)
        expect(armCountsJsonSchema.parse(json)).toEqual(json)
      }),
    )
  })

  it('keeps sums beyond 2^53 to the last digit', () => {
    const counts = { ...noCounts(), revenueSquares: 2n ** 64n + 1n }
    const json = z.encode(armCountsSchema, counts)
    expect(json.revenueSquares).toBe('18446744073709551617')
    expect(armCountsSchema.parse(json).revenueSquares).toBe(2n ** 64n + 1n)
  })

  it.each([
    ['a number for a bigint', { revenue: 5 }, 'expected string'],
    ['a sign', { revenue: '-5' }, 'expected a whole number as a string of digits'],
    ['a leading zero', { revenue: '05' }, 'expected a whole number as a string of digits'],
    ['no digits', { revenue: '' }, 'expected a whole number as a string of digits'],
    ['a fraction of a visitor', { visitors: 1.5 }, 'expected int'],
    ['fewer than no requests', { requests: -1 }, 'expected number to be >=0'],
    ['a histogram of other bins', { latency: [1, 2] }, 'expected array to have exactly 23 items'],
    ['more adders than visitors', { visitors: 3, adders: 4 }, 'counts more adders or buyers than visitors'],
    ['more buyers than visitors', { visitors: 3, buyers: 4 }, 'counts more adders or buyers than visitors'],
    ['a figure nobody knows', { clicks: 3 }, 'Unrecognized key: "clicks"'],
  ])('refuses %s', (_, change, message) => {
    const json = { ...z.encode(armCountsSchema, noCounts()), ...change }
    for (const schema of [armCountsSchema, armCountsJsonSchema]) {
      expect(JSON.stringify(schema.safeParse(json).error?.issues)).toContain(
        JSON.stringify(message).slice(1, -1),
      )
    }
  })
})

it('puts a latency into the first bin whose edge it does not exceed', () => {
  expect([0, 1, 1.01, 10_000, 10_001].map(latencyBin)).toEqual([0, 0, 1, 21, 22])
  expect(LATENCY_EDGES_MS).toEqual([...LATENCY_EDGES_MS].sort((a, b) => a - b))
})
