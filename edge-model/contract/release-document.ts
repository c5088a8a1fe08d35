/**
 * @module The release: a model and a theme under one name. Canonical JSON (RFC 8785) in a signed envelope; the SHA-256 of
 * that JSON is the release's id, in the channel and in every answer.
 */
import { z } from 'zod'
import { digestSchema, shopNameSchema } from './ids.ts'
import { themeSchema } from './theme.ts'

export const RELEASE_VERSION = 1

export const releaseDocumentSchema = z
  .strictObject({
    schemaVersion: z.literal(RELEASE_VERSION),
    shop: shopNameSchema,
    /** Digest of the model's manifest. */
    manifest: digestSchema,
    theme: themeSchema,
    createdAt: z.iso.datetime(),
    /** From then on nothing serves it any more: what nobody renews shall not come back one day. */
    expiresAt: z.iso.datetime(),
  })
  .refine(({ createdAt, expiresAt }) => Date.parse(createdAt) < Date.parse(expiresAt), {
    path: ['expiresAt'],
    error: 'must be later than createdAt',
  })
export type ReleaseDocument = z.infer<typeof releaseDocumentSchema>
