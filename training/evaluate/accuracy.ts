/**
 * @module HR@k and MRR@k of several models on the same cases, with intervals, and what each differs from the first by
 * on the same resamples: a difference of paired figures is known far better than its two sides.
 */
import { type Estimate, estimate, resampleSums, type SessionSums, sessionSums } from './bootstrap.ts'
import { type Cases, caseCount } from './cases.ts'
import type { Records } from './rank-cases.ts'

/** The four figures of a model. */
export interface Accuracy<T> {
  all: { hr: T; mrr: T }
  novel: { hr: T; mrr: T }
}

export interface Compared {
  accuracy: Accuracy<Estimate>
  /** This model minus the first; null for the first itself. */
  difference: Accuracy<Estimate> | null
}

/** Columns: cases, novel cases, then by model hits, Σ 1/rank, novel hits, novel Σ 1/rank. */
const FIXED = 2
const EACH = 4

/** Sums by session of what the four figures are made of. */
export function accuracySums(cases: Cases, models: readonly Records[]): SessionSums {
  const sheet = sessionSums(cases.sessions, FIXED + EACH * models.length)
  const { sums, columns } = sheet
  const add = (at: number, by: number): void => {
    sums[at] = (sums[at] ?? 0) + by
  }
  for (let c = 0; c < caseCount(cases); c++) {
    const row = (cases.session[c] ?? 0) * columns
    add(row, 1)
    add(row + 1, cases.novel[c] ?? 0)
    models.forEach(({ rank, novelRank }, m) => {
      const at = row + FIXED + EACH * m
      for (const [offset, r] of [rank[c] ?? 0, novelRank[c] ?? 0].entries()) {
        if (r === 0) continue
        add(at + 2 * offset, 1)
        add(at + 2 * offset + 1, 1 / r)
      }
    })
  }
  return sheet
}

/** Model m's figures from column sums. */
export function accuracyFrom(sums: Float64Array, m: number): Accuracy<number> {
  const at = (column: number): number => sums[FIXED + EACH * m + column] ?? 0
  const [cases = 0, novel = 0] = sums
  return {
    all: { hr: at(0) / cases, mrr: at(1) / cases },
    novel: { hr: at(2) / novel, mrr: at(3) / novel },
  }
}

/** The same for each of the four figures. */
export function eachFigure<T>(of: (pick: (accuracy: Accuracy<number>) => number) => T): Accuracy<T> {
  return {
    all: { hr: of((a) => a.all.hr), mrr: of((a) => a.all.mrr) },
    novel: { hr: of((a) => a.novel.hr), mrr: of((a) => a.novel.mrr) },
  }
}

/** Measures models that answered the same cases; the first is what the others are held against. */
export function compareModels(
  cases: Cases,
  models: readonly Records[],
  draw?: { resamples?: number; seed?: number },
): Compared[] {
  const sheet = accuracySums(cases, models)
  const drawn = resampleSums(sheet, draw)
  return models.map((_, m) => ({
    accuracy: eachFigure((pick) => estimate(drawn, sheet, (sums) => pick(accuracyFrom(sums, m)))),
    difference:
      m === 0
        ? null
        : eachFigure((pick) =>
            estimate(drawn, sheet, (sums) => pick(accuracyFrom(sums, m)) - pick(accuracyFrom(sums, 0))),
          ),
  }))
}
