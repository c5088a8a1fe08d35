/**
 * Sparse SLIST against the formulas written down a second time, dense and naive.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SessionLog } from '../../../training/dataset/session-log.ts'
import { mostPopular } from '../../../training/models/popular.ts'
import { MAX_SESSION_EVENTS } from '../../../training/models/session-index.ts'
import { type SlistParameters, solveSlist, trainSlist } from '../../../training/models/slist.ts'
import { arbitrarySessions, denseRows, logOf } from './model-support.ts'

const PARAMETERS: SlistParameters = {
  alpha: 0.7,
  delta: 1.5,
  lambda: 2,
  recency: 0.8,
  sweeps: 0,
  workingNeighbours: 6,
  neighbours: 6,
}

const matrix = (n: number): number[][] => Array.from({ length: n }, () => new Array<number>(n).fill(0))
const at = (m: readonly (readonly number[])[], i: number, j: number): number => m[i]?.[j] ?? 0
function add(m: number[][], i: number, j: number, value: number): void {
  const row = m[i]
  if (row !== undefined) row[j] = (row[j] ?? 0) + value
}

/** G + λI and R by their definitions, one term at a time. */
function definitions(log: SessionLog, { alpha, delta, lambda, recency }: SlistParameters) {
  const n = log.items.length
  const sessions = log.offsets.length - 1
  const gram = matrix(n)
  const target = matrix(n)
  for (let i = 0; i < n; i++) add(gram, i, i, lambda)
  for (let s = 0; s < sessions; s++) {
    const events = [...log.events.subarray(log.offsets[s], log.offsets[s + 1])]
    const distinct = [...new Set(events)]
    const weight = Math.exp(-(sessions - 1 - s) / sessions / recency)
    const basket = log.baskets[s] === 1
    const pair = ((basket ? 1 : alpha) * weight) / Math.sqrt(distinct.length)
    for (const i of distinct) {
      for (const j of distinct) {
        add(gram, i, j, pair)
        if (!basket || i !== j) add(target, i, j, pair)
      }
    }
    if (basket) continue
    events.slice(0, -1).forEach((i, t) => {
      add(gram, i, i, (1 - alpha) * weight)
      events.slice(t + 1).forEach((j, gap) => {
        add(target, i, j, (1 - alpha) * weight * Math.exp(-gap / delta))
      })
    })
  }
  return { gram, target }
}

/** Sessions each of which is a visit or a basket. */
const arbitraryLog = arbitrarySessions.chain((sessions) =>
  fc
    .array(fc.boolean(), { minLength: sessions.length, maxLength: sessions.length })
    .map((baskets) => ({ ...logOf(sessions), baskets: Uint8Array.from(baskets, Number) })),
)

describe('sparse SLIST', () => {
  it('is D⁻¹R where nothing is swept', () => {
    fc.assert(
      fc.property(arbitraryLog, (log) => {
        const { gram, target } = definitions(log, PARAMETERS)
        const rows = denseRows(solveSlist(log, PARAMETERS))
        rows.forEach((row, i) => {
          row.forEach((value, j) => {
            expect(value).toBeCloseTo(at(target, i, j) / at(gram, i, i), 5)
          })
        })
      }),
    )
  })

  it('solves (G + λI) B = R under B ≥ 0 where it is swept to the end', () => {
    const parameters = { ...PARAMETERS, sweeps: 300 }
    fc.assert(
      fc.property(arbitraryLog, (log) => {
        const { gram, target } = definitions(log, parameters)
        const rows = denseRows(solveSlist(log, parameters))
        // The Karush–Kuhn–Tucker conditions of min ½ b'(G + λI)b − r'b, b ≥ 0, for each column b and r of B and R,
        // over the entries where R is not 0.
        rows.forEach((row, i) => {
          row.forEach((value, j) => {
            if (at(target, i, j) === 0) return
            const product = rows.reduce((sum, other, l) => sum + at(gram, i, l) * (other[j] ?? 0), 0)
            const gradient = product - at(target, i, j)
            if (value > 0) expect(gradient).toBeCloseTo(0, 4)
            else expect(gradient).toBeGreaterThan(-1e-4)
          })
        })
      }),
      { numRuns: 40 },
    )
  })

  it('lets what follows count for more than what went before, and baskets alike', () => {
    const sessions = Array.from({ length: 5 }, () => ['mug', 'saucer', 'spoon'])
    const visits = denseRows(trainSlist(logOf(sessions)).table)
    expect(at(visits, 1, 2)).toBeGreaterThan(at(visits, 1, 0) * 1.1)
    const baskets = denseRows(trainSlist(logOf(sessions, 'baskets')).table)
    expect(at(baskets, 1, 2)).toBeCloseTo(at(baskets, 2, 1), 1)
    expect([0, 1, 2].map((i) => at(baskets, i, i))).toEqual([0, 0, 0])
  })

  it('keeps the strongest K entries of each row, in order', () => {
    const log = logOf([
      ['a', 'b', 'c', 'd'],
      ['a', 'b', 'c'],
      ['a', 'b'],
      ['a', 'b'],
    ])
    const all = denseRows(solveSlist(log, PARAMETERS))
    const cut = solveSlist(log, { ...PARAMETERS, neighbours: 2 })
    expect(cut.neighbours).toBe(2)
    const best = [...(all[0] ?? []).entries()].sort(([, a], [, b]) => b - a).slice(0, 2)
    expect([...cut.index.subarray(0, 2)]).toEqual(best.map(([column]) => column))
    expect([...cut.value.subarray(0, 2)]).toEqual(best.map(([, value]) => value))
  })

  it('bounds sessions without end', () => {
    const bot = Array.from({ length: 500 }, (_, e) => `p${e}`)
    const { table } = trainSlist(logOf([bot, ['p0', 'p1']]))
    expect(table.items).toBe(500)
    const rows = denseRows(table)
    const spoken = rows.filter((row) => row.some((value) => value > 0))
    expect(spoken).toHaveLength(MAX_SESSION_EVENTS + 2)
  })

  it('reads sessions of visits newest first, and baskets whole', () => {
    const visit = trainSlist(logOf([['a', 'b'], ['a']])).session
    expect(visit.positionWeights[0]?.every((weight, d, all) => d === 0 || weight < (all[d - 1] ?? 0))).toBe(
      true,
    )
    expect(trainSlist(logOf([['a', 'b'], ['a']], 'baskets')).session).toEqual({
      maxItems: 20,
      heads: 1,
      lengthBuckets: [],
      positionWeights: [[1]],
    })
    const mixed = { ...logOf([['a', 'b'], ['a', 'b'], ['a']]), baskets: Uint8Array.of(1, 0, 0) }
    expect(trainSlist(mixed).session).toEqual(visit)
  })

  it('gives the same table for the same log', () => {
    fc.assert(
      fc.property(arbitraryLog, (log) => {
        expect(trainSlist(log).table).toEqual(trainSlist(structuredClone(log)).table)
      }),
      { numRuns: 20 },
    )
  })

  it('tells how far it is, up to the end of the last sweep', () => {
    const told: [number, number][] = []
    trainSlist(logOf([['a', 'b']], 'baskets'), (done, total) => told.push([done, total]))
    expect(told).toEqual([
      [0, 4],
      [2, 4],
    ])
  })
})

describe('most popular', () => {
  it('counts the sessions that hold a product, not its events; the latest goes first among equals', () => {
    expect(
      mostPopular(
        logOf([
          ['c', 'a', 'a', 'a'],
          ['a', 'b'],
          ['b', 'd'],
        ]),
      ),
    ).toEqual(['b', 'a', 'd', 'c'])
    expect(
      mostPopular(
        logOf([
          ['c', 'a'],
          ['a', 'b'],
        ]),
        1,
      ),
    ).toEqual(['a'])
  })

  it('forgets what is 3,000 sessions old', () => {
    const old = Array.from({ length: 10 }, () => ['old'])
    const recent = Array.from({ length: 2999 }, () => ['new'])
    expect(mostPopular(logOf([...old, ...recent]))).toEqual(['new', 'old'])
    expect(mostPopular(logOf([...old, ...recent, ['new']]))).toEqual(['new'])
  })
})
