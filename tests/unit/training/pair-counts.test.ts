/**
 * Counts, walks and candidates of the pair scorer against their definitions written down a second time, naively.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partOfLog } from '../../../training/dataset/part-of-log.ts'
import type { SessionLog } from '../../../training/dataset/session-log.ts'
import { CANDIDATES, createPairRows, type PairRows } from '../../../training/models/pair-scorer/candidates.ts'
import { COUNTS, createCounter } from '../../../training/models/pair-scorer/counts.ts'
import { featureWidth, SAME } from '../../../training/models/pair-scorer/features.ts'
import { createWalker } from '../../../training/models/pair-scorer/walks.ts'
import { logOf } from './model-support.ts'
import {
  arbitraryFading,
  arbitraryLog,
  FADING,
  matrix,
  naiveCounts,
  naiveSteps,
  product,
  stepsOf,
  withoutDiagonal,
} from './pair-support.ts'

const pairs = (log: SessionLog): [number, number][] =>
  log.items.flatMap((_, i) => log.items.map((_, j): [number, number] => [i, j]))

describe('counts of pairs', () => {
  it('are the sums they are defined as, for visits and baskets', () => {
    fc.assert(
      fc.property(arbitraryLog, arbitraryFading, (log, fading) => {
        const counter = createCounter(log, fading)
        for (const [i, j] of pairs(log)) {
          const columns = counter.load(i)
          const expected = naiveCounts(log, fading, i, j)
          const got = [...counter.sums.subarray(j * COUNTS, (j + 1) * COUNTS)]
          expected.forEach((value, place) => {
            expect(got[place]).toBeCloseTo(value, 9)
          })
          expect(columns.includes(j)).toBe((expected[3] ?? 0) > 0)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('tell how often an item was seen and left', () => {
    const log = logOf([
      ['a', 'b', 'a'],
      ['b', 'c'],
    ])
    const { pop, out, popA, popB } = createCounter(log, { slow: 0.4, fast: 0.1 })
    expect([...pop]).toEqual([2, 2, 1])
    expect([...out]).toEqual([1, 2, 0])
    expect(popA[0]).toBeCloseTo(2 * Math.exp(-1 / (0.4 * 2)), 12)
    expect(popB[0]).toBeCloseTo(2 * Math.exp(-1 / (0.1 * 2)), 12)
    expect([popA[2], popB[2]]).toEqual([1, 1])
  })

  it('of a part of a log are those of its sessions alone', () => {
    fc.assert(
      fc.property(arbitraryLog, fc.nat(8), (log, cut) => {
        const sessions = log.offsets.length - 1
        const first = Math.min(cut, sessions - 1)
        const part = createCounter(partOfLog(log, first, sessions), FADING)
        const copy = createCounter(
          {
            ...log,
            events: log.events.slice(log.offsets[first]),
            offsets: log.offsets.slice(first).map((offset) => offset - (log.offsets[first] ?? 0)),
            baskets: log.baskets.slice(first),
          },
          FADING,
        )
        for (const i of log.items.keys()) {
          expect(part.load(i)).toEqual(copy.load(i))
          expect(part.sums).toEqual(copy.sums)
        }
        expect([part.pop, part.out, part.popA]).toEqual([copy.pop, copy.out, copy.popA])
      }),
      { numRuns: 30 },
    )
  })
})

/** P, P2 and P3 by matrix products. */
function naiveWalks(log: SessionLog): [number[][], number[][], number[][]] {
  const p = naiveSteps(log, FADING)
  const p2 = withoutDiagonal(product(p, p))
  return [p, p2, withoutDiagonal(product(p2, p))]
}

describe('walks', () => {
  it('are powers of the step matrix without its diagonal', () => {
    fc.assert(
      fc.property(arbitraryLog, (log) => {
        const [p, p2, p3] = naiveWalks(log)
        const walker = createWalker(stepsOf(createCounter(log, FADING)))
        for (const i of log.items.keys()) {
          const reached = walker.walk(i)
          for (const j of log.items.keys()) {
            expect(walker.one[j]).toBeCloseTo(p[i]?.[j] ?? 0, 5)
            expect(walker.two[j]).toBeCloseTo(p2[i]?.[j] ?? 0, 5)
            expect(walker.three[j]).toBeCloseTo(p3[i]?.[j] ?? 0, 5)
            const isReached = [p, p2, p3].some((walk) => (walk[i]?.[j] ?? 0) > 0)
            expect(reached.includes(j)).toBe(isReached)
          }
        }
      }),
      { numRuns: 40 },
    )
  })
})

const NEXT = { self: true, alike: false }

/** Rows over these sources, without content. */
function rowsOf(logs: readonly SessionLog[], self = true): PairRows {
  const counters = logs.map((log) => createCounter(log, FADING))
  return createPairRows(
    { counters, steps: counters.map(stepsOf), content: null, embeddings: [], linear: null },
    { ...NEXT, self },
  )
}

function writeRow(rows: PairRows, item: number): { columns: number[]; features: number[][] } {
  // What stands there from the row before must not show.
  const columns = new Int32Array(CANDIDATES).fill(-1)
  const features = new Float32Array(CANDIDATES * rows.width).fill(7)
  const size = rows.write(item, columns, features, 0)
  return {
    columns: [...columns.subarray(0, size)],
    features: Array.from({ length: size }, (_, c) => [
      ...features.subarray(c * rows.width, (c + 1) * rows.width),
    ]),
  }
}

/** The numbers of one source by their definitions, those of embeddings 0. */
function naiveFeatures(log: SessionLog, walks: [number[][], number[][], number[][]], i: number, j: number) {
  const [n1 = 0, f = 0, r = 0, c = 0, fa = 0, fb = 0, cl = 0, f6 = 0] = naiveCounts(log, FADING, i, j)
  const two = walks[1][i]?.[j] ?? 0
  const three = walks[2][i]?.[j] ?? 0
  const sessions = log.offsets.length - 1
  const events = Array.from({ length: sessions }, (_, k) =>
    [...log.events.subarray(log.offsets[k], log.offsets[k + 1])].map((item, t, all) => ({
      item,
      isLast: t === all.length - 1,
      age: (sessions - 1 - k) / sessions,
    })),
  ).flat()
  const pop = (item: number, weight: (age: number) => number = () => 1) =>
    events.reduce((sum, event) => sum + (event.item === item ? weight(event.age) : 0), 0)
  const slow = (age: number) => Math.exp(-age / FADING.slow)
  const fast = (age: number) => Math.exp(-age / FADING.fast)
  const out = events.filter((event) => event.item === i && !event.isLast).length
  return [
    ...[n1 + 0.3, f + 0.1, r + 0.1, c + 0.3, fa + 0.03, fb + 0.01, cl + 0.05, f6 + 0.1].map(Math.log),
    ...[two + 1e-4, three + 1e-4, out + 1, pop(j) + 1].map(Math.log),
    ...[pop(j, slow) + 0.1, pop(j, fast) + 0.05, pop(i, slow) + 0.1].map(Math.log),
    Math.log((f + 0.5 * r + 2 * two + 0.02) / (out + 2)),
    Math.log((c + 0.1) / Math.sqrt((pop(i) + 2) * (pop(j) + 2))),
    c > 0 ? 1 : 0,
    Math.log(pop(i) + 1),
    ...[0, 0, 0, 0],
  ]
}

describe('candidates', () => {
  it('are what walks reach and, where it may follow itself, the item, each once and ascending', () => {
    fc.assert(
      fc.property(arbitraryLog, fc.boolean(), (log, self) => {
        const rows = rowsOf([log], self)
        const walks = naiveWalks(log)
        for (const i of log.items.keys()) {
          const reached = [...log.items.keys()].filter((j) =>
            i === j ? self : walks.some((walk) => (walk[i]?.[j] ?? 0) > 0),
          )
          expect(writeRow(rows, i).columns).toEqual(reached)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('carry the logarithms of counts and walks of each source, a block each', () => {
    fc.assert(
      fc.property(arbitraryLog, arbitraryLog, (log, other) => {
        const items = log.items.length >= other.items.length ? log.items : other.items
        const logs = [log, other].map((source) => ({ ...source, items }))
        const rows = rowsOf(logs)
        const walks = logs.map(naiveWalks)
        const used = 1 + 23 * logs.length
        expect(rows.width).toBe(featureWidth(logs.length, false, false))
        for (const i of items.keys()) {
          const { columns, features } = writeRow(rows, i)
          columns.forEach((j, c) => {
            const blocks = logs.flatMap((source, s) => naiveFeatures(source, walks[s] ?? [[], [], []], i, j))
            const expected = [j === i ? 1 : 0, ...blocks]
            const row = features[c] ?? []
            expect(row[SAME]).toBe(expected[0])
            expected.forEach((value, f) => {
              expect(row[f]).toBeCloseTo(value, 2)
            })
            expect(row.slice(used).every((value) => value === 0)).toBe(true)
          })
        }
      }),
      { numRuns: 20 },
    )
  })

  it('are those that any source reaches; an item that none knows has none', () => {
    const items = ['mug', 'saucer', 'spoon', 'unsold']
    const visits = { ...logOf([['mug', 'saucer']]), items }
    const baskets = { ...logOf([['mug', 'spoon']], 'baskets'), items }
    baskets.events.set([0, 2])
    const rows = rowsOf([visits, baskets], false)
    expect(matrix(4, (i, j) => Number(writeRow(rows, i).columns.includes(j)))).toEqual([
      [0, 1, 1, 0],
      [1, 0, 0, 0],
      [1, 0, 0, 0],
      [0, 0, 0, 0],
    ])
    expect(writeRow(rowsOf([visits, baskets]), 3).columns).toEqual([])
  })

  it('lie three steps away at most', () => {
    const log = logOf(['ab', 'bc', 'cd', 'de'].map((pair) => [...pair]))
    expect(writeRow(rowsOf([log]), 0).columns).toEqual([0, 1, 2, 3])
    expect(writeRow(rowsOf([log]), 2).columns).toEqual([0, 1, 2, 3, 4])
  })

  it('are the best 99 of a long row', () => {
    const visit = (s: number): string[] => ['hub', `p${s}`]
    const once = Array.from({ length: 50 }, (_, s) => visit(s))
    const twice = Array.from({ length: 150 }, (_, s) => [visit(50 + s), visit(50 + s)]).flat()
    const log = logOf([...once, ...twice])
    const { columns } = writeRow(rowsOf([log]), 0)
    expect(columns).toHaveLength(CANDIDATES)
    expect(columns).toContain(0)
    for (const [s] of once.entries()) expect(columns).not.toContain(log.items.indexOf(`p${s}`))
    expect(writeRow(rowsOf([log], false), 0).columns).toHaveLength(CANDIDATES)
  })
})
