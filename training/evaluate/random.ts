/**
 * @module Seeded random numbers, so that a protocol that draws gives the same draw everywhere.
 */

/** Numbers in [0, 1) by xorshift32 (Marsaglia, "Xorshift RNGs", 2003). @param seed any integer */
export function seededRandom(seed: number): () => number {
  // A multiplicative scramble spreads small seeds over the state, which must not be 0.
  let state = Math.imul(seed + 1, 0x9e3779b1) | 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
