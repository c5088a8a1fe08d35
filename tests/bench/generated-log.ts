/**
 * @module Sessions made up for timing: a shop of interests with a long tail, seeded.
 */
import type { SessionLog } from '../../training/dataset/session-log.ts'
import { seededRandom } from '../../training/evaluate/random.ts'

const PRODUCTS_AN_INTEREST = 40

/** Each session stays with one interest, nine events of ten; mean length 5. */
export function generateLog(sessions: number, products: number): SessionLog {
  const random = seededRandom(7)
  // u³ piles up at 0: the first products are the popular ones.
  const popular = (n: number): number => Math.floor(random() ** 3 * n)
  const events: number[] = []
  const offsets = [0]
  for (let s = 0; s < sessions; s++) {
    const interest = popular(products / PRODUCTS_AN_INTEREST)
    do {
      const inside = interest * PRODUCTS_AN_INTEREST + popular(PRODUCTS_AN_INTEREST)
      events.push(random() < 0.9 ? Math.min(inside, products - 1) : popular(products))
    } while (random() < 0.8)
    offsets.push(events.length)
  }
  return {
    items: Array.from({ length: products }, (_, p) => `p${p}`),
    events: Int32Array.from(events),
    offsets: Int32Array.from(offsets),
    times: null,
    baskets: new Uint8Array(sessions),
    customers: null,
  }
}
