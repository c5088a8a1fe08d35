/**
 * @module Sessions that explore, or do not: that is drawn by hashing them.
 */
import type { Digest, Slot } from '../../../edge-model/contract/index.ts'
import { explores } from '../../../edge-model/recommend/explore.ts'

export const SHARE = 0.25

/** A session that ends with `last`, after a product unknown to every model, which says nothing to the table. */
export function sessionThat(does: boolean, id: Digest, slot: Slot, last: readonly string[]): string[] {
  for (let n = 0; ; n++) {
    const items = [`sku-${n}`, ...last]
    if (explores(SHARE, id, slot, items) === does) return items
  }
}
