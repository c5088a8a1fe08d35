/**
 * @module `POST /admin/channels/:shop/moves`: what can be done to a channel. Each move says who makes it and why.
 */
import { z } from 'zod'
import { holdoutPercentSchema, moveMessageSchema, moverSchema, percentSchema, planSchema } from './channel.ts'
import { rolloutRulesSchema } from './evidence.ts'
import { digestSchema } from './ids.ts'
import { buildIdSchema } from './visitor.ts'

const told = { by: moverSchema, message: moveMessageSchema } as const

export const moveSchema = z.discriminatedUnion('action', [
  /**
   * Puts a release on trial, or serves it at once where the shop has none yet. A canary that is running is replaced. What is
   * stable or canary already stays as it is.
   */
  z.strictObject({
    action: z.literal('publish'),
    ...told,
    release: digestSchema,
    /** Where to start; a step of the plan. */
    percent: percentSchema.optional(),
    plan: planSchema.optional(),
    /** What the controller demands of it. */
    rules: rolloutRulesSchema.optional(),
  }),
  /** The canary becomes stable. */
  z.strictObject({ action: z.literal('promote'), ...told }),
  /** Drops the canary; without one, the release before the stable one becomes stable, and the other way round. */
  z.strictObject({ action: z.literal('rollback'), ...told }),
  /** The controller leaves the canary where it is. */
  z.strictObject({ action: z.literal('pause'), ...told }),
  z.strictObject({ action: z.literal('resume'), ...told }),
  /** Gives the canary another step of its plan. */
  z.strictObject({ action: z.literal('ramp'), ...told, percent: percentSchema }),
  /** A storefront build gets this release, by default the one that is stable now, whatever becomes stable later. */
  z.strictObject({
    action: z.literal('pin'),
    ...told,
    build: buildIdSchema,
    release: digestSchema.optional(),
  }),
  z.strictObject({ action: z.literal('unpin'), ...told, build: buildIdSchema }),
  /** Another share of visitors without recommendations of a model; those of the smaller share are in the larger. */
  z.strictObject({ action: z.literal('holdout'), ...told, percent: holdoutPercentSchema }),
])
export type Move = z.infer<typeof moveSchema>
