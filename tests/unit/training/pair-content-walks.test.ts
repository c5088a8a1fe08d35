/**
 * Walks that change over to look-alikes, against products of naive matrices.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SessionLog } from '../../../training/dataset/session-log.ts'
import { alikeSales, createContentWalker } from '../../../training/models/pair-scorer/content-walks.ts'
import { createCounter } from '../../../training/models/pair-scorer/counts.ts'
import {
  arbitraryCosines,
  arbitraryLog,
  contentOf,
  FADING,
  matrix,
  naiveHops,
  naiveSteps,
  product,
  stepsOf,
  sumOf,
  withoutDiagonal,
} from './pair-support.ts'

const ITEMS = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

/** Two logs over the same seven products, some of them in neither, and cosines between all. */
const arbitraryShop = fc
  .tuple(arbitraryLog, arbitraryLog, arbitraryCosines(ITEMS.length))
  .map(([one, two, flat]) => ({
    logs: [one, two].map((log): SessionLog => ({ ...log, items: ITEMS })),
    cosines: matrix(ITEMS.length, (i, j) => flat[i * ITEMS.length + j] ?? 0),
  }))

describe('walks over look-alikes', () => {
  it('are S, P·S, S·P and S·P·S, P the mean of all sources, without their diagonals', () => {
    fc.assert(
      fc.property(arbitraryShop, ({ logs, cosines }) => {
        const [one = [], two = []] = logs.map((log) => naiveSteps(log, FADING))
        const p = matrix(ITEMS.length, (i, j) => ((one[i]?.[j] ?? 0) + (two[i]?.[j] ?? 0)) / 2)
        const s = naiveHops(cosines)
        const expected = {
          nearness: withoutDiagonal(cosines).map((row) => row.map((cosine) => Math.max(0, cosine))),
          after: withoutDiagonal(product(p, s)),
          before: withoutDiagonal(product(s, p)),
          around: withoutDiagonal(product(product(s, p), s)),
        }
        const steps = logs.map((log) => stepsOf(createCounter(log, FADING)))
        const walker = createContentWalker(contentOf(cosines).text, steps)
        for (const i of ITEMS.keys()) {
          const reached = walker.walk(i)
          expect(new Set(reached).size).toBe(reached.length)
          for (const j of ITEMS.keys()) {
            const got = walker.read(j)
            const { nearness, after, before, around } = got
            for (const walk of ['nearness', 'after', 'before', 'around'] as const) {
              expect(got[walk]).toBeCloseTo(expected[walk][i]?.[j] ?? 0, 5)
            }
            expect(walker.reach(j)).toBeCloseTo(after + before + around / 2 + nearness / 100, 9)
            if (walker.reach(j) > 0) expect(reached).toContain(j)
          }
          expect(reached).not.toContain(i)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('sales of look-alikes', () => {
  it('are means of logarithms of the sales of all sources, weighted by S', () => {
    fc.assert(
      fc.property(arbitraryShop, ({ logs, cosines }) => {
        const counters = logs.map((log) => createCounter(log, FADING))
        const { pop, late } = alikeSales(contentOf(cosines).text, counters)
        const s = naiveHops(cosines)
        for (const j of ITEMS.keys()) {
          const mean = (key: 'pop' | 'popB') =>
            sumOf(
              ITEMS.map((_, other) => {
                const sales = sumOf(counters.map((counter) => counter[key][other] ?? 0))
                return (s[j]?.[other] ?? 0) * Math.log(1 + sales)
              }),
            )
          expect(pop[j]).toBeCloseTo(mean('pop'), 5)
          expect(late[j]).toBeCloseTo(mean('popB'), 5)
        }
      }),
      { numRuns: 40 },
    )
  })
})
