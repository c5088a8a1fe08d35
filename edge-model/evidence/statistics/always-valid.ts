/**
 * @module Intervals that hold at every look at once: asymptotic confidence sequences (Waudby-Smith, Arbour, Sinha, Kennedy,
 * Ramdas, "Time-uniform central limit theory and asymptotic confidence sequences", arXiv 2103.06476).
 *
 * Whoever looks every hour and acts as soon as the interval allows errs in at most a share alpha of all rollouts. The price
 * is width: some half more than an interval for one look.
 */
import type { Difference } from './moments.ts'

export interface Level {
  /** Share of rollouts in which a bound may be wrong at any look. */
  readonly alpha: number
  /** Number of visitors, both arms together, at which the bound is narrowest. */
  readonly tuning: number
}

/** ρ that makes a two-sided bound narrowest at `tuning` visitors; a one-sided takes 2α (appendix B.2). */
function rhoSquared(alpha: number, tuning: number): number {
  const log = -2 * Math.log(alpha)
  return (log + Math.log(log + 1)) / tuning
}

/** Half the width of the two-sided interval at level 1 − alpha (theorem 2.2). */
export function twoSidedWidth({ variance, n }: Difference, { alpha, tuning }: Level): number {
  const nRho = n * rhoSquared(alpha, tuning)
  return Math.sqrt(variance) * Math.sqrt((2 * (nRho + 1) * Math.log(Math.sqrt(nRho + 1) / alpha)) / nRho)
}

/** How far a one-sided bound at level 1 − alpha lies from the estimate (appendix B.1). @param level alpha < ½ */
export function oneSidedWidth({ variance, n }: Difference, { alpha, tuning }: Level): number {
  const nRho = n * rhoSquared(2 * alpha, tuning)
  return (
    Math.sqrt(variance) * Math.sqrt(((2 * (nRho + 1)) / nRho) * Math.log1p(Math.sqrt(nRho + 1) / (2 * alpha)))
  )
}

/** Two-sided p against no difference: small at any look is as good as small at the end. ρ is that of `level`. */
export function twoSidedP({ estimate, variance, n }: Difference, { alpha, tuning }: Level): number {
  const nRho = n * rhoSquared(alpha, tuning)
  const logE = (nRho * estimate ** 2) / (2 * (nRho + 1) * variance) - Math.log1p(nRho) / 2
  return Math.min(1, Math.exp(-logE))
}

/** A one-sided p beyond this says no more than this; at ½ the bound is void. */
const MOST_P = 0.4999

/** The alpha at which the one-sided lower bound would reach 0, solved for; ρ is that of `level`. */
export function greaterP({ estimate, variance, n }: Difference, { alpha, tuning }: Level): number {
  if (estimate <= 0) return MOST_P
  const nRho = n * rhoSquared(2 * alpha, tuning)
  const log = (nRho * estimate ** 2) / (2 * (nRho + 1) * variance)
  return Math.min(MOST_P, Math.sqrt(nRho + 1) / (2 * Math.expm1(log)))
}

/** The same against a decrease. */
export const lesserP = (difference: Difference, level: Level): number =>
  greaterP({ ...difference, estimate: -difference.estimate }, level)
