/**
 * @module The preview token: shows an engineer any release, on the storefront as it is. A signed document like a release
 * itself, short-lived, as base64url so that it fits into a header or a URL.
 */
import { z } from 'zod'
import { fromBase64, toBase64 } from './base64.ts'
import { parseCanonical } from './canonical.ts'
import { openEnvelope, parseEnvelope, sign } from './envelope.ts'
import { type Digest, digestSchema, shopNameSchema } from './ids.ts'
import { ContractError, describeIssues } from './problem.ts'
import type { SigningKey, VerifyingKeys } from './signing-keys.ts'

export const PREVIEW_TYPE = 'application/vnd.aisle.preview+json'
export const PREVIEW_VERSION = 1
/** Where a request carries the token; the query parameter for what can't set a header. */
export const PREVIEW_HEADER = 'Aisle-Preview'
export const PREVIEW_PARAMETER = 'aisle-preview'
const MAX_TOKEN_CHARACTERS = 8 * 1024

export const previewSchema = z.strictObject({
  schemaVersion: z.literal(PREVIEW_VERSION),
  shop: shopNameSchema,
  release: digestSchema,
  expiresAt: z.iso.datetime(),
})
export type Preview = z.infer<typeof previewSchema>

export async function signPreview(preview: Preview, key: SigningKey): Promise<string> {
  const envelope = toBase64(await sign(PREVIEW_TYPE, preview, key))
  return envelope.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/**
 * The release that a token shows.
 * @param now milliseconds since the epoch
 * @throws ContractError `bad_preview`, `unknown_key`, `expired_preview`
 */
export async function openPreview(
  token: string,
  keys: VerifyingKeys,
  { shop, now }: { shop: string; now: number },
): Promise<Digest> {
  const parsed = previewSchema.safeParse(await open(fromToken(token), keys))
  if (!parsed.success) throw badPreview(`is not valid: ${describeIssues(parsed.error)}`)
  const { data } = parsed
  if (data.shop !== shop) throw badPreview(`is of shop "${data.shop}", not "${shop}"`)
  if (Date.parse(data.expiresAt) > now) return data.release
  throw new ContractError(
    'expired_preview',
    `The preview token expired at ${data.expiresAt}; make a new one with aisle preview.`,
  )
}

/** What a token says it shows, whoever signed it; null where it is none. Only `openPreview` tells whether it holds. */
export function claimsOf(token: string): Preview | null {
  try {
    const { payload } = parseEnvelope(fromToken(token), 'The preview token')
    return previewSchema.safeParse(parseCanonical(payload, 'What it holds')).data ?? null
  } catch (error) {
    if (error instanceof ContractError) return null
    throw error
  }
}

async function open(envelope: Uint8Array, keys: VerifyingKeys): Promise<unknown> {
  try {
    return (await openEnvelope(envelope, PREVIEW_TYPE, keys, 'The preview token')).json
  } catch (error) {
    if (!(error instanceof ContractError) || error.code === 'unknown_key') throw error
    throw badPreview('was changed, cut, or is none at all')
  }
}

function fromToken(token: string): Uint8Array {
  const isWhole = token.length <= MAX_TOKEN_CHARACTERS && /^[\w-]+$/.test(token)
  const padded = token.padEnd(Math.ceil(token.length / 4) * 4, '=')
  const bytes = isWhole ? fromBase64(padded.replaceAll('-', '+').replaceAll('_', '/')) : null
  if (bytes === null) throw badPreview('is no base64url, or was cut')
  return bytes
}

const badPreview = (what: string): ContractError =>
  new ContractError('bad_preview', `The preview token ${what}. Make a new one with aisle preview.`)
