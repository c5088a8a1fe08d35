/**
 * @module The channel: the one mutable object, `channels/<shop>.json`. It says which release a shop serves, which one is on
 * trial and with whom, and who moved it last, when and why.
 */
import { z } from 'zod'
import { decisionSchema, rolloutRulesSchema } from './evidence.ts'
import { digestSchema, shopNameSchema } from './ids.ts'
import { ContractError, describeIssues } from './problem.ts'
import { buildIdSchema } from './visitor.ts'

export const CHANNEL_VERSION = 2

export const MAX_PINS = 50
/** The steps of a rollout where nobody says otherwise, in percent of the visitors. */
export const DEFAULT_PLAN = [1, 5, 25, 50, 100] as const
/** Where a rollout starts if its plan has that step, otherwise at the plan's first. */
export const DEFAULT_PERCENT = 5
export const DEFAULT_HOLDOUT_PERCENT = 1

export const percentSchema = z.int().min(1).max(100)

/** Percentages of a rollout, step after step. */
export const planSchema = z
  .array(percentSchema)
  .min(1)
  .max(20)
  .refine((plan) => plan.every((percent, at) => percent > (plan[at - 1] ?? 0)) && plan.at(-1) === 100, {
    error: 'expected percentages that rise and end in 100',
  })

/** Seeds of `bucket`: what is divided by one says nothing about what is divided by another. */
const saltSchema = z.string().regex(/^[0-9a-f]{16}$/, 'expected 16 hexadecimal digits')

/** The holdout's share may be nothing, but never most of the visitors. */
export const holdoutPercentSchema = z.int().min(0).max(50)

export const canarySchema = z
  .strictObject({
    release: digestSchema,
    /** Visitors whose bucket of `salt` is below this have the canary. Raising it keeps everyone who had it. */
    percent: percentSchema,
    salt: saltSchema,
    plan: planSchema,
    startedAt: z.iso.datetime(),
    /** When `percent` became what it is. */
    stepStartedAt: z.iso.datetime(),
    /** The controller takes no step; visitors keep what they have. */
    paused: z.boolean(),
    rules: rolloutRulesSchema,
  })
  .refine(({ percent, plan }) => plan.includes(percent), {
    path: ['percent'],
    error: 'is no step of the plan',
  })
export type Canary = z.infer<typeof canarySchema>

export const actionSchema = z.enum([
  'publish',
  'promote',
  'rollback',
  'pause',
  'resume',
  'ramp',
  'pin',
  'unpin',
  'holdout',
])

/** Who moves a channel: a person, a pipeline, the Worker's controller. */
export const moverSchema = z.string().trim().min(1).max(100)
export const moveMessageSchema = z.string().trim().min(1).max(500)

export const changeSchema = z.strictObject({
  action: actionSchema,
  by: moverSchema,
  message: moveMessageSchema,
  at: z.iso.datetime(),
  /** What the controller rests its move on. */
  decision: decisionSchema.optional(),
})
export type Change = z.infer<typeof changeSchema>

export const channelSchema = z
  .strictObject({
    schemaVersion: z.literal(CHANNEL_VERSION),
    shop: shopNameSchema,
    /** Grows by one with every move, never falls: a rollback is a new seq that points at an older release. */
    seq: z.int().min(1),
    stable: digestSchema,
    /** What was stable before: rolling back leads there, and an isolate that can't load `stable` serves it. */
    previous: digestSchema.nullable(),
    canary: canarySchema.nullable(),
    /** Visitors whose bucket of `salt` is below `percent` are shown no recommendations of a model. */
    holdout: z.strictObject({ percent: holdoutPercentSchema, salt: saltSchema }),
    /** The release of storefront builds that are not to follow `stable`, by build. */
    pins: z.record(buildIdSchema, digestSchema).refine((pins) => Object.keys(pins).length <= MAX_PINS, {
      error: `expected at most ${MAX_PINS} builds`,
    }),
    /** The move that made the channel what it is. */
    change: changeSchema,
  })
  .refine(({ stable, canary }) => canary?.release !== stable, {
    path: ['canary', 'release'],
    error: 'is the stable release',
  })
export type Channel = z.infer<typeof channelSchema>

/**
 * Checks a channel. One of version 1 knew manifests, no releases: nothing of it can be served any more.
 * @throws ContractError `old_channel` for version 1, `unknown_version` for a later one, `bad_channel` for anything else amiss
 */
export function parseChannel(json: unknown): Channel {
  const version = z.object({ schemaVersion: z.number() }).safeParse(json).data?.schemaVersion
  if (version === 1) {
    throw new ContractError(
      'old_channel',
      'The channel has schemaVersion 1, which names no release; publish again with this version of aisle to replace it.',
    )
  }
  if (version !== undefined && version !== CHANNEL_VERSION) {
    throw new ContractError(
      'unknown_version',
      `The channel has schemaVersion ${version}; this version of Aisle reads ${CHANNEL_VERSION}. Deploy one that reads it.`,
    )
  }
  const parsed = channelSchema.safeParse(json)
  if (parsed.success) return parsed.data
  throw new ContractError('bad_channel', `The channel is not valid: ${describeIssues(parsed.error)}.`)
}
