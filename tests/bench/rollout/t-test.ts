/**
 * @module Welch's t-test. It holds for one look at a number of visitors fixed beforehand, so nothing is decided by it: it is
 * the yardstick of the rollout benchmark.
 */
import { studentCdf, studentQuantile } from '../../../edge-model/evidence/statistics/distributions.ts'
import type { Difference, Moments } from '../../../edge-model/evidence/statistics/moments.ts'

/** Welch and Satterthwaite's degrees of freedom (B. L. Welch, "The generalization of Student's problem", 1947). */
export function degreesOfFreedom(a: Moments, b: Moments): number {
  const ofA = a.variance / a.n
  const ofB = b.variance / b.n
  return (ofA + ofB) ** 2 / (ofA ** 2 / (a.n - 1) + ofB ** 2 / (b.n - 1))
}

/** Two-sided p against a difference of 0. */
export function tTestP({ estimate, variance }: Difference, degrees: number): number {
  return 2 * studentCdf(-Math.abs(estimate) / Math.sqrt(variance), degrees)
}

/** Two-sided interval that covers the difference with probability 1 − alpha. */
export function tInterval({ estimate, variance }: Difference, degrees: number, alpha: number) {
  const width = studentQuantile(1 - alpha / 2, degrees) * Math.sqrt(variance)
  return { lower: estimate - width, upper: estimate + width }
}
