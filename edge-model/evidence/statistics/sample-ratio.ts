/**
 * @module Sample ratio mismatch: does each arm have its share of the visitors? If not, somebody is missing, and not by chance:
 * any other figure may be wrong too.
 */
import { chiSquareSurvival } from './distributions.ts'

/**
 * p of Pearson's chi-square goodness of fit: right for one look. Arms without a weight are left out; with fewer than two
 * arms, or no visitors, there is nothing to compare and p is 1.
 *
 * @param weights of the same arms, in any unit
 */
export function sampleRatioP(visitors: readonly number[], weights: readonly number[]): number {
  const arms = visitors
    .map((seen, arm) => ({ seen, weight: weights[arm] ?? 0 }))
    .filter(({ weight }) => weight > 0)
  const total = arms.reduce((sum, { seen }) => sum + seen, 0)
  const weight = arms.reduce((sum, arm) => sum + arm.weight, 0)
  if (arms.length < 2 || total === 0) return 1
  const statistic = arms.reduce((sum, arm) => {
    const expected = (total * arm.weight) / weight
    return sum + (arm.seen - expected) ** 2 / expected
  }, 0)
  return chiSquareSurvival(statistic, arms.length - 1)
}
