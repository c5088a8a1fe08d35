/**
 * @module Previews: a signed, short-lived word that lets an engineer see a release which the channel does not give them.
 */
import { z } from 'zod'
import { fromBase64, toBase64 } from './base64.ts'
import { openEnvelope, sign } from './envelope.ts'
import { type Digest, digestSchema, shopNameSchema } from './ids.ts'
import { ContractError, describeIssues } from './problem.ts'
import type { SigningKey, VerifyingKeys } from './signing-keys.ts'

export const PREVIEW_TYPE = 'application/vnd.aisle.preview+json'
export const PREVIEW_VERSION = 1

/** How a preview is asked for: by a header, or by a query parameter where no header can be set. */
export const PREVIEW_HEADER = 'Aisle-Preview'
export const PREVIEW_PARAMETER = 'aisle-preview'

/** A token has some 500 characters; more than this is none. */
const MAX_TOKEN_LENGTH = 4_000

export const previewSchema = z.strictObject({
  schemaVersion: z.literal(PREVIEW_VERSION),
  shop: shopNameSchema,
  release: digestSchema,
  expiresAt: z.iso.datetime(),
})
export type Preview = z.infer<typeof previewSchema>

/** The token: a signed envelope in base64url (RFC 4648 § 5), without padding, so that it fits a header and an address. */
export async function previewToken(preview: Preview, key: SigningKey): Promise<string> {
  const base64 = toBase64(await sign(PREVIEW_TYPE, preview, key))
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/**
 * The release that a token shows.
 * @param now milliseconds since the epoch
 * @throws ContractError that says why the token shows nothing: `bad_preview`, `preview_expired`, and those of `openEnvelope`
 */
export async function previewedRelease(
  token: string,
  shop: string,
  keys: VerifyingKeys,
  now: number,
): Promise<Digest> {
  const { json } = await openEnvelope(bytesOf(token), PREVIEW_TYPE, keys, 'The preview')
  const parsed = previewSchema.safeParse(json)
  if (!parsed.success) throw bad(`is not valid: ${describeIssues(parsed.error)}`)
  const preview = parsed.data
  if (preview.shop !== shop) throw bad(`is of shop "${preview.shop}", not of "${shop}"`)
  if (now < Date.parse(preview.expiresAt)) return preview.release
  throw new ContractError(
    'preview_expired',
    `The preview expired at ${preview.expiresAt}. Make another: aisle preview.`,
  )
}

function bytesOf(token: string): Uint8Array<ArrayBuffer> {
  const base64 = token.replaceAll('-', '+').replaceAll('_', '/')
  const bytes =
    token.length > MAX_TOKEN_LENGTH ? null : fromBase64(base64.padEnd(Math.ceil(base64.length / 4) * 4, '='))
  if (bytes === null) throw bad('is no token')
  return bytes
}

const bad = (what: string): ContractError =>
  new ContractError('bad_preview', `The preview ${what}. Make one with aisle preview, and send it whole.`)
