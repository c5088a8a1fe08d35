/**
 * @module A fitted scorer: all that is kept from fitting, about 900 numbers a network.
 */
import { CANDIDATES } from './candidates.ts'
import type { Standard } from './features.ts'
import { HEADS } from './network.ts'

export interface Scorer {
  /** θ of each network, one after the other; several speak by the mean of their logits. */
  theta: Float64Array
  /** ln ω[ℓ][d], [BUCKETS · DISTANCES]. */
  logOmega: Float64Array
  /** How features were standardised while fitting. */
  standard: Standard
}

const MOST = 30

/** B^o = exp(clip±30(logit)) of pairs, [pairs, HEADS]. */
export function writeValues(logits: Float32Array, pairs: number, into: Float64Array, at: number): void {
  for (let v = 0; v < Math.min(pairs, CANDIDATES) * HEADS; v++) {
    into[at + v] = Math.exp(Math.max(-MOST, Math.min(MOST, logits[v] ?? 0)))
  }
}
