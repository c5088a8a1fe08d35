/**
 * @module Guardrails: is the canary well as a service? Plain bounds on what was seen, as Flagger and Argo Rollouts have them;
 * a shopper who met an error need not be significant.
 */
import type { ArmCounts } from '../contract/arm-counts.ts'
import { LATENCY_EDGES_MS } from '../contract/arm-counts.ts'
import type { Guardrail, GuardrailRule, RolloutRules } from '../contract/evidence.ts'

/** Error rate, p99 latency and fallback rate of both arms, each with the bound for the canary. */
export function checkGuardrails(rules: RolloutRules, stable: ArmCounts, canary: ArmCounts): Guardrail[] {
  const enough = canary.requests >= rules.leastRequests
  const check = (
    name: Guardrail['name'],
    { most, factor }: GuardrailRule,
    of: (counts: ArmCounts) => number | null,
  ): Guardrail => {
    const bound = Math.max(most, factor * (of(stable) ?? 0))
    const seen = of(canary)
    return { name, stable: of(stable), canary: seen, bound, broken: enough && seen !== null && seen > bound }
  }
  return [
    check('error_rate', rules.errorRate, ({ errors, requests }) => share(errors, requests)),
    check('p99_latency', rules.p99Milliseconds, ({ latency }) => latencyQuantile(latency, 0.99)),
    check('fallback_rate', rules.fallbackRate, ({ fallbacks, requests }) => share(fallbacks, requests)),
  ]
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/**
 * A quantile of a histogram, milliseconds: latencies are taken to lie evenly in their bin, as Prometheus'
 * `histogram_quantile` does. Beyond the last edge the last edge is answered, nothing counted is null.
 */
export function latencyQuantile(latency: readonly number[], q: number): number | null {
  const total = latency.reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  let below = 0
  let lower = 0
  for (const [bin, edge] of LATENCY_EDGES_MS.entries()) {
    const count = latency[bin] ?? 0
    if (count > 0 && below + count >= q * total) return lower + (edge - lower) * ((q * total - below) / count)
    below += count
    lower = edge
  }
  return lower
}
