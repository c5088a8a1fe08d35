import { describe, expect, it } from 'vitest'
import { checkExport } from '../../../training/evaluate/export-check.ts'
import { createTally, rankOf } from '../../../training/evaluate/metrics.ts'
import { evaluateNextItem, type Reader, rowLookup } from '../../../training/evaluate/next-item.ts'
import { seededRandom } from '../../../training/evaluate/random.ts'
import { exportModel } from '../../../training/export/export-model.ts'
import { trainSlist } from '../../../training/models/slist.ts'
import { openRanker } from '../../../training/runtime/onnx-ranker.ts'
import { tableRanker } from '../../../training/table/score.ts'
import { basketHitRate, holdOut, recommendPopular } from '../../support/baskets.ts'
import { logOf, tableOf } from './model-support.ts'

const MISS = Number.POSITIVE_INFINITY

describe('the rank of a target', () => {
  const ranking = { items: [7, 3, 5, 1, 9], scores: [0.9, 0.5, 0.5, 0.2, 0] }

  it('counts ties against the model', () => {
    expect([7, 3, 5, 1].map((target) => rankOf(target, ranking))).toEqual([1, 3, 3, 4])
  })

  it('does not count what is skipped', () => {
    expect(rankOf(5, ranking, new Set([7, 1]))).toBe(2)
    expect(rankOf(1, ranking, new Set([7, 3, 5]))).toBe(1)
  })

  it('is a miss for score 0, for what is not listed and for what is skipped', () => {
    expect([rankOf(9, ranking), rankOf(2, ranking), rankOf(7, ranking, new Set([7]))]).toEqual([
      MISS,
      MISS,
      MISS,
    ])
  })
})

describe('HR and MRR', () => {
  it('count the first k alone', () => {
    const tally = createTally(3)
    for (const rank of [1, 2, 3, 4, MISS]) tally.add(rank)
    expect(tally.metrics()).toEqual({ hr: 3 / 5, mrr: (1 + 1 / 2 + 1 / 3) / 5 })
    expect(createTally(3).metrics()).toEqual({ hr: 0, mrr: 0 })
  })
})

/**
 * Rows are the session's item, columns what it speaks for:  a → b .8, c .5, d .5, a .2;  b → a .9, c .6;  c → d .4.
 * Only the last item of a session counts, so that the expected ranks can be read off.
 */
const items = ['a', 'b', 'c', 'd']
const table = tableOf([
  [0.2, 0.8, 0.5, 0.5],
  [0.9, 0, 0.6, 0],
  [0, 0, 0, 0.4],
  [0, 0, 0, 0],
])
const rule: Reader['session'] = { maxItems: 1, heads: 1, lengthBuckets: [], positionWeights: [[1]] }
const reader = { rowOf: rowLookup(items), session: rule }

describe('next-item evaluation', () => {
  const sessions = [
    // a: b is 1st.  a b: a is 1st, seen.  a b a: c ties with d: 3rd of all, 2nd of what is novel (c, d).
    ['a', 'b', 'a', 'c'],
    // c: d is 1st.  c d: nothing known of d, a miss.
    ['c', 'd', 'b'],
    // x is unknown: nothing to go by, a miss.  x a: y is unknown, a miss.
    ['x', 'a', 'y'],
  ]
  const expected = {
    predictions: 7,
    all: { hr: 4 / 7, mrr: (1 + 1 + 1 / 3 + 1) / 7 },
    novel: { hr: 3 / 6, mrr: (1 + 1 / 2 + 1) / 6 },
  }

  it('gives what a person finds by hand, from the table and from the exported file', async () => {
    const protocol = { k: 3, minPrefix: 1 }
    const test = logOf(sessions)
    expect(await evaluateNextItem({ ...reader, ranker: tableRanker(table) }, test, protocol)).toEqual(
      expected,
    )
    // The exported file tells equals apart by the places they take: d is before c, as the worst of orders is.
    const ranker = await openRanker(exportModel(table))
    expect(await evaluateNextItem({ ...reader, ranker }, test, protocol)).toEqual(expected)
    await ranker.release()
  })

  it('begins at the shortest prefix that counts, and stops at k', async () => {
    const ranker = tableRanker(table)
    const result = await evaluateNextItem({ ...reader, ranker }, logOf(sessions), { k: 2, minPrefix: 2 })
    expect(result).toEqual({
      predictions: 4,
      all: { hr: 1 / 4, mrr: 1 / 4 },
      novel: { hr: 1 / 3, mrr: 1 / 2 / 3 },
    })
  })

  it('counts a tie that runs beyond the list against the model', async () => {
    const ranker = tableRanker(tableOf([[1, 1, 1, 1], [], [], []]))
    const once = logOf([['a', 'b']])
    const at = (k: number) => evaluateNextItem({ ...reader, ranker }, once, { k, minPrefix: 1 })
    // b shares the first place with three others: its rank is 4 among all, 3 among the three not seen.
    expect(await at(2)).toMatchObject({ all: { hr: 0 }, novel: { hr: 0 } })
    expect(await at(3)).toMatchObject({ all: { hr: 0 }, novel: { hr: 1, mrr: 1 / 3 } })
    expect(await at(4)).toMatchObject({ all: { hr: 1, mrr: 1 / 4 }, novel: { hr: 1, mrr: 1 / 3 } })
  })
})

describe('held-out baskets', () => {
  const log = logOf([['a', 'b', 'c'], ['d'], ['e', 'e'], ['b', 'd', 'b']], 'baskets')

  it('hide one product of each basket that has two, and keep the others in order', () => {
    for (let seed = 0; seed < 20; seed++) {
      const [first, second, ...rest] = holdOut(log, { seed, most: 20 })
      expect(rest).toEqual([])
      expect(first?.session).toEqual(['a', 'b', 'c'].filter((id) => id !== first?.hidden))
      expect(second?.session).toEqual(['b', 'd'].filter((id) => id !== second?.hidden))
    }
    const hidden = Array.from({ length: 20 }, (_, seed) => holdOut(log, { seed, most: 20 })[0]?.hidden)
    expect(new Set(hidden)).toEqual(new Set(['a', 'b', 'c']))
  })

  it('are the same for the same seed, and bounded', () => {
    expect(holdOut(log, { seed: 5, most: 20 })).toEqual(holdOut(log, { seed: 5, most: 20 }))
    const large = logOf([Array.from({ length: 50 }, (_, i) => `p${i}`)], 'baskets')
    const [basket] = holdOut(large, { seed: 1, most: 20 })
    expect(basket?.session).toHaveLength(20)
    expect(basket?.session.at(-1)).toBe(basket?.hidden === 'p49' ? 'p48' : 'p49')
  })

  it('leave visits out', () => {
    expect(holdOut({ ...log, baskets: Uint8Array.of(0, 0, 0, 1) }, { seed: 1, most: 20 })).toHaveLength(1)
  })

  it('are hit where the hidden product is among the first k', async () => {
    const baskets = [
      { session: ['a'], hidden: 'b' },
      { session: ['b'], hidden: 'c' },
      { session: ['a', 'b'], hidden: 'd' },
    ]
    const popular = recommendPopular(['a', 'b', 'c', 'd'])
    expect(await basketHitRate(baskets, popular, 1)).toBe(1 / 3)
    expect(await basketHitRate(baskets, popular, 2)).toBe(1)
    expect(await basketHitRate([], popular, 2)).toBe(0)
  })
})

describe('seeded random numbers', () => {
  it('lie in [0, 1), spread evenly, and differ by seed', () => {
    for (const seed of [0, 1, -1, 2 ** 31]) {
      const random = seededRandom(seed)
      const bins = new Array<number>(10).fill(0)
      for (let draw = 0; draw < 10_000; draw++) {
        const bin = Math.floor(random() * 10)
        bins[bin] = (bins[bin] ?? 0) + 1
      }
      expect(bins).toHaveLength(10)
      for (const count of bins) expect(Math.abs(count - 1000)).toBeLessThan(150)
    }
    expect(seededRandom(1)()).not.toBe(seededRandom(2)())
  })
})

describe('the check before writing', () => {
  const log = logOf(Array.from({ length: 40 }, (_, s) => [`a${s % 7}`, `b${s % 5}`, `c${s % 3}`]))
  const model = trainSlist(log)
  const unquantized = tableRanker(model.table)

  it('passes what was exported', async () => {
    const exported = await openRanker(exportModel(model.table))
    const check = await checkExport(log, { exported, unquantized, session: model.session })
    expect(check).toMatchObject({ sessions: 40, passed: true })
    expect(check.top20Overlap).toBeGreaterThan(0.95)
    expect(check.scoreError).toBeLessThan(0.01)
    await exported.release()
  })

  it('stops a model that ranks other products', async () => {
    const { index, ...rest } = model.table
    const broken = { ...rest, index: index.map((column) => (column + 1) % log.items.length) }
    const exported = await openRanker(exportModel(broken))
    const check = await checkExport(log, { exported, unquantized, session: model.session })
    expect(check.passed).toBe(false)
    await exported.release()
  })

  it('stops a model that scores the right products wrongly', async () => {
    const worst = { ...model.table, value: model.table.value.map((value) => (value > 0 ? 1 / value : 0)) }
    const check = await checkExport(log, {
      exported: tableRanker(worst),
      unquantized,
      session: model.session,
    })
    expect(check).toMatchObject({ top20Overlap: 1, passed: false })
  })

  it('has nothing to compare where no products came together', async () => {
    const alone = logOf([['a'], ['b']])
    const { table: empty, session } = trainSlist(alone)
    const exported = await openRanker(exportModel(empty))
    expect(await checkExport(alone, { exported, unquantized: tableRanker(empty), session })).toMatchObject({
      sessions: 0,
      top20Overlap: 1,
      passed: true,
    })
    await exported.release()
  })
})
