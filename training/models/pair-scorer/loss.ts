/**
 * @module The loss of a batch of examples and its gradient.
 *
 * With Z = Σ_j score(j) over all candidates, and Z′ = Z without items already seen,
 *
 *     loss = −ln(score(y)/Z) − ν [y novel] ln(score(y)/Z′)        score(j) = Σ_i ω_i B^{o_i}[i, j]
 *
 * Z is Σ_i ω_i · (sum of row i), so every pair of a row has the same slope ∂loss/∂B = Σ ω/Z over the examples that read
 * the row: one number a row and head. Only targets and seen items have something of their own on top. A batch is thus
 * one pass over the rows it touches, whatever its number of examples.
 */
import { CANDIDATES } from './candidates.ts'
import type { Examples } from './examples.ts'
import { FEATURES } from './features.ts'
import type { FitTable } from './fit-table.ts'
import { createKernel, HEADS, WEIGHTS } from './network.ts'
import { type Scorer, writeValues } from './scorer.ts'

export interface BatchLoss {
  /**
   * Mean loss of the examples of these events; the gradient replaces what was in `theta` and `logOmega`.
   * @param events targets, drawn from `examples.targets`
   */
  run(scorer: Scorer, events: Int32Array): number
  theta: Float64Array
  logOmega: Float64Array
}

/** Rows whose single-precision gradients are summed before they go to double precision. */
const FLUSH_EVERY = 64

/**
 * Slopes below this are rounded at random, to 0 or to this, so that their expected value stays: most pairs of a row
 * matter little to a batch, and most need no way back. It adds a few hundredths to the variance of a batch.
 */
const ROUNDED_BELOW = 0.02

export interface LossOptions {
  nu: number
  /** Number of weights ω. */
  omegas: number
  /** Numbers in [0, 1) that round slopes; left out, none is rounded. */
  random?: () => number
}

export function createLoss(
  table: FitTable,
  examples: Examples,
  { nu, omegas, random }: LossOptions,
): BatchLoss {
  const kernel = createKernel()
  const { starts } = table
  /** B of each pair, and its slope beyond the row's, [pairs, HEADS]. */
  const values = new Float64Array((starts[table.slots] ?? 0) * HEADS)
  const extra = new Float64Array(values.length)
  /** Sum of B over a row, and Σ ω/Z, [slots, HEADS]. */
  const rowSum = new Float64Array(table.slots * HEADS)
  const rowSlope = new Float64Array(table.slots * HEADS)
  const touched = new Int32Array(table.slots)
  const isTouched = new Uint8Array(table.slots)
  const theta = new Float64Array(WEIGHTS)
  const logOmega = new Float64Array(omegas)
  let touchedCount = 0

  const loadRow = (slot: number): number => {
    const start = starts[slot] ?? 0
    const pairs = (starts[slot + 1] ?? 0) - start
    kernel.x.set(table.features.subarray(start * FEATURES, (start + pairs) * FEATURES))
    return pairs
  }

  const touch = (slot: number): void => {
    if (isTouched[slot] === 1) return
    isTouched[slot] = 1
    touched[touchedCount++] = slot
    const pairs = loadRow(slot)
    const base = (starts[slot] ?? 0) * HEADS
    kernel.forward(pairs)
    writeValues(kernel, pairs, values, base)
    extra.fill(0, base, base + pairs * HEADS)
    for (let head = 0; head < HEADS; head++) {
      let sum = 0
      for (let at = base + head; at < base + pairs * HEADS; at += HEADS) sum += values[at] ?? 0
      rowSum[slot * HEADS + head] = sum
      rowSlope[slot * HEADS + head] = 0
    }
  }

  const addTo = (array: Float64Array, at: number, gain: number): void => {
    array[at] = (array[at] ?? 0) + gain
  }

  const runExample = (event: number, weights: Float64Array): number => {
    const { size, slots, omega, head, target, seen, seenSize, isNovel } = examples.read(event)
    let z = 0
    let score = 0
    let seenScore = 0
    const masks = nu > 0 && isNovel
    for (let i = 0; i < size; i++) {
      const slot = slots[i] ?? 0
      const o = head[i] ?? 0
      const weight = weights[omega[i] ?? 0] ?? 0
      touch(slot)
      z += weight * (rowSum[slot * HEADS + o] ?? 0)
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
    for (let i = 0; i < size; i++) {
      const slot = slots[i] ?? 0
      const o = head[i] ?? 0
      const weight = weights[omega[i] ?? 0] ?? 0
      addTo(rowSlope, slot * HEADS + o, weight * pull)
      let slope = pull * (rowSum[slot * HEADS + o] ?? 0)
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

  const flush = (scale: number): void => {
    for (let p = 0; p < WEIGHTS; p++) addTo(theta, p, scale * (kernel.gradient[p] ?? 0))
    kernel.gradient.fill(0)
  }

  const rounded = (slope: number): number => {
    const size = Math.abs(slope)
    if (random === undefined || size >= ROUNDED_BELOW) return slope
    return random() * ROUNDED_BELOW < size ? Math.sign(slope) * ROUNDED_BELOW : 0
  }

  const backward = (scale: number): void => {
    for (let t = 0; t < touchedCount; t++) {
      const slot = touched[t] ?? 0
      isTouched[slot] = 0
      const pairs = loadRow(slot)
      const base = (starts[slot] ?? 0) * HEADS
      for (let v = 0; v < pairs * HEADS; v++) {
        const slope = (rowSlope[slot * HEADS + (v % HEADS)] ?? 0) + (extra[base + v] ?? 0)
        // ∂B/∂logit = B
        kernel.slopes[v] = rounded(slope * (values[base + v] ?? 0))
      }
      kernel.backward(Math.min(pairs, CANDIDATES))
      if (t % FLUSH_EVERY === FLUSH_EVERY - 1) flush(scale)
    }
    flush(scale)
    touchedCount = 0
  }

  return {
    theta,
    logOmega,
    run(scorer, events) {
      theta.fill(0)
      logOmega.fill(0)
      kernel.theta.set(scorer.theta)
      const weights = scorer.logOmega.map(Math.exp)
      let loss = 0
      for (const event of events) loss += runExample(event, weights)
      const scale = 1 / events.length
      backward(scale)
      for (let w = 0; w < omegas; w++) logOmega[w] = (logOmega[w] ?? 0) * scale
      return loss * scale
    },
  }
}
