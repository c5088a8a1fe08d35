/**
 * @module The Worker's admin API, the one door to R2 for releases. Every call carries `Authorization: Bearer <ADMIN_TOKEN>`.
 *
 * - `HEAD /admin/blobs/:sha256`      200 stored, 404 not
 * - `PUT  /admin/blobs/:sha256`      201 stored, 200 was there already; the bytes must hash to the name. Needs Content-Length
 * - `PUT  /admin/manifests/:sha256`  a signed envelope, see `envelope.ts`; its payload must hash to the name, a key of
 *                                    RELEASE_KEYS must have signed it and every blob must be stored. 201 stored; 200 was
 *                                    there, and has the signatures of both now
 * - `PUT  /admin/releases/:sha256`   likewise; the manifest must be stored and the release must not have expired
 * - `GET  /admin/releases/:sha256`   `releaseAnswerSchema`, 404 where none is stored
 * - `GET  /admin/channels`           `shopsAnswerSchema`: whose channels these are
 * - `GET  /admin/channels/:shop`     200 with `ETag`, 404 `no_channel` where the shop has none yet
 * - `POST /admin/channels/:shop/moves` `moveSchema`; `If-Match: <etag>`, or `If-None-Match: *` for the first. The Worker
 *                                    loads the releases named before it moves the channel. 200 with the new channel and
 *                                    `ETag`; 412 somebody else moved it; 422 can't be served; 409 makes no sense as it stands
 * - `GET  /admin/channels/:shop/history` `?before=<seq>&limit=<n>`: `historyAnswerSchema`
 * - `GET  /admin/channels/:shop/status` `statusAnswerSchema`
 *
 * Any other answer is a `Problem`.
 */
import { z } from 'zod'
import { armCountsJsonSchema } from './arm-counts.ts'
import { channelSchema } from './channel.ts'
import { decisionSchema } from './evidence.ts'
import { digestSchema, shopNameSchema } from './ids.ts'
import { releaseDocumentSchema } from './release-document.ts'

export const storedSchema = z.object({ sha256: digestSchema, bytes: z.int(), created: z.boolean() })
export type Stored = z.infer<typeof storedSchema>

/** A release as it is stored, expired or not, and the keys of RELEASE_KEYS that signed it. */
export const releaseAnswerSchema = z.object({
  release: releaseDocumentSchema,
  signedBy: z.array(digestSchema).min(1),
})
export type ReleaseAnswer = z.infer<typeof releaseAnswerSchema>

/** One Worker serves one shop. */
export const shopsAnswerSchema = z.object({ shops: z.array(shopNameSchema).min(1) })
export type ShopsAnswer = z.infer<typeof shopsAnswerSchema>

export const channelAnswerSchema = z.object({ channel: channelSchema })
export type ChannelAnswer = z.infer<typeof channelAnswerSchema>

export const moveAnswerSchema = z.object({
  channel: channelSchema,
  /** False where the channel was as asked for already. */
  moved: z.boolean(),
  /** Every isolate follows within this time of its next request. */
  followedWithinSeconds: z.number(),
})
export type MoveAnswer = z.infer<typeof moveAnswerSchema>

export const HISTORY_LIMITS = { limit: 40, usual: 20 } as const

export const historyAnswerSchema = z.object({
  /** Newest first; without `before` the present channel leads. Each tells in `change` how it came to be. */
  history: z.array(channelSchema),
  /** The `before` that goes on where this ends, null at the beginning of all. */
  next: z.int().nullable(),
})
export type HistoryAnswer = z.infer<typeof historyAnswerSchema>

export const statusAnswerSchema = z.object({
  channel: channelSchema,
  evidence: z
    .object({
      /** Of the canary's present step; null without a canary. */
      rollout: z.object({ stable: armCountsJsonSchema, canary: armCountsJsonSchema }).nullable(),
      /** Visitors without recommendations of a model, and all others. */
      holdout: z.object({ holdout: armCountsJsonSchema, served: armCountsJsonSchema }),
    })
    .optional(),
  /** What the controller would decide now; null without a canary. */
  next: decisionSchema.nullable().optional(),
  /** What it decided, newest first. */
  decisions: z.array(decisionSchema),
})
export type StatusAnswer = z.infer<typeof statusAnswerSchema>

/** `GET /health`: 200 while a release is served, 503 otherwise. Asking warms the isolate. */
export const healthSchema = z.object({
  status: z.enum(['ok', 'degraded', 'empty']),
  shop: z.string(),
  /** What is served as stable. */
  release: digestSchema.nullable(),
  seq: z.int().nullable(),
  items: z.int().nullable(),
  canary: z
    .object({
      release: digestSchema,
      percent: z.int(),
      paused: z.boolean(),
      /** Why its visitors are given the stable release; null while they are not. */
      problem: z.string().nullable(),
    })
    .nullable(),
  /** Why the channel's stable release is not the one served, or the channel not the one in R2; null while they are. */
  problem: z.string().nullable(),
})
export type Health = z.infer<typeof healthSchema>
