/**
 * @module The loss of a batch of examples and its gradient.
 *
 * With Z = Σ_j score(j) over all candidates, and Z′ = Z without items already seen,
 *
 *     loss = −ln(score(y)/Z) − ν [y novel] ln(score(y)/Z′)        score(j) = Σ_i ω_i B^{o_i}[i, j]
 *
 * Z is Σ_i ω_i · (sum of row i), so every pair of a row has the same slope ∂loss/∂B = Σ ω/Z over the examples that read
 * the row: one number a row and head. Only targets and seen items have something of their own on top. A batch is thus
 * one pass over the rows it touches, whatever its number of examples: forward on all threads, the examples here,
 * backward on all threads.
 */
import { sharedFloat32, sharedInt32 } from '../../parallel/shared.ts'
import type { Counting } from './counting.ts'
import type { Examples } from './examples.ts'
import type { FitTable } from './fit-table.ts'
import { HEADS, placesOf } from './network.ts'
import { type Passes, SHARD } from './passes.ts'
import type { Scorer } from './scorer.ts'

export interface BatchLoss {
  /**
   * Mean loss of the examples of these events; the gradient replaces what was in `theta` and `logOmega`.
   * @param events targets, drawn from `examples.targets`
   * @param seed draws the rounding of small slopes; null: none is rounded
   */
  run(scorer: Pick<Scorer, 'theta' | 'logOmega'>, events: Int32Array, seed: number | null): Promise<number>
  theta: Float64Array
  logOmega: Float64Array
}

export interface LossOptions {
  nu: number
  /** Number of weights ω. */
  omegas: number
}

export function createLoss(
  counting: Pick<Counting, 'passes' | 'width'>,
  table: FitTable,
  examples: Examples,
  { nu, omegas }: LossOptions,
): BatchLoss {
  const { weights: size } = placesOf(counting.width)
  const { values, extra, rowSums, rowSlopes } = table
  const isTouched = new Uint8Array(table.slots)
  const theta = new Float64Array(size)
  const logOmega = new Float64Array(omegas)
  const passes: Passes = {
    fit: table,
    touched: sharedInt32(table.slots),
    count: 0,
    theta: sharedFloat32(size),
    gradients: sharedFloat32(Math.ceil(table.slots / SHARD) * size),
    seed: null,
  }

  const touchRows = (events: Int32Array): void => {
    passes.count = 0
    for (const event of events) {
      const { size: speakers, slots } = examples.read(event)
      for (let i = 0; i < speakers; i++) {
        const slot = slots[i] ?? 0
        if (isTouched[slot] === 1) continue
        isTouched[slot] = 1
        passes.touched[passes.count++] = slot
      }
    }
    for (let t = 0; t < passes.count; t++) isTouched[passes.touched[t] ?? 0] = 0
  }

  const addTo = (array: Float64Array, at: number, gain: number): void => {
    array[at] = (array[at] ?? 0) + gain
  }

  const runExample = (event: number, weights: Float64Array): number => {
    const { size: speakers, slots, omega, head, target, seen, seenSize, isNovel } = examples.read(event)
    let z = 0
    let score = 0
    let seenScore = 0
    const masks = nu > 0 && isNovel
    for (let i = 0; i < speakers; i++) {
      const slot = slots[i] ?? 0
      const o = head[i] ?? 0
      const weight = weights[omega[i] ?? 0] ?? 0
      z += weight * (rowSums[slot * HEADS + o] ?? 0)
      const pair = table.find(slot, target)
      if (pair >= 0) score += weight * (values[pair * HEADS + o] ?? 0)
      for (let s = 0; masks && s < seenSize; s++) {
        const other = table.find(slot, seen[s] ?? 0)
        if (other >= 0) seenScore += weight * (values[other * HEADS + o] ?? 0)
      }
    }
    const open = Math.max(z - seenScore, score)
    const terms = masks ? 1 + nu : 1
    const pull = 1 / z + (masks ? nu / open : 0)
    for (let i = 0; i < speakers; i++) {
      const slot = slots[i] ?? 0
      const o = head[i] ?? 0
      const weight = weights[omega[i] ?? 0] ?? 0
      addTo(rowSlopes, slot * HEADS + o, weight * pull)
      let slope = pull * (rowSums[slot * HEADS + o] ?? 0)
      const pair = table.find(slot, target)
      if (pair >= 0) {
        addTo(extra, pair * HEADS + o, (-terms * weight) / score)
        slope -= (terms * (values[pair * HEADS + o] ?? 0)) / score
      }
      for (let s = 0; masks && s < seenSize; s++) {
        const other = table.find(slot, seen[s] ?? 0)
        if (other < 0) continue
        addTo(extra, other * HEADS + o, (-nu * weight) / open)
        slope -= (nu * (values[other * HEADS + o] ?? 0)) / open
      }
      addTo(logOmega, omega[i] ?? 0, weight * slope)
    }
    return -Math.log(score / z) - (masks ? nu * Math.log(score / open) : 0)
  }

  return {
    theta,
    logOmega,
    async run(scorer, events, seed) {
      theta.fill(0)
      logOmega.fill(0)
      passes.theta.set(scorer.theta)
      passes.seed = seed
      touchRows(events)
      await counting.passes('forward', passes)
      const weights = scorer.logOmega.map(Math.exp)
      let loss = 0
      for (const event of events) loss += runExample(event, weights)
      await counting.passes('backward', passes)
      const scale = 1 / events.length
      for (let g = 0; g < Math.ceil(passes.count / SHARD) * size; g++) {
        addTo(theta, g % size, scale * (passes.gradients[g] ?? 0))
      }
      for (let w = 0; w < omegas; w++) logOmega[w] = (logOmega[w] ?? 0) * scale
      return loss * scale
    },
  }
}
