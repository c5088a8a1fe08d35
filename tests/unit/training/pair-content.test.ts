/**
 * Products without counts borrow those of products like them; without content nothing is borrowed.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SessionLog } from '../../../training/dataset/session-log.ts'
import { CANDIDATES, createPairRows, type PairRule } from '../../../training/models/pair-scorer/candidates.ts'
import { alikeSales, createContentWalker } from '../../../training/models/pair-scorer/content-walks.ts'
import { createCounter } from '../../../training/models/pair-scorer/counts.ts'
import { featureWidth, type PairContent } from '../../../training/models/pair-scorer/features.ts'
import { logOf } from './model-support.ts'
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
} from './pair-support.ts'

const NEXT: PairRule = { self: true, alike: false }
const SIMILAR: PairRule = { self: false, alike: true }

function rowsOf(log: SessionLog, content: PairContent | null, rule: PairRule) {
  const counter = createCounter(log, FADING)
  const steps = stepsOf(counter)
  const rows = createPairRows(
    { counters: [counter], steps: [steps], content, embeddings: [], linear: null },
    rule,
  )
  const write = (item: number) => {
    const columns = new Int32Array(CANDIDATES)
    const features = new Float32Array(CANDIDATES * rows.width).fill(7)
    const size = rows.write(item, columns, features, 0)
    return { columns: [...columns.subarray(0, size)], features }
  }
  return { counter, steps, rows, write }
}

/** Sold: blue mug with saucer, soap with towel. Described alike: blue mug and new mug. */
const ITEMS = ['blue mug', 'saucer', 'soap', 'towel', 'new mug']
const LOG: SessionLog = {
  ...logOf([
    ['blue mug', 'saucer'],
    ['soap', 'towel'],
  ]),
  items: ITEMS,
}
const COSINES = matrix(5, (i, j) => ([0, 4].includes(i) && [0, 4].includes(j) ? 0.8 : 0))

describe('candidates of a product without counts', () => {
  it('are its look-alikes and their companions, and it is theirs', () => {
    const { write } = rowsOf(LOG, contentOf(COSINES), NEXT)
    expect(write(4).columns).toEqual([0, 1, 4])
    expect(write(1).columns).toEqual([0, 1, 4])
    expect(write(0).columns).toEqual([0, 1, 4])
    expect(write(2).columns).toEqual([2, 3])
  })

  it('are none without content, and it is nobody’s', () => {
    const { write } = rowsOf(LOG, null, NEXT)
    expect(write(4).columns).toEqual([])
    expect(write(1).columns).toEqual([0, 1])
  })

  it('are also the newest without counts, of it and of what has companions', () => {
    const { write } = rowsOf(LOG, { ...contentOf(COSINES), arrivals: Int32Array.of(0, 4) }, NEXT)
    expect(write(2).columns).toEqual([2, 3, 4])
    expect(write(4).columns).toEqual([0, 1, 4])
  })

  it('are none where it is like nothing', () => {
    const { write } = rowsOf(LOG, contentOf(matrix(5, () => 0)), NEXT)
    expect(write(4).columns).toEqual([])
    expect(write(0).columns).toEqual([0, 1])
  })
})

const PRODUCTS = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
const arbitraryShop = fc
  .tuple(
    arbitraryLog,
    arbitraryCosines(PRODUCTS.length),
    arbitraryCosines(PRODUCTS.length),
    fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 7, maxLength: 7 }),
    fc.array(fc.constantFrom(Number.NaN, 1, 2.5), { minLength: 7, maxLength: 7 }),
    fc.shuffledSubarray([...PRODUCTS.keys()]),
  )
  .map(([log, texts, numbers, types, prices, arrivals]) => {
    const [cosines = [], closeness = []] = [texts, numbers].map((flat) =>
      matrix(PRODUCTS.length, (i, j) => flat[i * PRODUCTS.length + j] ?? 0),
    )
    const content: PairContent = {
      ...contentOf(cosines, closeness),
      types: Int32Array.from(types),
      vendors: Int32Array.from(types.toReversed()),
      logPrices: Float32Array.from(prices),
      ages: Float32Array.from(types, (type) => type + 2),
      arrivals: Int32Array.from(arrivals),
    }
    return { log: { ...log, items: PRODUCTS }, cosines, closeness, content }
  })

describe('candidates with content', () => {
  it.each([NEXT, { self: false, alike: false }, SIMILAR, { self: true, alike: true }])(
    'are new arrivals and what walks over sessions or either look-alikes reach, of the same kind where asked: %o',
    (rule) => {
      fc.assert(
        fc.property(arbitraryShop, ({ log, cosines, closeness, content }) => {
          const p = naiveSteps(log, FADING)
          const p2 = product(p, p)
          const hops = [cosines, closeness].map(naiveHops)
          const alike = hops.flatMap((s) => [s, product(p, s), product(s, p), product(product(s, p), s)])
          const walks = [p, p2, product(p2, p), ...alike]
          const admits = (i: number, j: number): boolean => {
            const type = content.types[i] ?? -1
            if (!rule.alike) return true
            return type >= 0 ? content.types[j] === type : (cosines[i]?.[j] ?? 0) >= 0.2
          }
          const { write } = rowsOf(log, content, rule)
          for (const i of PRODUCTS.keys()) {
            const isReached = (j: number): boolean => walks.some((walk) => (walk[i]?.[j] ?? 0) > 0)
            const isArrival = (j: number): boolean => content.arrivals.includes(j) && !log.events.includes(j)
            const others = [...PRODUCTS.keys()].filter(
              (j) => j !== i && admits(i, j) && (isReached(j) || isArrival(j)),
            )
            const self = rule.self && (others.length > 0 || log.events.includes(i)) ? [i] : []
            expect(write(i).columns).toEqual([...others, ...self].sort((a, b) => a - b))
          }
        }),
        { numRuns: 40 },
      )
    },
  )

  it('carry what content says of the pair behind the counts, which stay as they are without', () => {
    fc.assert(
      fc.property(arbitraryShop, ({ log, content }) => {
        const { counter, steps, rows, write } = rowsOf(log, content, NEXT)
        const plain = rowsOf(log, null, NEXT)
        const ways = [content.text, content.numbering].map((alike) => ({
          alike,
          walker: createContentWalker(alike, [steps]),
          sales: alikeSales(alike, [counter]),
        }))
        expect([rows.width, plain.rows.width]).toEqual([
          featureWidth(1, true, false),
          featureWidth(1, false, false),
        ])
        const { types, vendors, logPrices, ages } = content
        const same = (names: Int32Array, i: number, j: number) =>
          Number((names[i] ?? -1) >= 0 && names[i] === names[j])
        for (const i of PRODUCTS.keys()) {
          for (const { walker } of ways) walker.walk(i)
          const { columns, features } = write(i)
          const without = plain.write(i)
          columns.forEach((j, c) => {
            const row = features.subarray(c * rows.width, (c + 1) * rows.width)
            const [one = 0, other = 0] = [logPrices[i], logPrices[j]]
            const expected = [
              same(types, i, j),
              same(vendors, i, j),
              Number.isNaN(one - other) ? 0 : Math.abs(one - other),
              ages[j] ?? 0,
              ages[i] ?? 0,
              Number.isNaN(other) ? 0 : other,
              ...ways.flatMap(({ alike, walker, sales }) => {
                const { nearness, after, before, around } = walker.read(j)
                return [
                  Math.log(nearness + 0.02),
                  ...[after, before, around].map((walk) => Math.log(walk + 1e-4)),
                  sales.pop[j] ?? 0,
                  sales.late[j] ?? 0,
                  alike.value[j * alike.neighbours] ?? 0,
                ]
              }),
            ]
            expected.forEach((value, f) => {
              expect(row[24 + f]).toBeCloseTo(value, 4)
            })
            const place = without.columns.indexOf(j)
            if (place < 0) return
            const counts = without.features.subarray(place * plain.rows.width, place * plain.rows.width + 24)
            expect(row.subarray(0, 24)).toEqual(counts)
          })
        }
      }),
      { numRuns: 30 },
    )
  })

  it('of a long row are 30 by content at most, where it has enough by counts', () => {
    const visits = Array.from({ length: 150 }, (_, s) => ['hub', `sold${s}`])
    const fresh = Array.from({ length: 40 }, (_, f) => `fresh${f}`)
    const log = logOf(visits)
    const items = [...log.items, ...fresh]
    const cosines = matrix(items.length, (i, j) => (i === 0 && j >= log.items.length ? 0.5 : 0))
    const { columns } = rowsOf({ ...log, items }, contentOf(cosines), NEXT).write(0)
    expect(columns).toHaveLength(CANDIDATES)
    expect(columns.filter((column) => column >= log.items.length)).toHaveLength(30)
  })
})
