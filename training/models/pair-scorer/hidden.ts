/**
 * @module Products whose counts are kept from the scorer while it is fitted, so that it learns what content is worth where
 * counts are missing (as DropoutNet does for latent factors: Volkovs et al., NIPS 2017). In a shop's ordinary course few
 * products are new at any time; these stand for them.
 */
import { type SessionLog, sessionCount } from '../../dataset/session-log.ts'

/** One product of so many is hidden. */
const ONE_OF = 10

/** 1 for each hidden product, [n]; the same ones for the same log. */
export function hideProducts(log: SessionLog): Uint8Array {
  const hidden = new Uint8Array(log.items.length)
  for (const item of log.events.subarray(log.offsets[0], log.offsets[sessionCount(log)])) {
    // Knuth's multiplicative hash of the item's number: neighbours in the catalog are hidden apart.
    if ((Math.imul(item + 1, 0x9e3779b1) >>> 16) % ONE_OF === 0) hidden[item] = 1
  }
  return hidden
}
