/**
 * @module Adam with decoupled weight decay (Kingma and Ba, arXiv 1412.6980; Loshchilov and Hutter, arXiv 1711.05101).
 */
const FIRST = 0.9
const SECOND = 0.99
const EPSILON = 1e-8

export interface Adam {
  /** θ ← θ − rate · (m̂/(√v̂ + ε) + decay · θ), in place. */
  step(gradient: Float64Array, rate: number): void
}

export function createAdam(theta: Float64Array, decay: number): Adam {
  const m = new Float64Array(theta.length)
  const v = new Float64Array(theta.length)
  let steps = 0
  return {
    step(gradient, rate) {
      steps++
      const mScale = 1 / (1 - FIRST ** steps)
      const vScale = 1 / (1 - SECOND ** steps)
      for (let p = 0; p < theta.length; p++) {
        const g = gradient[p] ?? 0
        const mean = FIRST * (m[p] ?? 0) + (1 - FIRST) * g
        const square = SECOND * (v[p] ?? 0) + (1 - SECOND) * g * g
        m[p] = mean
        v[p] = square
        const value = theta[p] ?? 0
        theta[p] = value - rate * ((mean * mScale) / (Math.sqrt(square * vScale) + EPSILON) + decay * value)
      }
    },
  }
}
