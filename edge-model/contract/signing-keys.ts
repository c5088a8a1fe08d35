/**
 * @module Keys that sign releases: ECDSA over P-256 (FIPS 186-5). A key's id is the SHA-256 of its public half as
 * SubjectPublicKeyInfo in DER (RFC 5480), in hexadecimal digits.
 */
import { z } from 'zod'
import { fromBase64, toBase64 } from './base64.ts'
import { sha256Hex } from './digest.ts'
import type { Digest } from './ids.ts'
import { ContractError } from './problem.ts'

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' }
/** How an uncompressed P-256 key begins in DER; its two coordinates of 32 bytes follow. */
const SPKI_PREFIX = 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQg'
const SPKI_BYTES = 91

/** A JSON Web Key without its private part. */
const publicJwkSchema = z.object({ kty: z.string(), crv: z.string(), x: z.string(), y: z.string() })
const spkiSchema = z.instanceof(ArrayBuffer)

/** WebCrypto's CryptoKey; its global name is not declared in every world this file is compiled for. */
export type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>

/** Public keys by their id. */
export type VerifyingKeys = ReadonlyMap<Digest, Key>

export interface SigningKey {
  keyid: Digest
  /** The public half as RELEASE_KEYS takes it: SubjectPublicKeyInfo in base64. */
  publicKey: string
  privateKey: Key
}

/** Whether a text looks like the public half of a P-256 key; `importVerifyingKeys` has the last word. */
export const isPublicKey = (text: string): boolean =>
  text.startsWith(SPKI_PREFIX) && fromBase64(text)?.length === SPKI_BYTES

/**
 * @param publicKeys SubjectPublicKeyInfo in base64
 * @throws ContractError `bad_key` naming the first that is none
 */
export async function importVerifyingKeys(publicKeys: readonly string[]): Promise<VerifyingKeys> {
  const keys = new Map<Digest, Key>()
  for (const text of publicKeys) {
    const der = isPublicKey(text) ? fromBase64(text) : null
    try {
      if (der === null) throw new Error('not the DER of such a key')
      keys.set(await sha256Hex(der), await crypto.subtle.importKey('spki', der, ALGORITHM, true, ['verify']))
    } catch {
      throw new ContractError(
        'bad_key',
        `"${text.slice(0, 48)}…" is no public key of P-256 in base64. aisle keys show prints a key as it is taken.`,
      )
    }
  }
  return keys
}

/**
 * @param pkcs8 a private key of P-256 as PKCS#8 in DER
 * @throws ContractError `bad_key`
 */
export async function importSigningKey(pkcs8: Uint8Array<ArrayBuffer>): Promise<SigningKey> {
  try {
    const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, ALGORITHM, true, ['sign'])
    const spki = await publicHalf(privateKey)
    return { keyid: await sha256Hex(spki), publicKey: toBase64(spki), privateKey }
  } catch {
    throw new ContractError(
      'bad_key',
      'The signing key is no private key of P-256 in PKCS#8. Make one with aisle keys create.',
    )
  }
}

async function publicHalf(privateKey: Key): Promise<Uint8Array<ArrayBuffer>> {
  const jwk = publicJwkSchema.parse(await crypto.subtle.exportKey('jwk', privateKey))
  const publicKey = await crypto.subtle.importKey('jwk', jwk, ALGORITHM, true, ['verify'])
  return new Uint8Array(spkiSchema.parse(await crypto.subtle.exportKey('spki', publicKey)))
}
