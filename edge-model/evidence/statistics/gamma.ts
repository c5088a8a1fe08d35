/**
 * @module The gamma function's logarithm and its regularized incomplete integral, on which the distributions rest.
 */

/** Lanczos' coefficients for g = 7, nine terms (P. Godfrey, 2001): relative error below 1e-14. */
const LANCZOS_G = 7
const LANCZOS_FIRST = 0.99999999999980993
const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const

/** ln Γ(x) for x > 0. C. Lanczos, "A Precision Approximation of the Gamma Function", 1964. */
export function logGamma(x: number): number {
  // Γ(x) Γ(1 − x) = π / sin πx
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const sum = LANCZOS.reduce((total: number, coefficient, i) => total + coefficient / (x + i), LANCZOS_FIRST)
  const t = x + LANCZOS_G - 0.5
  return Math.log(2 * Math.PI) / 2 + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}

const EPSILON = 1e-15
const MOST_TERMS = 10_000
/** Keeps Lentz's method from dividing by nothing. */
const TINY = 1e-300

/** Q(a, x) = Γ(a, x) / Γ(a) for a > 0, x ≥ 0: the power series (DLMF 8.11.4) below a + 1, beyond it DLMF 8.9.2. */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a))
  if (scale === 0) return x < a ? 1 : 0
  if (x < a + 1) return 1 - scale * seriesOfLower(a, x)
  return scale * fractionOfUpper(a, x)
}

function seriesOfLower(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; n < MOST_TERMS && term > sum * EPSILON; n++) {
    term *= x / (a + n)
    sum += term
  }
  return sum
}

function fractionOfUpper(a: number, x: number): number {
  return continuedFraction(
    (n) => (n === 1 ? 1 : -(n - 1) * (n - 1 - a)),
    (n) => x + 2 * n - 1 - a,
  )
}

/**
 * a₁/(b₁ + a₂/(b₂ + …)) by Lentz's method as Thompson and Barnett changed it ("Coulomb and Bessel functions of complex
 * arguments and order", 1986).
 */
export function continuedFraction(a: (n: number) => number, b: (n: number) => number): number {
  let value = TINY
  let c = TINY
  let d = 0
  for (let n = 1; n < MOST_TERMS; n++) {
    d = 1 / notZero(b(n) + a(n) * d)
    c = notZero(b(n) + a(n) / c)
    value *= c * d
    if (Math.abs(c * d - 1) < EPSILON) break
  }
  return value
}

const notZero = (x: number): number => (Math.abs(x) < TINY ? TINY : x)
