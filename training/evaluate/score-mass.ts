/**
 * @module The sum of the scores of all products, by which a score becomes a share: score(j) / Σ over all products.
 * The pair scorer is fitted to make that share the probability that j comes next; of any model it can be asked whether
 * it is one.
 */
import type { SessionRows } from '../../edge-model/contract/session.ts'
import type { SparseTable } from '../table/sparse-table.ts'

/** Σ of all scores of a session, those of `without` left out. */
export type ScoreMass = (session: SessionRows, without?: ReadonlySet<number>) => number

/** Row sums are taken once, so a session costs its length; each product left out costs a look at the session's rows. */
export function scoreMass({ items, neighbours, heads, index, value }: SparseTable): ScoreMass {
  const rowSums = new Float64Array(items * heads)
  for (let at = 0; at < value.length; at++) {
    const row = Math.floor(at / neighbours)
    rowSums[row] = (rowSums[row] ?? 0) + (value[at] ?? 0)
  }
  return ({ rows, weights }, without) => {
    let sum = 0
    for (let pair = 0; pair < rows.length * heads; pair++) {
      const weight = weights[pair] ?? 0
      if (weight === 0) continue
      const row = rows[Math.floor(pair / heads)] ?? 0
      const first = row * heads + (pair % heads)
      sum += weight * (rowSums[first] ?? 0)
      if (without === undefined) continue
      for (let at = 0; at < neighbours; at++) {
        if (!without.has(index[row * neighbours + at] ?? 0)) continue
        sum -= weight * (value[first * neighbours + at] ?? 0)
      }
    }
    return sum
  }
}
