/**
 * @module Many simulated rollouts of one setting, summed up.
 */
import { normalQuantile } from '../../../edge-model/evidence/statistics/distributions.ts'
import { type Ended, type Judge, type Setting, simulate } from './simulate.ts'

export interface Summary {
  canaries: number
  promoted: number
  rolledBack: number
  /** Hours from the start of the rollout to the verdict. */
  medianHours: number
  slowTenthHours: number
  /** By first reason, how many were rolled back. */
  rollbackReasons: Record<string, number>
}

/** Runs `canaries` rollouts, each of a seed of its own. */
export function simulateMany(setting: Setting, canaries: number, judge?: Judge): Ended[] {
  return Array.from({ length: canaries }, (_, seed) => simulate(setting, seed, judge))
}

export function summarize(rollouts: readonly Ended[]): Summary {
  const hours = rollouts.map((rollout) => rollout.hours).sort((a, b) => a - b)
  const at = (share: number): number => hours[Math.ceil(share * hours.length) - 1] ?? 0
  const back = rollouts.filter(({ promoted }) => !promoted)
  const rollbackReasons: Record<string, number> = {}
  for (const { reasons } of back) {
    const [first = 'none'] = reasons
    rollbackReasons[first] = (rollbackReasons[first] ?? 0) + 1
  }
  return {
    canaries: rollouts.length,
    promoted: rollouts.length - back.length,
    rolledBack: back.length,
    medianHours: at(0.5),
    slowTenthHours: at(0.9),
    rollbackReasons,
  }
}

/** 95 % interval of a share (E. B. Wilson, "Probable inference", 1927). */
export function shareInterval(part: number, whole: number): { share: number; low: number; high: number } {
  const share = part / whole
  const z2 = normalQuantile(0.975) ** 2
  const centre = (share + z2 / (2 * whole)) / (1 + z2 / whole)
  const width =
    (Math.sqrt(z2) / (1 + z2 / whole)) * Math.sqrt((share * (1 - share)) / whole + z2 / (4 * whole ** 2))
  return { share, low: Math.max(0, centre - width), high: Math.min(1, centre + width) }
}
