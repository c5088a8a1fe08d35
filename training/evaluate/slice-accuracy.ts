/**
 * @module HR@k and MRR@k within slices, with intervals over the sessions that have a case in the slice.
 */
import { type Estimate, estimate, resampleSums, sessionSums } from './bootstrap.ts'
import type { Cases } from './cases.ts'
import type { Records } from './rank-cases.ts'
import type { Dimension } from './slices.ts'

export interface SliceAccuracy {
  slice: string
  predictions: number
  sessions: number
  /** By model, in the order given. */
  models: { hr: Estimate; mrr: Estimate }[]
}

/** Slices without a case are left out. */
export function sliceAccuracy(
  cases: Cases,
  { slices, of }: Dimension,
  models: readonly Records[],
  draw?: { resamples?: number; seed?: number },
): SliceAccuracy[] {
  return slices.flatMap((slice, index) => {
    const members: number[] = []
    of.forEach((value, c) => {
      if (value === index) members.push(c)
    })
    if (members.length === 0) return []
    const numbers = new Map<number, number>()
    for (const c of members) {
      const session = cases.session[c] ?? 0
      if (!numbers.has(session)) numbers.set(session, numbers.size)
    }
    const sheet = sessionSums(numbers.size, 1 + 2 * models.length)
    for (const c of members) {
      const row = (numbers.get(cases.session[c] ?? 0) ?? 0) * sheet.columns
      sheet.sums[row] = (sheet.sums[row] ?? 0) + 1
      models.forEach(({ rank }, m) => {
        const r = rank[c] ?? 0
        if (r === 0) return
        const at = row + 1 + 2 * m
        sheet.sums[at] = (sheet.sums[at] ?? 0) + 1
        sheet.sums[at + 1] = (sheet.sums[at + 1] ?? 0) + 1 / r
      })
    }
    const drawn = resampleSums(sheet, draw)
    const share = (column: number): Estimate =>
      estimate(drawn, sheet, (sums) => (sums[column] ?? 0) / (sums[0] ?? 0))
    return [
      {
        slice,
        predictions: members.length,
        sessions: numbers.size,
        models: models.map((_, m) => ({ hr: share(1 + 2 * m), mrr: share(2 + 2 * m) })),
      },
    ]
  })
}
