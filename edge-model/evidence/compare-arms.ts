/**
 * @module How the canary sells beside stable: always-valid one-sided bounds on the relative difference of two metrics.
 */
import type { ArmCounts } from '../contract/arm-counts.ts'
import type { Comparison, RolloutRules } from '../contract/evidence.ts'
import { oneSidedWidth } from './statistics/always-valid.ts'
import { type Moments, momentsOf, proportion, relativeDifference } from './statistics/moments.ts'

/** Of both bounds of a step: see `levels`. */
export interface Levels {
  readonly lowerAlpha: number
  readonly upperAlpha: number
}

/**
 * Alpha divided over the steps of a plan. Promotion needs both metrics, so each may use a step's alpha whole; either
 * metric alone shows harm, so there they share it.
 */
export function levels(alpha: number, plan: readonly number[]): Levels {
  const ofStep = alpha / plan.filter((percent) => percent < 100).length
  return { lowerAlpha: ofStep, upperAlpha: ofStep / 2 }
}

/** Add-to-cart rate and revenue per visitor. */
export function compareArms(
  rules: RolloutRules,
  { lowerAlpha, upperAlpha }: Levels,
  stable: ArmCounts,
  canary: ArmCounts,
): Comparison[] {
  const compare = (
    metric: Comparison['metric'],
    margin: number,
    of: (counts: ArmCounts) => Moments,
  ): Comparison => {
    const [a, b] = [of(stable), of(canary)]
    const difference = boundDifference(a, b, { lowerAlpha, upperAlpha }, rules.tuning)
    return {
      metric,
      stable: a.mean,
      canary: b.mean,
      difference,
      lowerAlpha,
      upperAlpha,
      margin,
      nonInferior: difference !== null && difference.lower > -margin,
      harmful: difference !== null && difference.estimate < -margin && difference.upper < 0,
    }
  }
  return [
    compare('add_to_cart', rules.addToCartMargin, ({ adders, visitors }) => proportion(adders, visitors)),
    compare('revenue', rules.revenueMargin, ({ visitors, revenue, revenueSquares }) =>
      momentsOf(visitors, revenue, revenueSquares),
    ),
  ]
}

function boundDifference(
  stable: Moments,
  canary: Moments,
  { lowerAlpha, upperAlpha }: Levels,
  tuning: number,
): Comparison['difference'] {
  if (canary.n === 0 || stable.variance === 0) return null
  // The canary's own variance is 0 where nobody bought, and too small where its few orders held no large one yet.
  const floored = { ...canary, variance: Math.max(canary.variance, stable.variance) }
  const difference = relativeDifference(stable, floored)
  return {
    estimate: difference.estimate,
    lower: difference.estimate - oneSidedWidth(difference, { alpha: lowerAlpha, tuning }),
    upper: difference.estimate + oneSidedWidth(difference, { alpha: upperAlpha, tuning }),
  }
}
