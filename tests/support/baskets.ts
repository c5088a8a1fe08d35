/**
 * @module Held-out baskets: hide one product of each basket, ask a model with the rest, see whether it names the hidden.
 *
 * A time split is two reads of one dataset, `loadDataset(dir, { until })` to learn from and `loadDataset(dir, { from })`
 * to measure on. The functions here know nothing of how a model is asked, so they measure a ranker in this process and
 * a Worker behind HTTP alike.
 */
import type { SessionLog } from '../../training/dataset/session-log.ts'
import { basketCases } from '../../training/evaluate/cases.ts'
import type { OnProgress } from '../../training/models/model.ts'

export interface HeldOutBasket {
  /** The products that stay, newest last; not empty. */
  session: string[]
  hidden: string
}

/**
 * Hides one product, drawn with the seed, of each basket with at least two.
 * @param most products that stay at most; of a larger basket the last ones
 */
export function holdOut(log: SessionLog, draw: { seed: number; most: number }): HeldOutBasket[] {
  const { items, events, start, end, target } = basketCases(log, draw)
  const named = (number: number): string => items[number] ?? ''
  return Array.from(target, (hidden, c) => ({
    session: Array.from(events.subarray(start[c], end[c]), named),
    hidden: named(hidden),
  }))
}

/** Names products for a session, best first, none of the session's own. */
export type Recommend = (session: readonly string[]) => readonly string[] | Promise<readonly string[]>

/** Baskets asked for at a time: a Worker behind HTTP idles while one waits for its answer. */
const AT_ONCE = 8

/** HR@k: the share of baskets whose hidden product is among the first k named. 0 where there are no baskets. */
export async function basketHitRate(
  baskets: readonly HeldOutBasket[],
  recommend: Recommend,
  k: number,
  onProgress?: OnProgress,
): Promise<number> {
  let hits = 0
  for (let done = 0; done < baskets.length; done += AT_ONCE) {
    onProgress?.(done, baskets.length)
    const named = await Promise.all(
      baskets.slice(done, done + AT_ONCE).map(async ({ session, hidden }) => {
        const products = await recommend(session)
        return products.slice(0, k).includes(hidden)
      }),
    )
    hits += named.filter((isHit) => isHit).length
  }
  return baskets.length === 0 ? 0 : hits / baskets.length
}

/** Names what is popular and not in the session. */
export function recommendPopular(popular: readonly string[]): Recommend {
  return (session) => popular.filter((productId) => !session.includes(productId))
}
