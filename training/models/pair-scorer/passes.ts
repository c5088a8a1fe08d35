/**
 * @module The network over many rows of a fit table, forward and backward, a shard of 64 rows at a time: what threads do
 * while fitting. A shard's gradient is its own, so that sums don't depend on which thread took it.
 */
import { seededRandom } from '../../evaluate/random.ts'
import { CANDIDATES } from './candidates.ts'
import type { FitTable } from './fit-table.ts'
import { HEADS, type Kernel } from './network.ts'
import { writeValues } from './scorer.ts'

/** Rows a shard: so many single-precision gradients are summed before they go to double precision. */
export const SHARD = 64

/**
 * Slopes below this are rounded at random, to 0 or to this, so that their expected value stays: most pairs of a row
 * matter little to a batch, and most need no way back. It adds a few hundredths to the variance of a batch.
 */
const ROUNDED_BELOW = 0.02

export interface Passes {
  /** The arrays of a fit table that passes read and write. */
  fit: Pick<FitTable, 'sizes' | 'values' | 'extra' | 'rowSums' | 'rowSlopes'>
  /** Slots of the rows of this batch; the first `count` are in use. */
  touched: Int32Array
  count: number
  /** θ in single precision. */
  theta: Float32Array
  /** ∂loss/∂θ of each shard, [shards, weights]. */
  gradients: Float32Array
  /** Draws the rounding of slopes; null: none is rounded. */
  seed: number | null
}

/** B of every pair of the shard's rows, and their sums; wipes the slopes. */
export function forwardShard(kernel: Kernel, { fit, touched, count, theta }: Passes, shard: number): void {
  kernel.theta.set(theta)
  for (let t = shard * SHARD; t < Math.min(count, (shard + 1) * SHARD); t++) {
    const slot = touched[t] ?? 0
    const pairs = fit.sizes[slot] ?? 0
    const base = slot * CANDIDATES * HEADS
    kernel.forward(slot * CANDIDATES, pairs)
    writeValues(kernel.logits, pairs, fit.values, base)
    fit.extra.fill(0, base, base + pairs * HEADS)
    for (let head = 0; head < HEADS; head++) {
      let sum = 0
      for (let at = base + head; at < base + pairs * HEADS; at += HEADS) sum += fit.values[at] ?? 0
      fit.rowSums[slot * HEADS + head] = sum
      fit.rowSlopes[slot * HEADS + head] = 0
    }
  }
}

/** From ∂loss/∂B of the shard's rows to the shard's part of ∂loss/∂θ. */
export function backwardShard(kernel: Kernel, passes: Passes, shard: number): void {
  const { fit, touched, count, theta, gradients, seed } = passes
  kernel.theta.set(theta)
  kernel.gradient.fill(0)
  const random = seed === null ? null : seededRandom(seed + shard)
  for (let t = shard * SHARD; t < Math.min(count, (shard + 1) * SHARD); t++) {
    const slot = touched[t] ?? 0
    const pairs = fit.sizes[slot] ?? 0
    const base = slot * CANDIDATES * HEADS
    for (let v = 0; v < pairs * HEADS; v++) {
      const slope = (fit.rowSlopes[slot * HEADS + (v % HEADS)] ?? 0) + (fit.extra[base + v] ?? 0)
      // ∂B/∂logit = B
      const gain = slope * (fit.values[base + v] ?? 0)
      kernel.slopes[v] = random === null ? gain : rounded(gain, random)
    }
    kernel.backward(slot * CANDIDATES, pairs)
  }
  gradients.set(kernel.gradient, shard * kernel.gradient.length)
}

function rounded(slope: number, random: () => number): number {
  const size = Math.abs(slope)
  if (size >= ROUNDED_BELOW) return slope
  return random() * ROUNDED_BELOW < size ? Math.sign(slope) * ROUNDED_BELOW : 0
}
