/**
 * @module The normal, chi-square and Student's t distribution: tails and quantiles. Absolute errors stay below
 * 1e-12, those of Student's t below 1e-15 times its degrees of freedom, if that is more.
 */
import { continuedFraction, logGamma, upperGamma } from './gamma.ts'

/** P(Z ≤ z) of a standard normal Z, by Γ(½, z²/2) (DLMF 7.11.2). */
export function normalCdf(z: number): number {
  const tail = upperGamma(0.5, (z * z) / 2) / 2
  return z < 0 ? tail : 1 - tail
}

/** The z with `normalCdf(z)` = p, 0 < p < 1. */
export const normalQuantile = (p: number): number => quantile(normalCdf, p)

/** P(X ≥ x) of a chi-square with `degrees` of freedom (DLMF 8.2.4, with a = degrees / 2). */
export const chiSquareSurvival = (x: number, degrees: number): number => upperGamma(degrees / 2, x / 2)

/** P(T ≤ t) of Student's t with `degrees` > 0 of freedom, not necessarily whole (Abramowitz and Stegun 26.7.1). */
export function studentCdf(t: number, degrees: number): number {
  const whole = degrees + t * t
  const tail = incompleteBeta(degrees / whole, (t * t) / whole, degrees / 2, 0.5) / 2
  return t < 0 ? tail : 1 - tail
}

/** The t with `studentCdf(t, degrees)` = p, 0 < p < 1. */
export const studentQuantile = (p: number, degrees: number): number =>
  quantile((t) => studentCdf(t, degrees), p)

/** I_x(a, b), the regularized incomplete beta function (DLMF 8.17.22). @param y 1 − x, which near x = 1 would be lost */
function incompleteBeta(x: number, y: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (y <= 0) return 1
  // The fraction converges fast below the mean; above it I_x(a, b) = 1 − I_y(b, a).
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(y, x, b, a)
  const logScale = a * Math.log(x) + b * Math.log(y) + logGamma(a + b) - logGamma(a) - logGamma(b)
  const fraction = continuedFraction(
    (n) => {
      if (n === 1) return 1
      const m = Math.floor((n - 1) / 2)
      const even = n % 2 === 1
      const top = even ? m * (b - m) : -(a + m) * (a + b + m)
      return (top * x) / (even ? (a + 2 * m - 1) * (a + 2 * m) : (a + 2 * m) * (a + 2 * m + 1))
    },
    () => 1,
  )
  return (Math.exp(logScale) / a) * fraction
}

/** Where a symmetric distribution's `cdf` reaches p. Above one half 1 − p is exact, so that both tails are alike. */
function quantile(cdf: (x: number) => number, p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`A quantile is of a probability between 0 and 1, not of ${p}.`)
  if (p > 0.5) return -quantile(cdf, 1 - p)
  let low = -1
  while (cdf(low) > p) low *= 2
  let high = 0
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return middle
    if (cdf(middle) < p) low = middle
    else high = middle
  }
}
