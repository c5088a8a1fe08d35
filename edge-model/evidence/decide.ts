/**
 * @module The decision of one look at a rollout: promote, advance, hold or roll back. Pure: the same counts give the same
 * decision. The rules and why they are these: docs/decisions/0012.
 */
import { z } from 'zod'
import { type ArmCounts, armCountsSchema } from '../contract/arm-counts.ts'
import type { Decision, DecisionNumbers, RolloutRules, Verdict } from '../contract/evidence.ts'
import { compareArms, levels } from './compare-arms.ts'
import { checkGuardrails } from './guardrails.ts'
import * as reason from './reasons.ts'
import { sampleRatioP } from './statistics/sample-ratio.ts'
import { sequentialSampleRatio } from './statistics/sequential-sample-ratio.ts'

/** Visitors that the arms had when a look was taken, since the step began. */
export interface Look {
  readonly stable: number
  readonly canary: number
}

export interface RolloutState {
  readonly rules: RolloutRules
  /** Index into `plan` of the step that runs. */
  readonly step: number
  /** Percentages of the canary, ascending: at least one above 0 and below 100, then 100. */
  readonly plan: readonly number[]
  /** The canary's percentage in this step. It is that of the plan unless somebody ramped by hand. */
  readonly percent: number
  /** Start of the rollout and of the step, and the present: milliseconds since the epoch. */
  readonly startedAt: number
  readonly stepStartedAt: number
  readonly now: number
  readonly paused: boolean
  /** Earlier looks of this step, oldest first; the present one need not be among them. */
  readonly looks: readonly Look[]
  /** Counts of this step alone, by the arm that a visitor's bucket has in this step. */
  readonly stable: ArmCounts
  readonly canary: ArmCounts
}

/** @throws RangeError when nothing is left of the plan, or a look has more visitors than a later one */
export function decide(state: RolloutState): Decision {
  const numbers = gather(state)
  const conclude = (verdict: Verdict, reasons: Decision['reasons']): Decision => ({
    at: new Date(state.now).toISOString(),
    verdict,
    reasons,
    numbers,
  })
  const alarms = reason.alarms(numbers)
  if (alarms.length > 0) return conclude('rollback', alarms)
  if (state.paused) return conclude('hold', [reason.paused()])

  const promotes = numbers.next === 100
  const missing = reason.missing(numbers, promotes)
  const overdue = numbers.hoursInAll >= numbers.deadlineHours
  if (overdue && (missing.length > 0 || !promotes)) {
    return conclude('rollback', [reason.deadline(numbers), ...missing])
  }
  if (missing.length > 0) return conclude('hold', missing)
  // A test for one look, so it gets one: when a step is left, whichever way.
  if (numbers.sampleRatio.chiSquareP < numbers.sampleRatio.bound) {
    return conclude('rollback', [reason.chiSquareMismatch(numbers)])
  }
  return promotes
    ? conclude('promote', [reason.nonInferior(numbers)])
    : conclude('advance', [reason.noHarmShown(numbers)])
}

const HOUR_MS = 3_600_000

function gather(state: RolloutState): DecisionNumbers {
  const { rules, plan, percent, stable, canary, now } = state
  const next = plan.find((later) => later > percent)
  if (next === undefined)
    throw new RangeError(`There is no step after ${percent} % in the plan ${plan.join(', ')}.`)
  return {
    step: state.step + 1,
    steps: plan.length,
    percent,
    next,
    hoursInStep: (now - state.stepStartedAt) / HOUR_MS,
    leastHours: rules.leastHours,
    leastVisitors: rules.leastVisitors,
    hoursInAll: (now - state.startedAt) / HOUR_MS,
    deadlineHours: rules.deadlineHours,
    stable: z.encode(armCountsSchema, stable),
    canary: z.encode(armCountsSchema, canary),
    sampleRatio: compareRatio(state),
    guardrails: checkGuardrails(rules, stable, canary),
    leastRequests: rules.leastRequests,
    comparisons: compareArms(rules, levels(rules.alpha, plan), stable, canary),
  }
}

function compareRatio({
  rules,
  percent,
  stable,
  canary,
  looks,
}: RolloutState): DecisionNumbers['sampleRatio'] {
  const planned = percent / 100
  const seen = [...looks, { stable: stable.visitors, canary: canary.visitors }]
  const found = seen.map((look, i) => [
    look.stable - (seen[i - 1]?.stable ?? 0),
    look.canary - (seen[i - 1]?.canary ?? 0),
  ])
  const visitors = stable.visitors + canary.visitors
  return {
    planned,
    seen: visitors === 0 ? null : canary.visitors / visitors,
    chiSquareP: sampleRatioP([stable.visitors, canary.visitors], [1 - planned, planned]),
    sequentialP: sequentialSampleRatio(found, [1 - planned, planned]).at(-1)?.p ?? 1,
    bound: rules.mismatchP,
  }
}
