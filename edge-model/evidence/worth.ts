/**
 * @module The lift of recommendations over the holdout, with intervals that may be looked at every day.
 */
import { z } from 'zod'
import { type ArmCounts, armCountsSchema } from '../contract/arm-counts.ts'
import { DEFAULT_ROLLOUT_RULES } from '../contract/evidence.ts'
import type { Lift, Worth } from '../contract/worth.ts'
import { twoSidedWidth } from './statistics/always-valid.ts'
import { type Moments, momentsOf, proportion, relativeDifference } from './statistics/moments.ts'

/** Of each interval. `tuning`: visitors at which it is narrowest. */
const LEVEL = { alpha: 0.05, tuning: DEFAULT_ROLLOUT_RULES.tuning } as const

/** The intervals rest on the central limit theorem, which says nothing of fewer. */
const LEAST_VISITORS = DEFAULT_ROLLOUT_RULES.leastVisitors

export interface HoldoutCounts {
  quarter: string
  holdout: ArmCounts
  served: ArmCounts
  foreignOrders: number
}

export function worthOf({ quarter, holdout, served, foreignOrders }: HoldoutCounts): Worth {
  const lift = (metric: Lift['metric'], of: (counts: ArmCounts) => Moments): Lift => {
    const [a, b] = [of(holdout), of(served)]
    return { metric, holdout: a.mean, served: b.mean, lift: boundLift(a, b) }
  }
  return {
    quarter,
    alpha: LEVEL.alpha,
    leastVisitors: LEAST_VISITORS,
    holdout: z.encode(armCountsSchema, holdout),
    served: z.encode(armCountsSchema, served),
    lifts: [
      lift('add_to_cart', ({ adders, visitors }) => proportion(adders, visitors)),
      lift('revenue', ({ visitors, revenue, revenueSquares }) =>
        momentsOf(visitors, revenue, revenueSquares),
      ),
    ],
    foreignOrders,
  }
}

function boundLift(holdout: Moments, served: Moments): Lift['lift'] {
  if (holdout.n < LEAST_VISITORS || served.n < LEAST_VISITORS || holdout.mean === 0) return null
  // Of the two the holdout is the small one: while its few orders held no large one yet, its own variance is too small.
  const floored = { ...holdout, variance: Math.max(holdout.variance, served.variance) }
  const difference = relativeDifference(floored, served)
  const width = twoSidedWidth(difference, LEVEL)
  return {
    estimate: difference.estimate,
    lower: difference.estimate - width,
    upper: difference.estimate + width,
  }
}
