/**
 * @module One simulated rollout: an hour of shoppers, a look, and so on until the verdict.
 */
import { mergeCounts, noCounts, type RolloutRules, type Verdict } from '../../../edge-model/contract/index.ts'
import { decide, type Look, type RolloutState } from '../../../edge-model/evidence/decide.ts'
import { absoluteDifference, proportion } from '../../../edge-model/evidence/statistics/moments.ts'
import { drawBinomial, openRandom } from './draw.ts'
import { drawArm, type Effect, NO_EFFECT, type Shop, visitorsOfHour } from './shop.ts'
import { degreesOfFreedom, tTestP } from './t-test.ts'

export interface Setting {
  rules: RolloutRules
  plan: readonly number[]
  /** Index of the step that the canary begins with. */
  first: number
  shop: Shop
  visitorsPerDay: number
  effect: Effect
}

export interface Ended {
  promoted: boolean
  hours: number
  /** The canary's percentage at the verdict. */
  percent: number
  /** Codes of the reasons, the first first. */
  reasons: string[]
}

/** What is done at a look, and why. */
export type Judge = (state: RolloutState) => { verdict: Verdict; reasons: readonly { code: string }[] }

const HOUR_MS = 3_600_000
/** Rollouts begin at nine in the morning. */
const START_HOUR = 9

/** Runs a rollout to its verdict. The same seed gives the same rollout. */
export function simulate(setting: Setting, seed: number, judge: Judge = decide): Ended {
  const { rules, plan, shop, visitorsPerDay, effect } = setting
  const random = openRandom(seed)
  let step = setting.first
  let stepStartedAt = 0
  let stable = noCounts()
  let canary = noCounts()
  let looks: Look[] = []
  for (let hour = 1; ; hour++) {
    const percent = plan[step] ?? 100
    const arrived = visitorsOfHour(visitorsPerDay, START_HOUR + hour - 1)
    const toCanary = drawBinomial(random, arrived, percent / 100)
    stable = mergeCounts(stable, drawArm(random, arrived - toCanary, NO_EFFECT, shop))
    canary = mergeCounts(canary, drawArm(random, toCanary, effect, shop))
    const now = hour * HOUR_MS
    const state = {
      rules,
      step,
      plan,
      percent,
      startedAt: 0,
      stepStartedAt,
      now,
      paused: false,
      looks,
      stable,
      canary,
    }
    const { verdict, reasons } = judge(state)
    if (verdict === 'promote' || verdict === 'rollback') {
      return {
        promoted: verdict === 'promote',
        hours: hour,
        percent,
        reasons: reasons.map(({ code }) => code),
      }
    }
    looks = [...looks, { stable: stable.visitors, canary: canary.visitors }]
    if (verdict === 'advance') {
      step++
      stepStartedAt = now
      stable = noCounts()
      canary = noCounts()
      looks = []
    }
  }
}

/**
 * What is often done instead: a t-test of the add-to-cart rate at every look, and the first p below .05 decides. Steps and
 * deadline are the same.
 */
export const peek: Judge = ({ rules, plan, percent, startedAt, stepStartedAt, now, stable, canary }) => {
  const [a, b] = [stable, canary].map(({ adders, visitors }) => proportion(adders, visitors))
  if (a !== undefined && b !== undefined && a.variance > 0 && b.variance > 0) {
    const difference = absoluteDifference(a, b)
    if (tTestP(difference, degreesOfFreedom(a, b)) < 0.05) {
      return { verdict: difference.estimate > 0 ? 'promote' : 'rollback', reasons: [{ code: 't_test' }] }
    }
  }
  if (now - startedAt >= rules.deadlineHours * HOUR_MS)
    return { verdict: 'rollback', reasons: [{ code: 'deadline' }] }
  const long = now - stepStartedAt >= rules.leastHours * HOUR_MS
  const advances = long && canary.visitors >= rules.leastVisitors && percent < (plan.at(-2) ?? 0)
  return { verdict: advances ? 'advance' : 'hold', reasons: [] }
}
