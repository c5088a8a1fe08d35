/**
 * @module Guardrails: is the canary well as a service? Plain bounds on what was seen, as Flagger and Argo Rollouts have them;
 * a shopper who met an error need not be significant.
 */
import type { ArmCounts } from '../contract/arm-counts.ts'
import { LATENCY_EDGES_MS } from '../contract/arm-counts.ts'
import type { Guardrail, GuardrailRule, RolloutRules } from '../contract/evidence.ts'

/**
 * Error rate, p99 latency and fallback rate of both arms, each with the bound for the canary. Broken is what would be above
 * its bound even if all that is still missing to `leastRequests` went well: a canary that fails every request need not
 * wait for hundreds of them, nor is one that failed its first request broken.
 */
export function checkGuardrails(rules: RolloutRules, stable: ArmCounts, canary: ArmCounts): Guardrail[] {
  const least = rules.leastRequests
  const check = (
    name: Guardrail['name'],
    { most, factor }: GuardrailRule,
    of: (counts: ArmCounts, atLeast: number) => number | null,
  ): Guardrail => {
    const bound = Math.max(most, factor * (of(stable, 0) ?? 0))
    return {
      name,
      stable: of(stable, 0),
      canary: of(canary, 0),
      bound,
      broken: (of(canary, least) ?? 0) > bound,
    }
  }
  return [
    check('error_rate', rules.errorRate, ({ errors, requests }, least) => share(errors, requests, least)),
    check('p99_latency', rules.p99Milliseconds, ({ latency }, least) =>
      latencyQuantile(latency, 0.99, least),
    ),
    check('fallback_rate', rules.fallbackRate, ({ fallbacks, requests }, least) =>
      share(fallbacks, requests, least),
    ),
  ]
}

const share = (part: number, whole: number, least: number): number | null => {
  const of = Math.max(whole, least)
  return of === 0 ? null : part / of
}

/**
 * A quantile of a histogram, milliseconds: latencies are taken to lie evenly in their bin, as Prometheus'
 * `histogram_quantile` does. Beyond the last edge the last edge is answered, nothing counted is null.
 * @param least what is missing to so many is taken to have been fast
 */
export function latencyQuantile(latency: readonly number[], q: number, least = 0): number | null {
  const seen = latency.reduce((sum, count) => sum + count, 0)
  if (seen === 0) return null
  const missing = Math.max(0, least - seen)
  const rank = q * (seen + missing)
  let below = 0
  let lower = 0
  for (const [bin, edge] of LATENCY_EDGES_MS.entries()) {
    const count = (latency[bin] ?? 0) + (bin === 0 ? missing : 0)
    if (count > 0 && below + count >= rank) return lower + (edge - lower) * ((rank - below) / count)
    below += count
    lower = edge
  }
  return lower
}
