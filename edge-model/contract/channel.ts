/**
 * @module The channel: the one mutable object, `channels/<shop>.json`. It says which release a shop serves.
 */
import { z } from 'zod'
import { digestSchema, shopNameSchema } from './ids.ts'

export const CHANNEL_VERSION = 1

const releaseSchema = z.strictObject({
  /** Digest of the manifest; also the release's id in every answer. */
  manifest: digestSchema,
})

export const channelSchema = z.strictObject({
  schemaVersion: z.literal(CHANNEL_VERSION),
  shop: shopNameSchema,
  /** Grows by one with every move, never falls: a rollback is a new seq that points at an older release. */
  seq: z.int().min(1),
  stable: releaseSchema,
  /** What was stable before: an isolate that can't load `stable` and holds nothing better serves this. */
  previous: releaseSchema.nullable(),
  updatedAt: z.iso.datetime(),
})
export type Channel = z.infer<typeof channelSchema>
