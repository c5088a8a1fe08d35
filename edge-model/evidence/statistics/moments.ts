/**
 * @module Mean and variance of what one arm's visitors did, and the difference between two arms.
 */

export interface Moments {
  readonly n: number
  readonly mean: number
  /** Of one visitor. */
  readonly variance: number
}

/** Of a yes or no. @param successes at most n */
export function proportion(successes: number, n: number): Moments {
  if (successes > n) throw new RangeError(`${successes} of ${n} visitors is not a share.`)
  const mean = n === 0 ? 0 : successes / n
  return { n, mean, variance: mean * (1 - mean) }
}

/**
 * Of an amount, from exact sums. n Σx² − (Σx)² is taken before anything is rounded, so nothing cancels.
 *
 * @param squares sum of the squares of every visitor's amount
 */
export function momentsOf(n: number, sum: bigint, squares: bigint): Moments {
  const mean = n === 0 ? 0 : Number(sum) / n
  const variance = n < 2 ? 0 : Number(BigInt(n) * squares - sum * sum) / (n * (n - 1))
  return { n, mean, variance }
}

export interface Difference {
  readonly estimate: number
  /** Of the estimate. */
  readonly variance: number
  /** Visitors of both arms. */
  readonly n: number
}

/** mean(b) − mean(a). */
export function absoluteDifference(a: Moments, b: Moments): Difference {
  return {
    estimate: b.mean - a.mean,
    variance: b.variance / b.n + a.variance / a.n,
    n: a.n + b.n,
  }
}

/**
 * mean(b) / mean(a) − 1, its variance by the delta method (Deng, Knoblich, Lu, "Applying the Delta Method in Metric
 * Analytics", 2018, section 3.1).
 */
export function relativeDifference(a: Moments, b: Moments): Difference {
  return {
    estimate: b.mean / a.mean - 1,
    variance: (b.variance / b.n + (a.variance / a.n) * (b.mean / a.mean) ** 2) / a.mean ** 2,
    n: a.n + b.n,
  }
}
