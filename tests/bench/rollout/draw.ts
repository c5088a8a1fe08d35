/**
 * @module Seeded draws of the simulation: what thousands of shoppers sum up to, drawn as one number of the sum's own
 * distribution.
 */
import { logGamma } from '../../../edge-model/evidence/statistics/gamma.ts'

/** Numbers in (0, 1). */
export type Random = () => number

/**
 * xoshiro128** (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021): simulations draw billions,
 * more than the 32 bits of the evaluation's generator tell apart. @param seed any integer
 */
export function openRandom(seed: number): Random {
  const state = Uint32Array.from({ length: 4 }, (_, i) => mix(Math.imul(seed, 4) + i + 1))
  return () => {
    const [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = state
    const result = Math.imul(rotate(Math.imul(s1, 5), 7), 9) >>> 0
    const t2 = s2 ^ s0
    const t3 = s3 ^ s1
    state[0] = s0 ^ t3
    state[1] = s1 ^ t2
    state[2] = t2 ^ (s1 << 9)
    state[3] = rotate(t3, 11)
    return (result + 0.5) / 2 ** 32
  }
}

const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by))

/** MurmurHash3's finalizer: neighbouring seeds become unlike states. */
function mix(x: number): number {
  let h = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** Standard normal (Box and Muller, 1958). */
export const drawNormal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random())

/** Successes among n trials, exactly distributed. */
export function drawBinomial(random: Random, n: number, p: number): number {
  if (p > 0.5) return n - drawBinomial(random, n, 1 - p)
  if (n === 0 || p <= 0) return 0
  return n * p < 10 ? byWaiting(random, n, p) : byRejection(random, n, p)
}

/** Counts the successes by the failures before each (L. Devroye, "Non-Uniform Random Variate Generation", 1986, X.4). */
function byWaiting(random: Random, n: number, p: number): number {
  const logFailure = Math.log1p(-p)
  let successes = -1
  for (let trials = 0; trials <= n; successes++) trials += Math.floor(Math.log(random()) / logFailure) + 1
  return successes
}

/** W. Hörmann, "The generation of binomial random variates", 1993: algorithm BTRS, for p ≤ ½ and np ≥ 10. */
function byRejection(random: Random, n: number, p: number): number {
  const spread = Math.sqrt(n * p * (1 - p))
  const b = 1.15 + 2.53 * spread
  const a = -0.0873 + 0.0248 * b + 0.01 * p
  const alpha = (2.83 + 5.1 / b) * spread
  const mode = Math.floor((n + 1) * p)
  const logOdds = Math.log(p / (1 - p))
  const logWays = (k: number): number => -logGamma(k + 1) - logGamma(n - k + 1)
  for (;;) {
    const u = random() - 0.5
    const v = random()
    const us = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / us + b) * u + n * p + 0.5)
    if (us >= 0.07 && v <= 0.92 - 4.2 / b) return k
    if (k < 0 || k > n) continue
    const logV = Math.log((v * alpha) / (a / us ** 2 + b))
    if (logV <= logWays(k) - logWays(mode) + (k - mode) * logOdds) return k
  }
}
