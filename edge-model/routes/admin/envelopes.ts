/**
 * @module Signed documents on their way into R2: verified before anything is stored, signatures added to what is there.
 */
import type { Context } from 'hono'
import type { AppEnv } from '../../app-env.ts'
import type { Stored } from '../../contract/admin.ts'
import { sha256Hex } from '../../contract/digest.ts'
import {
  type Envelope,
  holds,
  maxEnvelopeBytes,
  mergeSignatures,
  openEnvelope,
  parseEnvelope,
} from '../../contract/envelope.ts'
import type { Digest } from '../../contract/ids.ts'
import { ContractError } from '../../contract/problem.ts'
import type { VerifyingKeys } from '../../contract/signing-keys.ts'
import { readBody } from '../../http/body.ts'
import { HttpProblem } from '../../http/problem.ts'
import { readObject, storageFailure } from '../../releases/storage.ts'
import { digestMismatch } from './store.ts'

/** Writers who each add a signature to one document; more at the same moment are told to come again. */
const ATTEMPTS = 5

export interface Sent {
  sha256: Digest
  bytes: Uint8Array<ArrayBuffer>
  type: string
  /** The most that an envelope of this type may have. */
  maxBytes: number
  /** The JSON value of the payload. */
  json: unknown
}

/**
 * The document a request carries, its signatures verified.
 * @throws ContractError as `openEnvelope`, HttpProblem 422 where an unknown key signed too or its name is another, 413
 */
export async function readEnvelope(
  c: Context<AppEnv>,
  sha256: Digest,
  type: string,
  maxPayloadBytes: number,
  advice: string,
): Promise<Sent> {
  const keys = await c.var.source.keys()
  const maxBytes = maxEnvelopeBytes(maxPayloadBytes)
  const bytes = await readBody(c.req.raw, maxBytes, advice)
  const opened = await openEnvelope(bytes, type, keys, 'The document')
  // An unverified signature must not get in: it would be in the way once its key is added.
  const [stranger] = opened.unknown
  if (stranger !== undefined) {
    throw new HttpProblem(
      422,
      'unknown_key',
      `Key ${stranger.slice(0, 12)} is none of RELEASE_KEYS; send the document with signatures of those only.`,
    )
  }
  if ((await sha256Hex(opened.payload)) !== sha256) throw digestMismatch(sha256)
  return { sha256, bytes, type, maxBytes, json: opened.json }
}

/**
 * Stores a document. Where it is stored already its signatures are united with those there, so that a release can be
 * signed by another key under its name; what is damaged there is replaced.
 * @throws HttpProblem 409, StorageError, ContractError `bad_envelope` where too many keys signed
 */
export async function storeEnvelope(
  { var: { source } }: Context<AppEnv>,
  key: string,
  sent: Sent,
): Promise<Stored> {
  const keys = await source.keys()
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const there = await readObject(source.bucket, key, sent.maxBytes)
    const bytes = there === null ? sent.bytes : await unite(there.bytes, sent, keys)
    const answer = { sha256: sent.sha256, bytes: (bytes ?? sent.bytes).byteLength, created: there === null }
    if (bytes === null || (await swap(source.bucket, key, bytes, there?.etag ?? null))) return answer
  }
  throw new HttpProblem(409, 'busy', 'Others are signing the same document just now. Send it again.')
}

/** Writes if R2 still holds what was read; `expected` null: nothing. */
async function swap(
  bucket: R2Bucket,
  key: string,
  bytes: Uint8Array,
  expected: string | null,
): Promise<boolean> {
  try {
    const written = await bucket.put(key, bytes, {
      httpMetadata: { contentType: 'application/json' },
      onlyIf: expected === null ? { etagDoesNotMatch: '*' } : { etagMatches: expected },
    })
    return written !== null
  } catch (error) {
    throw storageFailure('Writing', key, error)
  }
}

/** What to store in place of `there`, null where that has it all. */
async function unite(
  there: Uint8Array,
  { bytes, sha256, type }: Sent,
  keys: VerifyingKeys,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const stored = parseOrNull(there)
  if (stored?.payloadType !== type || (await sha256Hex(stored.payload)) !== sha256) return bytes
  const good = await Promise.all(
    stored.signatures.map((one) => !keys.has(one.keyid) || holds(stored, one, keys)),
  )
  const kept = stored.signatures.filter((_, i) => good[i])
  const sent = parseEnvelope(bytes, 'The document')
  const ids = new Set(kept.map(({ keyid }) => keyid))
  const complete = kept.length === stored.signatures.length
  if (complete && sent.signatures.every(({ keyid }) => ids.has(keyid))) return null
  return mergeSignatures({ ...stored, signatures: kept }, sent)
}

function parseOrNull(bytes: Uint8Array): Envelope | null {
  try {
    return parseEnvelope(bytes, 'The document')
  } catch (error) {
    if (error instanceof ContractError) return null
    throw error
  }
}
