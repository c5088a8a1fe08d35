/**
 * Intervals, differences, slices, catalog use, calibration and diversity, against cases counted by hand and, where a
 * formula is known, against it.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accuracySums, compareModels } from '../../../training/evaluate/accuracy.ts'
import { estimate, quantile, resampleSums, sessionSums } from '../../../training/evaluate/bootstrap.ts'
import { calibrationOf, reliability } from '../../../training/evaluate/calibration.ts'
import { basketCases, caseCount, casesOf, visitCases } from '../../../training/evaluate/cases.ts'
import { catalogUse, gini, percentiles } from '../../../training/evaluate/catalog-use.ts'
import { contentSimilarity, coOccurrence, diversityOf } from '../../../training/evaluate/diversity.ts'
import { metricsOf, rowLookup } from '../../../training/evaluate/next-item.ts'
import { seededRandom } from '../../../training/evaluate/random.ts'
import { emptyRecords, type Records, rankCases } from '../../../training/evaluate/rank-cases.ts'
import { rankExported } from '../../../training/evaluate/rank-exported.ts'
import { scoreMass } from '../../../training/evaluate/score-mass.ts'
import { sliceAccuracy } from '../../../training/evaluate/slice-accuracy.ts'
import { dimensionsOf } from '../../../training/evaluate/slices.ts'
import { exportModel } from '../../../training/export/export-model.ts'
import { trainSlist } from '../../../training/models/slist.ts'
import { openRanker } from '../../../training/runtime/onnx-ranker.ts'
import { tableRanker } from '../../../training/table/score.ts'
import { arbitrarySessions, logOf, tableOf } from './model-support.ts'

/** Threads load ONNX Runtime anew. */
const THREADS = { timeout: 60_000 }

/** Answers with these ranks; novel targets get the same. */
function answers(ranks: readonly number[], k = 20): Records {
  const records = emptyRecords(ranks.length, k)
  records.rank.set(ranks)
  records.novelRank.set(ranks)
  return records
}

/** Sessions of two events, so one case each. */
const pairs = (count: number) =>
  visitCases(logOf(Array.from({ length: count }, (_, s) => [`a${s % 9}`, `b${s % 7}`])), 1)

describe('cases', () => {
  it('of visits are all prefixes, with what follows and whether it is new', () => {
    const log = logOf([['a', 'b', 'a'], ['c'], ['b', 'c', 'd', 'c']])
    const cases = visitCases(log, 1)
    const contexts = Array.from(cases.target, (_, c) =>
      Array.from(cases.events.subarray(cases.start[c], cases.end[c]), (item) => log.items[item]).join(''),
    )
    expect(contexts).toEqual(['a', 'ab', 'b', 'bc', 'bcd'])
    expect(Array.from(cases.target, (item) => log.items[item])).toEqual(['b', 'a', 'c', 'd', 'c'])
    expect([...cases.novel]).toEqual([1, 0, 1, 1, 0])
    expect([...cases.session]).toEqual([0, 0, 1, 1, 1])
    expect(cases.sessions).toBe(2)
    expect(caseCount(visitCases(log, 3))).toBe(1)
  })

  it('of baskets are taken where most sessions are baskets, each a session of its own', () => {
    const log = logOf([['a', 'b', 'c'], ['d', 'e'], ['f']], 'baskets')
    const cases = casesOf(log, 1)
    expect(cases).toMatchObject({ kind: 'baskets', sessions: 2 })
    expect([...cases.session]).toEqual([0, 1])
    expect(casesOf({ ...log, baskets: Uint8Array.of(1, 0, 0) }, 1).kind).toBe('visits')
  })

  it('agree with what is told of them', () => {
    fc.assert(
      fc.property(arbitrarySessions, fc.integer({ min: 1, max: 3 }), (sessions, minPrefix) => {
        const cases = visitCases(logOf(sessions), minPrefix)
        const expected = sessions.reduce((sum, { length }) => sum + Math.max(0, length - minPrefix), 0)
        expect(caseCount(cases)).toBe(expected)
        expect(new Set(cases.session).size).toBe(cases.sessions)
        for (let c = 0; c < expected; c++) {
          const context = cases.events.subarray(cases.start[c], cases.end[c])
          expect(context.length).toBeGreaterThanOrEqual(minPrefix)
          expect(cases.novel[c]).toBe(context.includes(cases.target[c] ?? -1) ? 0 : 1)
        }
      }),
    )
  })
})

describe('what is kept of a ranking', () => {
  /** a → b .8, c .1, a .1;  b → a .5, c .5. */
  const items = ['a', 'b', 'c']
  const table = tableOf([
    [0.1, 0.8, 0.1],
    [0.5, 0, 0.5],
    [0, 0, 0],
  ])
  const rule = { maxItems: 5, heads: 1 as const, lengthBuckets: [], positionWeights: [[1]] }
  const reader = { ranker: tableRanker(table), rowOf: rowLookup(items), session: rule }

  it('is the list without what was seen, and the scores’ shares of all scores', async () => {
    const cases = visitCases(logOf([['a', 'b', 'c']]), 1)
    const records = await rankCases(reader, cases, 2, { mass: scoreMass(table) })
    // a: b .8, a .1, c .1.   a b: sums b .8, a .6, c .6.
    expect([...records.list]).toEqual([1, 2, 2, -1])
    expect([...records.rank]).toEqual([1, 0])
    expect([...records.novelRank]).toEqual([1, 1])
    expect(records.firstShare[0]).toBeCloseTo(0.8, 6)
    expect(records.listShare[0]).toBeCloseTo(0.9, 6)
    expect(records.firstShare[1]).toBeCloseTo(0.8 / 2, 6)
  })

  it('is the same from threads, each with its stretch of the cases, as from one', THREADS, async () => {
    const random = seededRandom(4)
    const log = logOf(
      Array.from({ length: 1500 }, () => Array.from({ length: 5 }, () => `p${Math.floor(random() * 12)}`)),
    )
    const { table: learned, session } = trainSlist(log)
    const cases = visitCases(log, 1)
    const exported = exportModel(learned)
    const ranker = await openRanker(exported)
    const alone = { ranker, rowOf: rowLookup(log.items), session }
    const expected = await rankCases(alone, cases, 5, { mass: scoreMass(learned) })
    await ranker.release()
    const ids = log.items
    expect(await rankExported({ exported, table: learned, session, items: ids, cases, k: 5 })).toEqual(
      expected,
    )
  })

  it('leaves products of the basket out of ranks and shares', async () => {
    const apart = tableOf([
      [0, 0.8, 0.1, 0],
      [0.5, 0, 0.3, 0.2],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ])
    const log = logOf([['a', 'b', 'c', 'd']], 'baskets')
    const cases = { ...basketCases(log, { seed: 1, most: 2 }) }
    cases.events.set([0, 1])
    cases.target.set([2])
    const asked = { ranker: tableRanker(apart), rowOf: rowLookup(log.items), session: rule }
    const records = await rankCases(asked, cases, 1, { mass: scoreMass(apart) })
    // a b: sums b .8 and a .5, both in the basket, c .4, d .2.
    expect([...records.rank, ...records.novelRank, ...records.list]).toEqual([1, 1, 2])
    expect(records.listShare[0]).toBeCloseTo(0.4 / 0.6, 6)
    expect(records.firstShare[0]).toBeCloseTo(0.4 / 0.6, 6)
  })
})

describe('bootstrap intervals', () => {
  it('hold quantiles that lie between values', () => {
    expect(quantile([0, 1, 2, 3, 4], 0.5)).toBe(2)
    expect(quantile([0, 10], 0.025)).toBeCloseTo(0.25)
    expect(quantile([7], 0.975)).toBe(7)
  })

  it('are as wide as the binomial says where each session predicts once', () => {
    const n = 2000
    const ranks = Array.from({ length: n }, (_, c) => (c % 10 < 3 ? 1 : 0))
    const [result] = compareModels(pairs(n), [answers(ranks)])
    const { value, interval } = result?.accuracy.all.hr ?? { value: 0, interval: null }
    expect(value).toBeCloseTo(0.3)
    const half = 1.96 * Math.sqrt((0.3 * 0.7) / n)
    expect(((interval?.[1] ?? 0) - (interval?.[0] ?? 0)) / 2 / half).toBeCloseTo(1, 0.7)
    expect(((interval?.[1] ?? 0) + (interval?.[0] ?? 0)) / 2).toBeCloseTo(0.3, 2)
  })

  it('widen where the predictions of a session stand or fall together', () => {
    const sessions = 200
    const long = visitCases(
      logOf(Array.from({ length: sessions }, () => ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k'])),
      1,
    )
    const together = Array.from({ length: 10 * sessions }, (_, c) => (Math.floor(c / 10) % 2 === 0 ? 1 : 0))
    const apart = Array.from({ length: 10 * sessions }, (_, c) => c % 2)
    const width = (ranks: number[]): number => {
      const interval = compareModels(long, [answers(ranks)])[0]?.accuracy.all.hr.interval
      return (interval?.[1] ?? 0) - (interval?.[0] ?? 0)
    }
    expect(width(together)).toBeGreaterThan(0.12)
    expect(width(apart)).toBeLessThan(1e-9)
  })

  it('cover the truth in about 95 of 100 draws', () => {
    let covered = 0
    for (let draw = 0; draw < 200; draw++) {
      const sheet = sessionSums(100, 2)
      const random = fc.sample(fc.double({ min: 0, max: 1, noNaN: true, noDefaultInfinity: true }), {
        numRuns: 1,
        seed: draw,
      })
      let state = Math.floor((random[0] ?? 0) * 2 ** 31) + draw
      for (let s = 0; s < 100; s++) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0
        sheet.sums[2 * s] = 1
        sheet.sums[2 * s + 1] = state / 2 ** 32 < 0.4 ? 1 : 0
      }
      const drawn = resampleSums(sheet, { resamples: 300, seed: draw })
      const { interval } = estimate(drawn, sheet, ([count = 0, hits = 0]) => hits / count)
      if (interval !== null && interval[0] <= 0.4 && 0.4 <= interval[1]) covered++
    }
    expect(covered / 200).toBeGreaterThan(0.89)
    expect(covered / 200).toBeLessThan(0.99)
  })

  it('are the same for the same seed, hold the figure’s bounds, and are withheld from few sessions', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 40 }), (ranks) => {
        const cases = pairs(ranks.length)
        const draw = { resamples: 50, seed: 3 }
        const [first] = compareModels(cases, [answers(ranks)], draw)
        expect(compareModels(cases, [answers(ranks)], draw)[0]).toEqual(first)
        const { hr, mrr } = first?.accuracy.all ?? { hr: undefined, mrr: undefined }
        const expected = metricsOf(cases, answers(ranks))
        expect(hr?.value).toBeCloseTo(expected.all.hr, 12)
        expect(mrr?.value).toBeCloseTo(expected.all.mrr, 12)
        if (ranks.length < 10) expect(hr?.interval).toBeNull()
        else {
          const [low = -1, high = 2] = hr?.interval ?? []
          expect(0 <= low && low <= high && high <= 1).toBe(true)
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('paired differences', () => {
  it('are against the first model, on the same resamples', () => {
    const n = 400
    const first = Array.from({ length: n }, (_, c) => (c % 2 === 0 ? 1 : 0))
    const better = first.map((rank, c) => (c % 40 === 1 ? 1 : rank))
    const [, second, third] = compareModels(pairs(n), [answers(first), answers(better), answers(first)])
    const { value, interval } = second?.difference?.all.hr ?? { value: 0, interval: null }
    expect(value).toBeCloseTo(10 / n)
    // Only the sessions where they differ make it uncertain: ± .015 where each side alone has ± .05.
    expect(interval?.[0]).toBeGreaterThan(0.005)
    expect(interval?.[1]).toBeLessThan(0.05)
    expect(third?.difference?.all.hr).toEqual({ value: 0, interval: [0, 0] })
  })

  it('sum by session', () => {
    const cases = visitCases(
      logOf([
        ['a', 'b', 'a'],
        ['c', 'd'],
      ]),
      1,
    )
    const { sums, columns } = accuracySums(cases, [answers([2, 1, 0])])
    expect(columns).toBe(6)
    // cases, novel, hits, Σ 1/rank, novel hits, novel Σ 1/rank
    expect([...sums]).toEqual([2, 1, 2, 1.5, 2, 1.5, 1, 1, 0, 0, 0, 0])
  })
})

describe('slices', () => {
  const train = logOf([
    ['a', 'b'],
    ['a', 'c'],
    ['a', 'b'],
    ['d', 'a'],
  ])
  const timed = { ...train, times: Float64Array.of(0, 40 * 86_400, 80 * 86_400, 100 * 86_400) }
  const test = logOf([['b', 'a', 'd', 'x', 'a', 'c']])
  const cases = visitCases(test, 1)
  const labels = (log: typeof train, name: string, category?: (id: string) => string | undefined) => {
    const dimension = dimensionsOf(cases, log, category).find((each) => each.name === name)
    return Array.from(dimension?.of ?? [], (index) => dimension?.slices[index])
  }

  it('go by length, novelty, age, popularity and product type', () => {
    expect(labels(timed, 'length')).toEqual(['1', '2', '3', '4–5', '4–5'])
    expect(labels(timed, 'novelty')).toEqual([
      ...[
        'new to the session',
        'new to the session',
        'new to the session',
        'seen before',
        'new to the session',
      ],
    ])
    // a since the beginning, d on the last day, x never, c since 60 days before the end.
    const old = '50–100 days'
    expect(labels(timed, 'age')).toEqual([old, 'up to 5 days', 'not in training', old, old])
    expect(labels(train, 'age')[1]).toBe('newest 5 % of sessions')
    // c 1, d 1, b 2, a 4 events: four products, so deciles 1, 3, 6, 8.
    expect(labels(timed, 'popularity')).toEqual(['8', '3', 'not in training', '8', '1 (least)'])
    const types: Record<string, string> = { a: 'tea', d: 'cup' }
    expect(labels(timed, 'category', (id) => types[id])).toEqual(['tea', 'cup', 'no type', 'tea', 'no type'])
    expect(labels(timed, 'category', () => undefined)).toEqual([])
  })

  it('count each case once a dimension, and add up to the whole', () => {
    fc.assert(
      fc.property(arbitrarySessions, arbitrarySessions, (learned, tested) => {
        const some = visitCases(logOf(tested), 1)
        const records = answers(Array.from(some.target, (_, c) => c % 4))
        for (const dimension of dimensionsOf(some, logOf(learned), (id) => id)) {
          const slices = sliceAccuracy(some, dimension, [records], { resamples: 5 })
          const total = slices.reduce((sum, { predictions }) => sum + predictions, 0)
          const hits = slices.reduce(
            (sum, { predictions, models }) => sum + predictions * (models[0]?.hr.value ?? 0),
            0,
          )
          expect(total).toBe(caseCount(some))
          expect(hits).toBeCloseTo(
            records.rank.reduce((sum, rank) => sum + Math.min(1, rank), 0),
            9,
          )
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('the use of the catalog', () => {
  it('is what a person counts', () => {
    // Events a 3, b 2, c 1, d 0 (only in the items): percentiles 7/8, 5/8, 3/8, 1/8.
    const train = {
      ...logOf([
        ['a', 'b'],
        ['a', 'b'],
        ['a', 'c'],
      ]),
      items: ['a', 'b', 'c', 'd'],
    }
    const cases = visitCases(
      logOf([
        ['a', 'b'],
        ['b', 'x'],
      ]),
      1,
    )
    const records = emptyRecords(2, 2)
    records.list.set([1, 0, 0, -1])
    const use = catalogUse(cases, records, train)
    expect(use.coverage).toBe(0.5)
    expect(use.meanEvents).toBeCloseTo((2 + 3 + 3) / 3)
    expect(use.listedPercentile).toBeCloseTo((5 / 8 + 7 / 8 + 7 / 8) / 3)
    expect(use.targetPercentile).toBeCloseTo(5 / 8)
    // Listed 0, 0, 1, 2: (2·3 − 5)·1 + (2·4 − 5)·2 over 4 · 3.
    expect(use.gini).toBeCloseTo(7 / 12)
    expect(use.lorenz[0]).toBe(0)
    expect(use.lorenz[8]).toBeCloseTo(1 / 3)
    expect(use.lorenz[10]).toBe(1)
  })

  it('has a Gini coefficient of 0 where all are alike and near 1 where one has all', () => {
    expect(gini(Float64Array.of(2, 2, 2))).toBe(0)
    expect(gini(Float64Array.of(0, 0, 0, 5))).toBe(0.75)
    expect(gini(new Float64Array(3))).toBe(0)
  })

  it('has percentiles whose mean is ½, equal for equals', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 30 }), (counts) => {
        const shares = percentiles(Float64Array.from(counts))
        expect(shares.reduce((sum, share) => sum + share, 0) / counts.length).toBeCloseTo(0.5, 9)
        counts.forEach((count, i) => {
          const same = counts.indexOf(count)
          expect(shares[i]).toBe(shares[same])
        })
      }),
    )
  })
})

describe('calibration', () => {
  it('is the mean distance of predicted and observed over bins', () => {
    const predicted = [0.1, 0.1, 0.9, 0.9]
    const { ece, bins } = reliability(Int32Array.of(0, 1, 2, 3), predicted, (c) => c >= 1)
    expect(bins).toHaveLength(4)
    expect(ece).toBeCloseTo((0.1 + 0.9 + 0.1 + 0.1) / 4)
    expect(reliability(new Int32Array(0), [], () => true)).toEqual({ ece: 0, bins: [] })
  })

  it('leaves out sessions of which nothing is known, and finds no fault where shares come true', () => {
    const n = 1000
    const records = answers(Array.from({ length: n }, (_, c) => (c % 4 === 0 ? 1 : c % 2 === 0 ? 2 : 0)))
    records.firstShare.fill(0.25)
    records.listShare.fill(0.5)
    records.listShare[0] = Number.NaN
    const { predictions, first, list } = calibrationOf(records)
    expect(predictions).toBe(n - 1)
    expect(first.ece).toBeLessThan(0.005)
    expect(list.ece).toBeLessThan(0.01)
  })
})

describe('the diversity of lists', () => {
  it('goes by who looks at the products', () => {
    const train = logOf([['a', 'b'], ['a', 'b'], ['a', 'c'], ['d']])
    const similarity = coOccurrence(train)
    expect(similarity.of(0, 1)).toBeCloseTo(2 / Math.sqrt(3 * 2))
    expect(similarity.of(0, 3)).toBe(0)
    const records = emptyRecords(3, 3)
    // a b d: pairs .816, 0, 0.  One product alone: no pair.  None.
    records.list.set([0, 1, 3, 2, -1, -1, -1, -1, -1])
    expect(diversityOf(records, similarity)).toMatchObject({ by: 'co-occurrence', lists: 1 })
    expect(diversityOf(records, similarity).value).toBeCloseTo(1 - 2 / Math.sqrt(6) / 3)
    expect(diversityOf(emptyRecords(1, 3), similarity).value).toBeNull()
  })

  it('goes by what is said of the products, where something is', () => {
    const similarity = contentSimilarity(['Oat tea', 'oat TEA', 'Oat mug', 'Candle', ''])
    expect(similarity.of(0, 1)).toBeCloseTo(1)
    const [oat, tea, mug] = [3, 2, 1].map((holders) => Math.log(6 / (1 + holders)))
    const square = (x = 0): number => x * x
    const norms = Math.sqrt((square(oat) + square(tea)) * (square(oat) + square(mug)))
    expect(similarity.of(0, 2)).toBeCloseTo(square(oat) / norms)
    expect([similarity.of(0, 3), similarity.of(0, 4)]).toEqual([0, 0])
  })
})
