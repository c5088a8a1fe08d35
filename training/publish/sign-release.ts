/**
 * @module Signs a checked release: its manifest, and the release document that binds it to a theme. Both are kept in the
 * release's directory, so that publishing again names the same release instead of making another.
 */
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import {
  ContractError,
  canonicalBytes,
  type Digest,
  importVerifyingKeys,
  MANIFEST_TYPE,
  openEnvelope,
  parseCanonical,
  parseEnvelope,
  parseRelease,
  RELEASE_TYPE,
  RELEASE_VERSION,
  type ReleaseDocument,
  type SigningKey,
  sign,
  type Theme,
} from '@aisle/edge-model/contract'
import { explainUnwritable, temporaryBeside } from '../dataset/writing.ts'
import { sha256 } from '../export/digests.ts'
import type { Release } from './release.ts'
import { SIGNED_MANIFEST_FILE, SIGNED_RELEASE_FILE } from './release-files.ts'

const DAY = 24 * 60 * 60 * 1000
/** How long a release may be served. */
const LIFETIME = 180 * DAY
/** A release that ends sooner than this gets a new document when it is published again. */
const RENEW_BEFORE = 30 * DAY

type Bytes = Uint8Array<ArrayBuffer>

export interface SignedRelease {
  /** Digest of the release document. */
  id: Digest
  document: ReleaseDocument
  /** The envelopes, as they are sent. */
  manifest: Bytes
  release: Bytes
}

/**
 * @param now milliseconds since the epoch
 * @throws InputError where the directory can't be written to
 */
export async function signRelease(
  dir: string,
  { manifest: { shop }, manifestBytes, manifestSha256 }: Release,
  { theme, key, now }: { theme: Theme; key: SigningKey; now: number },
): Promise<SignedRelease> {
  const documentOf = (createdAt: number): ReleaseDocument => ({
    schemaVersion: RELEASE_VERSION,
    shop,
    manifest: manifestSha256,
    theme,
    createdAt: new Date(createdAt).toISOString(),
    expiresAt: new Date(createdAt + LIFETIME).toISOString(),
  })
  const kept = await keptPayload(dir)
  const since = kept === null ? Number.NaN : createdAtOf(kept)
  const fits = since <= now && now <= since + LIFETIME - RENEW_BEFORE
  // What is kept may be signed by a key that is out of use: it counts only where it says what would be signed here.
  const reused = fits && kept !== null && isSame(kept, canonicalBytes(documentOf(since)))
  const document = documentOf(reused ? since : now)
  return {
    id: sha256(canonicalBytes(document)),
    document,
    manifest: await signOnce(dir, SIGNED_MANIFEST_FILE, MANIFEST_TYPE, manifestBytes, key),
    release: await signOnce(dir, SIGNED_RELEASE_FILE, RELEASE_TYPE, canonicalBytes(document), key),
  }
}

/** What the release document kept in a directory says, whoever signed it; null where there is none. */
async function keptPayload(dir: string): Promise<Bytes | null> {
  const bytes = await readFile(join(dir, SIGNED_RELEASE_FILE)).catch(() => null)
  return bytes === null ? null : unlessRefused(() => parseEnvelope(bytes, SIGNED_RELEASE_FILE).payload)
}

/** Milliseconds since the epoch; NaN where the bytes are no release document. */
const createdAtOf = (payload: Bytes): number =>
  unlessRefused(() => Date.parse(parseRelease(parseCanonical(payload, SIGNED_RELEASE_FILE)).createdAt)) ??
  Number.NaN

/** The envelope of a payload: the one that is kept, where the key signed that; else a new one, which is kept. */
async function signOnce(
  dir: string,
  file: string,
  type: string,
  payload: Bytes,
  key: SigningKey,
): Promise<Bytes> {
  const path = join(dir, file)
  const kept = await readFile(path).catch(() => null)
  if (kept !== null) {
    const keys = await importVerifyingKeys([key.publicKey])
    const opened = await openEnvelope(kept, type, keys, file).catch(ignoreRefusal)
    const isOurs = opened?.unknown.length === 0 && isSame(opened.payload, payload)
    if (isOurs) return Uint8Array.from(kept)
  }
  const envelope = await sign(type, parseCanonical(payload, file), key)
  const temporary = temporaryBeside(resolve(dir))
  try {
    await writeFile(temporary, envelope)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw explainUnwritable(path, error)
  }
  return envelope
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0

function unlessRefused<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    return ignoreRefusal(error)
  }
}

/** @throws whatever is no breach of the contract */
function ignoreRefusal(error: unknown): null {
  if (error instanceof ContractError) return null
  throw error
}
