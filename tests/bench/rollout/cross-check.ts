/**
 * @module Do drawn sums say the same as shoppers drawn one by one? Means and spreads of an arm's counts, both ways.
 */
import type { ArmCounts } from '../../../edge-model/contract/index.ts'
import { openRandom } from './draw.ts'
import { drawArm, drawArmByVisitor, NO_EFFECT, SHOP } from './shop.ts'

const ARMS = 10_000
const VISITORS = 2_000
const EFFECT = { ...NO_EFFECT, addToCart: -0.1, lost: 0.05 }

const FIGURES = {
  visitors: (counts: ArmCounts) => counts.visitors,
  adders: (counts: ArmCounts) => counts.adders,
  buyers: (counts: ArmCounts) => counts.buyers,
  orders: (counts: ArmCounts) => counts.orders,
  'revenue, cents': (counts: ArmCounts) => Number(counts.revenue),
  'errors and fallbacks': (counts: ArmCounts) => counts.errors + counts.fallbacks,
} as const

export interface Agreement {
  figure: string
  sums: { mean: number; deviation: number }
  visitors: { mean: number; deviation: number }
  /** Standard errors between the two means, and between the two standard deviations. */
  meanApart: number
  deviationApart: number
}

/** `SHOP`'s rates with an effect, so that every draw of an arm is used. */
export function crossCheck(arms = ARMS): { arms: number; visitors: number; agreements: Agreement[] } {
  const random = openRandom(SHOP.requestsPerVisitor)
  const bySums = Array.from({ length: arms }, () => drawArm(random, VISITORS, EFFECT))
  const byVisitor = Array.from({ length: arms }, () => drawArmByVisitor(random, VISITORS, EFFECT))
  const agreements = Object.entries(FIGURES).map(([figure, of]) => {
    const [sums, visitors] = [spread(bySums.map(of)), spread(byVisitor.map(of))]
    return {
      figure,
      sums: { mean: sums.mean, deviation: Math.sqrt(sums.variance) },
      visitors: { mean: visitors.mean, deviation: Math.sqrt(visitors.variance) },
      meanApart: (sums.mean - visitors.mean) / Math.sqrt((sums.variance + visitors.variance) / arms),
      // The delta method for a variance's logarithm, from its fourth moment.
      deviationApart:
        Math.log(sums.variance / visitors.variance) /
        Math.sqrt((sums.kurtosis + visitors.kurtosis - 2) / arms),
    }
  })
  return { arms, visitors: VISITORS, agreements }
}

function spread(values: readonly number[]): { mean: number; variance: number; kurtosis: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const moment = (power: number): number =>
    values.reduce((sum, value) => sum + (value - mean) ** power, 0) / values.length
  return { mean, variance: moment(2), kurtosis: moment(4) / moment(2) ** 2 }
}
