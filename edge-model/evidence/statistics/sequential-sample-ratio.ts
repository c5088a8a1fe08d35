/**
 * @module The sample ratio test that may be looked at as often as one likes (Lindon and Malek, "Anytime-Valid Inference for
 * Multinomial Count Data", 2022; Optimizely's ssrm).
 *
 * M0: visitors fall on the arms with the planned probabilities. M1: with probabilities drawn from a Dirichlet distribution
 * around them. The Bayes factor M1 / M0 exceeds 1 / p at any look with probability at most p while M0 is true.
 */
import { logGamma } from './gamma.ts'

/** Concentration of the Dirichlet prior: how near to the plan a mismatch is expected to be. Optimizely's choice. */
const CONCENTRATION = 10_000

export interface RatioEvidence {
  /** Log probabilities of all looks so far. */
  readonly logM1: number
  readonly logM0: number
  /** Probability of a mismatch, if both were as likely beforehand. */
  readonly posterior: number
  /** The least 1 / Bayes factor so far, at most 1. */
  readonly p: number
}

/**
 * Evidence after each look.
 *
 * @param looks visitors that each look found beyond the one before it, by arm
 * @param planned probability of each arm, positive, sum 1
 * @param prior the Dirichlet's parameters, by arm
 */
export function sequentialSampleRatio(
  looks: readonly (readonly number[])[],
  planned: readonly number[],
  prior: readonly number[] = planned.map((share) => CONCENTRATION * share),
): RatioEvidence[] {
  let logM1 = 0
  let logM0 = 0
  let p = 1
  let alpha = prior
  let logBetaOfAlpha = logBeta(prior)
  return looks.map((found) => {
    if (found.length !== planned.length || found.some((visitors) => !(visitors >= 0))) {
      throw new RangeError(`A look at ${planned.length} arms can't be [${found.join(', ')}].`)
    }
    const ways = logGamma(sum(found) + 1) - sum(found.map((visitors) => logGamma(visitors + 1)))
    alpha = alpha.map((a, arm) => a + (found[arm] ?? 0))
    const before = logBetaOfAlpha
    logBetaOfAlpha = logBeta(alpha)
    logM1 += ways + logBetaOfAlpha - before
    logM0 +=
      ways + sum(found.map((visitors, arm) => (visitors > 0 ? visitors * Math.log(planned[arm] ?? 0) : 0)))
    p = Math.min(p, Math.exp(logM0 - logM1))
    return { logM1, logM0, posterior: 1 / (1 + Math.exp(logM0 - logM1)), p }
  })
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** ln B(α), the multivariate beta function. */
const logBeta = (alpha: readonly number[]): number => sum(alpha.map(logGamma)) - logGamma(sum(alpha))
