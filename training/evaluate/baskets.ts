/**
 * @module Held-out baskets: hide one product of each basket, ask a model with the rest, see whether it names the hidden.
 *
 * A time split is two reads of one dataset, `loadDataset(dir, { until })` to learn from and `loadDataset(dir, { from })`
 * to measure on. The functions here know nothing of how a model is asked, so they measure a ranker in this process and
 * a Worker behind HTTP alike.
 */
import { type SessionLog, sessionCount } from '../dataset/session-log.ts'
import type { OnProgress } from '../models/model.ts'
import { seededRandom } from './random.ts'

export interface HeldOutBasket {
  /** The products that stay, newest last; not empty. */
  session: string[]
  hidden: string
}

/**
 * Hides one product, drawn with the seed, of each basket with at least two.
 * @param most products that stay at most; of a larger basket the last ones
 */
export function holdOut(log: SessionLog, { seed, most }: { seed: number; most: number }): HeldOutBasket[] {
  const random = seededRandom(seed)
  const heldOut: HeldOutBasket[] = []
  for (let s = 0; s < sessionCount(log); s++) {
    const products = [...new Set(log.events.subarray(log.offsets[s], log.offsets[s + 1]))].map(
      (number) => log.items[number] ?? '',
    )
    if (log.baskets[s] !== 1 || products.length < 2) continue
    const [hidden = ''] = products.splice(Math.floor(random() * products.length), 1)
    heldOut.push({ session: products.slice(-most), hidden })
  }
  return heldOut
}

/** Names products for a session, best first, none of the session's own. */
export type Recommend = (session: readonly string[]) => readonly string[] | Promise<readonly string[]>

/** HR@k: the share of baskets whose hidden product is among the first k named. 0 where there are no baskets. */
export async function basketHitRate(
  baskets: readonly HeldOutBasket[],
  recommend: Recommend,
  k: number,
  onProgress?: OnProgress,
): Promise<number> {
  let hits = 0
  for (const [done, { session, hidden }] of baskets.entries()) {
    onProgress?.(done, baskets.length)
    const named = await recommend(session)
    if (named.slice(0, k).includes(hidden)) hits++
  }
  return baskets.length === 0 ? 0 : hits / baskets.length
}

/** Names what is popular and not in the session. */
export function recommendPopular(popular: readonly string[]): Recommend {
  return (session) => popular.filter((productId) => !session.includes(productId))
}
