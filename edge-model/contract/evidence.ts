/**
 * @module What a rollout demands before it goes on, and the decision that is written down. See docs/decisions/0012.
 */
import { z } from 'zod'
import { armCountsJsonSchema } from './arm-counts.ts'

/** What `rollout` in a channel may leave out. */
export const DEFAULT_ROLLOUT_RULES = {
  alpha: 0.05,
  addToCartMargin: 0.08,
  revenueMargin: 0.15,
  tuning: 200_000,
  leastVisitors: 1_000,
  leastHours: 24,
  deadlineHours: 28 * 24,
  mismatchP: 0.001,
  errorRate: { most: 0.01, factor: 2 },
  p99Milliseconds: { most: 500, factor: 2 },
  fallbackRate: { most: 0.05, factor: 2 },
  leastRequests: 500,
} as const

const shareSchema = z.number().gt(0).lt(1)

/**
 * What the canary may reach at most: `most`, or `factor` times what stable has in the same hours, if that is more. An
 * outage that hits both arms alike is not the canary's.
 */
const guardrailRuleSchema = z.strictObject({ most: z.number().positive(), factor: z.number().min(1) })
export type GuardrailRule = z.infer<typeof guardrailRuleSchema>

export const rolloutRulesSchema = z.strictObject({
  /** Share of rollouts in which harm is seen where there is none, or a harmful canary is promoted; over all steps. */
  alpha: shareSchema.max(0.2).default(DEFAULT_ROLLOUT_RULES.alpha),
  /** Relative loss of the add-to-cart rate that would be put up with: .08 is 8 % of the rate. */
  addToCartMargin: shareSchema.default(DEFAULT_ROLLOUT_RULES.addToCartMargin),
  /** Relative loss of revenue per visitor that would be put up with. */
  revenueMargin: shareSchema.default(DEFAULT_ROLLOUT_RULES.revenueMargin),
  /** Visitors of a step, both arms together, at which its intervals are narrowest. */
  tuning: z.int().min(100).default(DEFAULT_ROLLOUT_RULES.tuning),
  /** Visitors of the canary, and hours, that a step lasts at least. */
  leastVisitors: z.int().min(1).default(DEFAULT_ROLLOUT_RULES.leastVisitors),
  leastHours: z.number().min(0).default(DEFAULT_ROLLOUT_RULES.leastHours),
  /** Hours after the start of the rollout at which a canary without evidence is rolled back. */
  deadlineHours: z.number().positive().default(DEFAULT_ROLLOUT_RULES.deadlineHours),
  /** A sample ratio less likely than this is a mismatch. */
  mismatchP: shareSchema.max(0.05).default(DEFAULT_ROLLOUT_RULES.mismatchP),
  /** Errors a request. */
  errorRate: guardrailRuleSchema.default(DEFAULT_ROLLOUT_RULES.errorRate),
  /** The 99th percentile of the latency, milliseconds. */
  p99Milliseconds: guardrailRuleSchema.default(DEFAULT_ROLLOUT_RULES.p99Milliseconds),
  /** Fallbacks a request. */
  fallbackRate: guardrailRuleSchema.default(DEFAULT_ROLLOUT_RULES.fallbackRate),
  /** Requests of the canary before a guardrail can break. */
  leastRequests: z.int().min(1).default(DEFAULT_ROLLOUT_RULES.leastRequests),
})
export type RolloutRules = z.infer<typeof rolloutRulesSchema>

export const verdictSchema = z.enum(['promote', 'advance', 'hold', 'rollback'])
export type Verdict = z.infer<typeof verdictSchema>

export const reasonCodeSchema = z.enum([
  // Roll back.
  'sample_ratio_sequential',
  'sample_ratio_chi_square',
  'error_rate',
  'p99_latency',
  'fallback_rate',
  'harm_add_to_cart',
  'harm_revenue',
  'deadline',
  'unservable',
  // Hold.
  'paused',
  'too_early',
  'too_few_visitors',
  'add_to_cart_unproven',
  'revenue_unproven',
  // Go on.
  'no_harm_shown',
  'non_inferior',
])

const guardrailSchema = z.strictObject({
  name: z.enum(['error_rate', 'p99_latency', 'fallback_rate']),
  /** Shares of the requests, or milliseconds; null without a request. */
  stable: z.number().nullable(),
  canary: z.number().nullable(),
  bound: z.number(),
  broken: z.boolean(),
})
export type Guardrail = z.infer<typeof guardrailSchema>

const comparisonSchema = z.strictObject({
  metric: z.enum(['add_to_cart', 'revenue']),
  /** Adders a visitor, or minor units a visitor. */
  stable: z.number(),
  canary: z.number(),
  /** The canary's relative difference: −.02 is 2 % less than stable. Null where there is nothing to compare. */
  difference: z
    .strictObject({
      estimate: z.number(),
      /** One-sided bounds that hold at every look: the truth is above `lower` at level `lowerAlpha`, below `upper` at `upperAlpha`. */
      lower: z.number(),
      upper: z.number(),
    })
    .nullable(),
  lowerAlpha: z.number(),
  upperAlpha: z.number(),
  margin: z.number(),
  /** `lower` is above −margin. */
  nonInferior: z.boolean(),
  /** `estimate` is below −margin and `upper` below 0. */
  harmful: z.boolean(),
})
export type Comparison = z.infer<typeof comparisonSchema>

export const decisionSchema = z.strictObject({
  at: z.iso.datetime(),
  verdict: verdictSchema,
  /** What decided; at least one. */
  reasons: z.array(z.strictObject({ code: reasonCodeSchema, message: z.string() })).min(1),
  /** Every figure it rested on, those of the present step alone. */
  numbers: z.strictObject({
    /** Counted from 1, as people do; `steps` is the length of the plan. */
    step: z.int().min(1),
    steps: z.int().min(1),
    percent: z.number(),
    /** Percentage that an advance or a promotion leads to. */
    next: z.number(),
    hoursInStep: z.number(),
    leastHours: z.number(),
    leastVisitors: z.int(),
    hoursInAll: z.number(),
    deadlineHours: z.number(),
    stable: armCountsJsonSchema,
    canary: armCountsJsonSchema,
    sampleRatio: z.strictObject({
      /** The canary's share of the visitors; null without one. */
      planned: z.number(),
      seen: z.number().nullable(),
      /** Decides once a step, when the step is about to be left. */
      chiSquareP: z.number(),
      /** Decides at every look. */
      sequentialP: z.number(),
      bound: z.number(),
    }),
    guardrails: z.array(guardrailSchema),
    leastRequests: z.int(),
    comparisons: z.array(comparisonSchema),
  }),
})
export type Decision = z.infer<typeof decisionSchema>
export type DecisionNumbers = Decision['numbers']
