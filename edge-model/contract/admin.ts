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
 * - `GET  /admin/channels/:shop`     200 with `ETag`, 404 `no_channel` where the shop has none yet
 * - `PUT  /admin/channels/:shop`     `moveChannelSchema`; `If-Match: <etag>`, or `If-None-Match: *` for the first.
 *                                    The Worker loads the release before it moves the channel.
 *                                    200 with the new channel and `ETag`; 412 somebody else moved it; 422 can't be served
 *
 * Any other answer is a `Problem`.
 */
import { z } from 'zod'
import { channelSchema } from './channel.ts'
import { digestSchema } from './ids.ts'
import { releaseDocumentSchema } from './release-document.ts'

export const moveChannelSchema = z.strictObject({ manifest: digestSchema })

export const storedSchema = z.object({ sha256: digestSchema, bytes: z.int(), created: z.boolean() })
export type Stored = z.infer<typeof storedSchema>

/** A release as it is stored, expired or not, and the keys of RELEASE_KEYS that signed it. */
export const releaseAnswerSchema = z.object({
  release: releaseDocumentSchema,
  signedBy: z.array(digestSchema).min(1),
})
export type ReleaseAnswer = z.infer<typeof releaseAnswerSchema>

export const channelAnswerSchema = z.object({ channel: channelSchema })
export type ChannelAnswer = z.infer<typeof channelAnswerSchema>

/** `GET /health`: 200 while a release is served, 503 otherwise. Asking warms the isolate. */
export const healthSchema = z.object({
  status: z.enum(['ok', 'degraded', 'empty']),
  shop: z.string(),
  release: digestSchema.nullable(),
  seq: z.int().nullable(),
  items: z.int().nullable(),
  /** Why the channel's release is not the one served; null while it is. */
  problem: z.string().nullable(),
})
export type Health = z.infer<typeof healthSchema>
