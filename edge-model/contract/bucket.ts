/**
 * @module Bucketing: which share of shoppers an id belongs to. GrowthBook's hash, version 2 (docs.growthbook.io/lib/build-your-own,
 * "Hashing"), so that any of its SDKs puts a shopper where Aisle puts them.
 */

const OFFSET_BASIS = 0x811c9dc5
const PRIME = 0x01000193
const BUCKETS = 10_000

/** FNV-1a, 32 bits, over the UTF-16 code units of `text`: an unsigned integer. */
function fnv1a32(text: string): number {
  let hash = OFFSET_BASIS
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), PRIME)
  }
  return hash >>> 0
}

/**
 * Where an id lies in [0, 1), in steps of 1/10,000; the same everywhere and always. Different seeds are independent.
 *
 * @param seed what is divided: a canary's salt
 * @param id who: a visitor
 */
export function bucket(seed: string, id: string): number {
  return (fnv1a32(String(fnv1a32(seed + id))) % BUCKETS) / BUCKETS
}
