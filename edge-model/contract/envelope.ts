/**
 * @module Signed documents: canonical JSON in a DSSE envelope, https://github.com/secure-systems-lab/dsse, signed with
 * ECDSA over P-256 and SHA-256, signatures as r ‖ s (IEEE P1363). A document's name is the digest of its payload, so
 * that it keeps its name when another key signs it as well.
 *
 * Stricter than DSSE: the envelope is canonical JSON itself and signatures stand in the order of their key ids, so
 * whatever of a stored envelope is changed, it is refused.
 */
import { z } from 'zod'
import { fromBase64, toBase64 } from './base64.ts'
import { canonicalBytes, parseCanonical } from './canonical.ts'
import { type Digest, digestSchema } from './ids.ts'
import { ContractError, describeIssues } from './problem.ts'
import type { SigningKey, VerifyingKeys } from './signing-keys.ts'

export const MANIFEST_TYPE = 'application/vnd.aisle.manifest+json'
export const RELEASE_TYPE = 'application/vnd.aisle.release+json'

/** Keys that may have signed one document: those of years of rotation. */
const MAX_SIGNATURES = 16
/** r and s of 32 bytes. */
const SIGNATURE_BYTES = 64
const ECDSA = { name: 'ECDSA', hash: 'SHA-256' }

const base64Schema = z.string().transform((text, context): Uint8Array<ArrayBuffer> => {
  const bytes = fromBase64(text)
  if (bytes !== null) return bytes
  context.addIssue({ code: 'custom', message: 'expected base64 in its one padded spelling' })
  return z.NEVER
})

const envelopeSchema = z.strictObject({
  payload: base64Schema,
  payloadType: z.string(),
  signatures: z
    .array(
      z.strictObject({
        keyid: digestSchema,
        sig: base64Schema.refine(({ length }) => length === SIGNATURE_BYTES, 'expected 64 bytes'),
      }),
    )
    .min(1)
    .max(MAX_SIGNATURES)
    .refine((all) => all.every(({ keyid }, i) => i === 0 || keyid > (all[i - 1]?.keyid ?? '')), {
      message: 'expected each key once, in the order of their ids',
    }),
})
export type Envelope = z.output<typeof envelopeSchema>
type Signature = Envelope['signatures'][number]

export interface Opened {
  payload: Uint8Array<ArrayBuffer>
  /** The payload's JSON value. */
  json: unknown
  /** Keys whose signatures were checked, and those that the envelope names beside them. */
  verified: Digest[]
  unknown: Digest[]
}

/** The bytes an envelope may have whose payload has at most `payloadBytes`. */
export const maxEnvelopeBytes = (payloadBytes: number): number =>
  4 * Math.ceil(payloadBytes / 3) + 512 + 256 * MAX_SIGNATURES

/** DSSE's pre-authentication encoding: what is signed, so that a payload of one type never passes for another. */
export function paeOf(payloadType: string, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder()
  const typeBytes = encoder.encode(payloadType).length
  const head = encoder.encode(`DSSEv1 ${typeBytes} ${payloadType} ${payload.length} `)
  const encoded = new Uint8Array(head.length + payload.length)
  encoded.set(head)
  encoded.set(payload, head.length)
  return encoded
}

/**
 * A value's canonical JSON, signed.
 * @returns the envelope's bytes
 * @throws ContractError `not_canonical` where the value has no canonical JSON
 */
export async function sign(
  payloadType: string,
  value: unknown,
  { keyid, privateKey }: SigningKey,
): Promise<Uint8Array<ArrayBuffer>> {
  const payload = canonicalBytes(value)
  const signed = await crypto.subtle.sign(ECDSA, privateKey, paeOf(payloadType, payload))
  return formatEnvelope({ payload, payloadType, signatures: [{ keyid, sig: new Uint8Array(signed) }] })
}

/**
 * Opens an envelope: nothing of its payload is looked at before a known key's signature holds.
 * @param name what it is, to begin a sentence with: `manifests/….json`
 * @throws ContractError `unsigned`, `bad_json`, `bad_envelope`, `wrong_type`, `unknown_key`, `bad_signature`,
 *   `not_canonical`
 */
export async function openEnvelope(
  bytes: Uint8Array,
  payloadType: string,
  keys: VerifyingKeys,
  name = 'The envelope',
): Promise<Opened> {
  const envelope = parseEnvelope(bytes, name)
  if (envelope.payloadType !== payloadType) {
    throw new ContractError('wrong_type', `${name} holds ${envelope.payloadType}, expected ${payloadType}.`)
  }
  const known = envelope.signatures.filter(({ keyid }) => keys.has(keyid))
  if (known.length === 0) {
    const ids = envelope.signatures.map(({ keyid }) => keyid.slice(0, 12)).join(', ')
    throw new ContractError(
      'unknown_key',
      `${name} is signed by ${ids}, no key of RELEASE_KEYS. Sign it with a key that is, or add the public key there.`,
    )
  }
  await Promise.all(known.map((signature) => checkSignature(envelope, signature, keys, name)))
  return {
    payload: envelope.payload,
    json: parseCanonical(envelope.payload, `What ${name} holds`),
    verified: known.map(({ keyid }) => keyid),
    unknown: envelope.signatures.flatMap(({ keyid }) => (keys.has(keyid) ? [] : keyid)),
  }
}

async function checkSignature(
  envelope: Envelope,
  signature: Signature,
  keys: VerifyingKeys,
  name: string,
): Promise<void> {
  if (await holds(envelope, signature, keys)) return
  throw new ContractError(
    'bad_signature',
    `${name}: the signature of key ${signature.keyid.slice(0, 12)} does not hold, something was changed. Publish the release again.`,
  )
}

/** Whether a signature is one by the known key it names, over this envelope's payload and type. */
export async function holds(
  { payloadType, payload }: Envelope,
  { keyid, sig }: Signature,
  keys: VerifyingKeys,
): Promise<boolean> {
  const key = keys.get(keyid)
  return key !== undefined && crypto.subtle.verify(ECDSA, key, sig, paeOf(payloadType, payload))
}

/**
 * An envelope's parts, nothing verified.
 * @throws ContractError `unsigned`, `bad_json`, `not_canonical`, `bad_envelope`
 */
export function parseEnvelope(bytes: Uint8Array, name: string): Envelope {
  const json = parseCanonical(bytes, name)
  if (typeof json === 'object' && json !== null && 'schemaVersion' in json) {
    throw new ContractError('unsigned', `${name} is not signed. Publish the release again with this aisle.`)
  }
  const parsed = envelopeSchema.safeParse(json)
  if (parsed.success) return parsed.data
  throw new ContractError(
    'bad_envelope',
    `${name} is no DSSE envelope as aisle writes them: ${describeIssues(parsed.error)}. Publish the release again.`,
  )
}

/**
 * An envelope with the signatures of both, where a key signed both, that of the second.
 * @throws ContractError `bad_envelope` where these are too many
 */
export function mergeSignatures(one: Envelope, other: Envelope): Uint8Array<ArrayBuffer> {
  const byKey = new Map([...one.signatures, ...other.signatures].map(({ keyid, sig }) => [keyid, sig]))
  const signatures = Array.from(byKey, ([keyid, sig]) => ({ keyid, sig }))
  if (signatures.length > MAX_SIGNATURES) {
    throw new ContractError('bad_envelope', `More than ${MAX_SIGNATURES} keys signed one document.`)
  }
  return formatEnvelope({ ...other, signatures: signatures.toSorted((a, b) => (a.keyid < b.keyid ? -1 : 1)) })
}

function formatEnvelope({ payload, payloadType, signatures }: Envelope): Uint8Array<ArrayBuffer> {
  return canonicalBytes({
    payload: toBase64(payload),
    payloadType,
    signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig: toBase64(sig) })),
  })
}
