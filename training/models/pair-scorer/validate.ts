/**
 * @module How well a scorer ranks the targets of examples it was not fitted to, read straight from the fit table: what ν,
 * K and decays are chosen by.
 */

import { sharedFloat32, sharedInt32 } from '../../parallel/shared.ts'
import { CANDIDATES } from './candidates.ts'
import type { Counting } from './counting.ts'
import type { Examples } from './examples.ts'
import type { FitTable } from './fit-table.ts'
import { HEADS, placesOf } from './network.ts'
import type { Scorer } from './scorer.ts'

const K = 20

/** HR@20 + MRR@20 of all targets plus those of novel ones, items already seen left out; what is out of reach is missed. */
export async function validateScorer(
  counting: Counting,
  table: FitTable,
  examples: Examples,
  scorer: Scorer,
): Promise<number> {
  const touched = sharedInt32(table.slots)
  touched.forEach((_, slot) => {
    touched[slot] = slot
  })
  const theta = sharedFloat32(placesOf(counting.width).weights)
  theta.set(scorer.theta)
  const gradients = sharedFloat32(0)
  await counting.passes('forward', { fit: table, touched, count: table.slots, theta, gradients, seed: null })
  const omega = scorer.logOmega.map(Math.exp)
  const scores = new Map<number, number>()
  const gain = { all: 0, novel: 0 }
  const worth = (rank: number): number => (rank <= K ? 1 + 1 / rank : 0)
  for (const event of examples.targets) {
    const { size, slots, omega: places, head, target, seen, seenSize, isNovel } = examples.read(event)
    scores.clear()
    for (let i = 0; i < size; i++) {
      const slot = slots[i] ?? 0
      const weight = omega[places[i] ?? 0] ?? 0
      const first = slot * CANDIDATES
      for (let pair = first; pair < first + (table.sizes[slot] ?? 0); pair++) {
        const column = table.columns[pair] ?? 0
        const value = table.values[pair * HEADS + (head[i] ?? 0)] ?? 0
        scores.set(column, (scores.get(column) ?? 0) + weight * value)
      }
    }
    const own = scores.get(target) ?? 0
    let rank = 0
    for (const score of scores.values()) if (score >= own) rank++
    gain.all += worth(rank)
    if (!isNovel) continue
    for (let s = 0; s < seenSize; s++) if ((scores.get(seen[s] ?? 0) ?? 0) >= own) rank--
    gain.novel += worth(rank)
  }
  return gain.all / Math.max(1, examples.total.all) + gain.novel / Math.max(1, examples.total.novel)
}
