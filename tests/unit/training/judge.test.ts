/**
 * When a model loses to a baseline, on answers made so that the outcome is known.
 */
import { describe, expect, it } from 'vitest'
import { basketCases, visitCases } from '../../../training/evaluate/cases.ts'
import { judge } from '../../../training/evaluate/judge.ts'
import { emptyRecords, type Records } from '../../../training/evaluate/rank-cases.ts'
import { logOf } from './model-support.ts'

const visits = (sessions: number) => visitCases(logOf(Array.from({ length: sessions }, () => ['a', 'b'])), 1)

/** Finds the target, first, in those cases that `found` names. */
function answers(cases: number, found: (c: number) => boolean): Records {
  const records = emptyRecords(cases, 20)
  for (let c = 0; c < cases; c++) {
    if (!found(c)) continue
    records.rank[c] = 1
    records.novelRank[c] = 1
  }
  return records
}

const contender = (name: string, records: Records) => ({ name, records })

describe('the judgement of a model', () => {
  it('passes what is better, and says by how much', () => {
    const n = 1000
    const model = contender(
      'pair-scorer',
      answers(n, (c) => c % 10 < 5),
    )
    const popular = contender(
      'popular',
      answers(n, (c) => c % 10 < 2),
    )
    const { passed, decided, verdicts, sentence } = judge(visits(n), model, [popular])
    expect({ passed, decided }).toEqual({ passed: true, decided: true })
    expect(verdicts).toMatchObject([{ baseline: 'popular', outcome: 'better' }])
    // HR, MRR, novel HR and novel MRR are each .3 apart.
    expect(verdicts[0]?.difference.value).toBeCloseTo(1.2)
    expect(sentence).toMatch(
      /^among the first 20 of 1000 products to be found in the newest sessions, the pair scorer 50\.0 % and best sellers 20\.0 %; the pair scorer does better than best sellers \(hits and ranks together \+1\.200, 95 % interval \+1\.\d+ to \+1\.\d+\)$/,
    )
  })

  it('refuses what is surely worse, and names the baseline that it loses to alone', () => {
    const n = 1000
    const model = contender(
      'pair-scorer',
      answers(n, (c) => c % 10 < 4),
    )
    const slist = contender(
      'slist',
      answers(n, (c) => c % 10 < 5),
    )
    const popular = contender(
      'popular',
      answers(n, (c) => c % 10 < 1),
    )
    const { passed, verdicts, sentence } = judge(visits(n), model, [slist, popular])
    expect(passed).toBe(false)
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(['worse', 'better'])
    expect(sentence).toMatch(/the pair scorer does worse than SLIST \([^)]*\)$/)
  })

  it('passes a difference that means nothing on sessions enough to see that', () => {
    const n = 20_000
    const half = (c: number) => c % 2 === 0
    // Ten found that the other missed, eleven missed that the other found.
    const model = contender(
      'pair-scorer',
      answers(n, (c) => (c < 42 ? c % 4 === 0 || c % 4 === 1 : half(c))),
    )
    const slist = contender('slist', answers(n, half))
    const { passed, verdicts } = judge(visits(n), model, [slist])
    expect(verdicts[0]?.outcome).toBe('same')
    expect(passed).toBe(true)
  })

  it('refuses what found less where the sessions are too few to tell, not what found more', () => {
    const n = 120
    const some = contender(
      'some',
      answers(n, (c) => c % 7 === 0),
    )
    const others = contender(
      'others',
      answers(n, (c) => c % 7 === 1 || c === 9 || c === 10),
    )
    const low = judge(visits(n), some, [others])
    expect(low).toMatchObject({ passed: false, verdicts: [{ outcome: 'lower, too few to tell' }] })
    expect(low.sentence).toContain('some found less than, on too few sessions to tell, others')
    const high = judge(visits(n), others, [some])
    expect(high).toMatchObject({ passed: true, verdicts: [{ outcome: 'higher, too few to tell' }] })
  })

  it('decides nothing by fewer than 100 predictions', () => {
    const n = 99
    const nothing = contender(
      'pair-scorer',
      answers(n, () => false),
    )
    const all = contender(
      'slist',
      answers(n, () => true),
    )
    expect(judge(visits(n), nothing, [all])).toMatchObject({
      passed: true,
      decided: false,
      sentence: 'the pair scorer could not be held against other models: 99 predictions are fewer than 100',
    })
  })

  it('goes by hits alone where baskets are measured', () => {
    const n = 200
    const log = logOf(
      Array.from({ length: n }, () => ['a', 'b', 'c']),
      'baskets',
    )
    const cases = basketCases(log, { seed: 1, most: 20 })
    const early = contender(
      'early',
      answers(n, (c) => c % 2 === 0),
    )
    const late = { name: 'late', records: answers(n, (c) => c % 2 === 0) }
    late.records.rank.forEach((rank, c) => {
      late.records.rank[c] = 20 * rank
    })
    const { verdicts, sentence } = judge(cases, late, [early])
    expect(verdicts).toMatchObject([{ outcome: 'same', difference: { value: 0 } }])
    expect(sentence).toContain('late does as well as early (HR@20 +0.000')
  })
})
