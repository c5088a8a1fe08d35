/**
 * @module A rollout in its last step that may be promoted; each test changes what it is about.
 */
import {
  type ArmCounts,
  LATENCY_EDGES_MS,
  latencyBin,
  noCounts,
  rolloutRulesSchema,
} from '../../../edge-model/contract/index.ts'
import { decide, type RolloutState } from '../../../edge-model/evidence/decide.ts'

const HOUR = 3_600_000
export const NOW = Date.UTC(2026, 10, 25, 12)
export const hoursAgo = (hours: number): number => NOW - hours * HOUR

/** An arm whose visitors behave like all others: 4 % add, 2.5 % spend 65.00, a few for ten times as much. */
export function soundArm(visitors: number, changes: Partial<ArmCounts> = {}): ArmCounts {
  const buyers = Math.round(visitors * 0.025)
  const rich = Math.round(buyers * 0.02)
  const requests = visitors * 5
  return {
    ...noCounts(),
    visitors,
    adders: Math.round(visitors * 0.04),
    orders: buyers,
    buyers,
    revenue: BigInt(buyers - rich) * 6_500n + BigInt(rich) * 65_000n,
    revenueSquares: BigInt(buyers - rich) * 6_500n ** 2n + BigInt(rich) * 65_000n ** 2n,
    requests,
    errors: Math.round(requests * 0.001),
    fallbacks: Math.round(requests * 0.005),
    latency: latencies([[5, requests]]),
    ...changes,
  }
}

/** A histogram of [milliseconds, how often]. */
export function latencies(measured: readonly (readonly [number, number])[]): number[] {
  const latency = Array.from({ length: LATENCY_EDGES_MS.length + 1 }, () => 0)
  for (const [ms, times] of measured) latency[latencyBin(ms)] = (latency[latencyBin(ms)] ?? 0) + times
  return latency
}

export function rollout(changes: Partial<RolloutState> = {}): RolloutState {
  return {
    rules: rolloutRulesSchema.parse({}),
    step: 3,
    plan: [1, 5, 25, 50, 100],
    percent: 50,
    startedAt: hoursAgo(20 * 24),
    stepStartedAt: hoursAgo(18 * 24),
    now: NOW,
    paused: false,
    looks: [],
    stable: soundArm(180_000),
    canary: soundArm(180_000),
    ...changes,
  }
}

/** The same rollout in its second step, at 5 %, ready to advance. */
export function earlyRollout(changes: Partial<RolloutState> = {}): RolloutState {
  return rollout({
    step: 1,
    percent: 5,
    startedAt: hoursAgo(30),
    stepStartedAt: hoursAgo(30),
    stable: soundArm(19_000 * 2),
    canary: soundArm(1_000 * 2),
    ...changes,
  })
}

/** The verdict and its reasons' codes. */
export function verdict(state: RolloutState): string[] {
  const { verdict, reasons } = decide(state)
  return [verdict, ...reasons.map(({ code }) => code)]
}
