/**
 * @module Records and cases made by hand, for the tests of what is computed from them.
 */
import { visitCases } from '../../../training/evaluate/cases.ts'
import { emptyRecords, type Records } from '../../../training/evaluate/rank-cases.ts'
import { logOf } from './model-support.ts'

/** Answers with these ranks; novel targets get the same. */
export function answers(ranks: readonly number[], k = 20): Records {
  const records = emptyRecords(ranks.length, k)
  records.rank.set(ranks)
  records.novelRank.set(ranks)
  return records
}

/** Sessions of two events, so one case each. */
export const pairs = (count: number) =>
  visitCases(logOf(Array.from({ length: count }, (_, s) => [`a${s % 9}`, `b${s % 7}`])), 1)
