/**
 * Counts, walks and candidates of the pair scorer against their definitions written down a second time, naively.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partOfLog } from '../../../training/dataset/part-of-log.ts'
import type { SessionLog } from '../../../training/dataset/session-log.ts'
import { CANDIDATES, createCandidateRows } from '../../../training/models/pair-scorer/candidates.ts'
import { COUNTS, createCounter } from '../../../training/models/pair-scorer/counts.ts'
import { FEATURES, SAME } from '../../../training/models/pair-scorer/features.ts'
import { createWalker, stepTable } from '../../../training/models/pair-scorer/walks.ts'
import { logOf } from './model-support.ts'

/** Sessions long enough that pairs lie out of reach. */
const arbitraryLog = fc
  .array(
    fc.tuple(
      fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { minLength: 1, maxLength: 24 }),
      fc.boolean(),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((sessions): SessionLog => {
    const log = logOf(sessions.map(([session]) => session))
    return { ...log, baskets: Uint8Array.from(sessions, ([, basket]) => Number(basket)) }
  })

/** [n1, F, R, C, Fa, Fb, CL, F6] of a pair, one pair of positions at a time. */
function naiveCounts(log: SessionLog, i: number, j: number): number[] {
  const sums = new Array<number>(COUNTS).fill(0)
  const add = (place: number, gain: number) => {
    sums[place] = (sums[place] ?? 0) + gain
  }
  const sessions = log.offsets.length - 1
  for (let k = 0; k < sessions; k++) {
    const events = [...log.events.subarray(log.offsets[k], log.offsets[k + 1])]
    const basket = log.baskets[k] === 1
    const a = Math.exp(-(sessions - 1 - k) / (0.15 * sessions))
    const b = Math.exp(-(sessions - 1 - k) / (0.03 * sessions))
    let met = false
    events.forEach((from, t) => {
      events.forEach((to, q) => {
        if (from !== i || to !== j || t === q) return
        if (i === j && (basket || q < t)) return
        const d = basket ? 1 : Math.abs(q - t)
        if (d > 15) return
        met = true
        const decay = Math.exp(-(d - 1) / 2)
        const forward = basket || q > t
        const backward = basket || q < t
        const directed = (forward ? 1 : 0) + (backward ? 0.3 : 0)
        if (basket || q === t + 1) add(0, 1)
        if (forward) add(1, decay)
        if (backward) add(2, decay)
        add(4, a * directed * decay)
        add(5, b * directed * decay)
        if (forward) add(7, Math.exp(-(d - 1) / 6))
      })
    })
    if (!met) continue
    add(3, 1)
    add(6, 1 / events.length)
  }
  return sums
}

const pairs = (log: SessionLog): [number, number][] =>
  log.items.flatMap((_, i) => log.items.map((_, j): [number, number] => [i, j]))

describe('counts of pairs', () => {
  it('are the sums they are defined as, for visits and baskets', () => {
    fc.assert(
      fc.property(arbitraryLog, (log) => {
        const counter = createCounter(log)
        for (const [i, j] of pairs(log)) {
          const columns = counter.load(i)
          const expected = naiveCounts(log, i, j)
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
    const { pop, out, popA } = createCounter(log)
    expect([...pop]).toEqual([2, 2, 1])
    expect([...out]).toEqual([1, 2, 0])
    const older = Math.exp(-1 / (0.15 * 2))
    expect(popA[0]).toBeCloseTo(2 * older, 12)
    expect(popA[2]).toBe(1)
  })

  it('of a part of a log are those of its sessions alone', () => {
    fc.assert(
      fc.property(arbitraryLog, fc.nat(8), (log, cut) => {
        const sessions = log.offsets.length - 1
        const first = Math.min(cut, sessions - 1)
        const part = createCounter(partOfLog(log, first, sessions))
        const copy = createCounter({
          ...log,
          events: log.events.slice(log.offsets[first]),
          offsets: log.offsets.slice(first).map((offset) => offset - (log.offsets[first] ?? 0)),
          baskets: log.baskets.slice(first),
        })
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

describe('walks', () => {
  it('are powers of the step matrix without its diagonal', () => {
    fc.assert(
      fc.property(arbitraryLog, (log) => {
        const n = log.items.length
        const z = (i: number, j: number): number => {
          const [, f = 0, r = 0, , fa = 0] = naiveCounts(log, i, j)
          return i === j ? 0 : f + 0.4 * r + fa
        }
        const row = (of: (j: number) => number) => Array.from({ length: n }, (_, j) => of(j))
        const matrix = (of: (i: number, j: number) => number) =>
          Array.from({ length: n }, (_, i) => row((j) => of(i, j)))
        const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
        const p = matrix((i, j) => z(i, j) / (sum(row((l) => z(i, l))) + 1))
        const times = (left: number[][], i: number, j: number) =>
          i === j ? 0 : sum(row((l) => (left[i]?.[l] ?? 0) * (p[l]?.[j] ?? 0)))
        const p2 = matrix((i, j) => times(p, i, j))
        const p3 = matrix((i, j) => times(p2, i, j))
        const walker = createWalker(stepTable(createCounter(log)))
        for (const i of log.items.keys()) {
          walker.walk(i)
          for (const j of log.items.keys()) {
            expect(walker.one[j]).toBeCloseTo(p[i]?.[j] ?? 0, 5)
            expect(walker.two[j]).toBeCloseTo(p2[i]?.[j] ?? 0, 5)
            expect(walker.three[j]).toBeCloseTo(p3[i]?.[j] ?? 0, 5)
          }
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('candidates', () => {
  it('are the item itself and what walks reach, ascending, each with finite features', () => {
    fc.assert(
      fc.property(arbitraryLog, (log) => {
        const rows = createCandidateRows(log)
        for (const i of log.items.keys()) {
          const columns = new Int32Array(CANDIDATES).fill(-1)
          const features = new Float32Array(CANDIDATES * FEATURES)
          const size = rows.write(i, columns, features, 0)
          const used = [...columns.subarray(0, size)]
          expect(used).toContain(i)
          expect(used).toEqual([...new Set(used)].toSorted((a, b) => a - b))
          expect(features.subarray(0, size * FEATURES).every(Number.isFinite)).toBe(true)
          used.forEach((column, c) => {
            expect(features[c * FEATURES + SAME]).toBe(column === i ? 1 : 0)
          })
        }
      }),
      { numRuns: 40 },
    )
  })

  it('are the best 99 of a long row', () => {
    const visit = (s: number): string[] => ['hub', `p${s}`]
    const once = Array.from({ length: 50 }, (_, s) => visit(s))
    const twice = Array.from({ length: 150 }, (_, s) => [visit(50 + s), visit(50 + s)]).flat()
    const log = logOf([...once, ...twice])
    const rows = createCandidateRows(log)
    const columns = new Int32Array(CANDIDATES)
    expect(rows.write(0, columns, new Float32Array(CANDIDATES * FEATURES), 0)).toBe(CANDIDATES)
    for (const [s] of once.entries()) expect(columns).not.toContain(log.items.indexOf(`p${s}`))
  })
})
