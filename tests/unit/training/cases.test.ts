/**
 * What a model is asked and what is kept of its answers, against cases counted by hand.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { basketCases, caseCount, casesOf, visitCases } from '../../../training/evaluate/cases.ts'
import { rowLookup } from '../../../training/evaluate/next-item.ts'
import { seededRandom } from '../../../training/evaluate/random.ts'
import { rankCases } from '../../../training/evaluate/rank-cases.ts'
import { rankExported } from '../../../training/evaluate/rank-exported.ts'
import { scoreMass } from '../../../training/evaluate/score-mass.ts'
import { exportModel } from '../../../training/export/export-model.ts'
import { trainSlist } from '../../../training/models/slist.ts'
import { openRanker } from '../../../training/runtime/onnx-ranker.ts'
import { tableRanker } from '../../../training/table/score.ts'
import { arbitrarySessions, logOf, tableOf } from './model-support.ts'

/** Threads load ONNX Runtime anew. */
const THREADS = { timeout: 60_000 }

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
