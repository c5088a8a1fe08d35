/**
 * @module The signed documents in R2: a release and the manifest it names. What comes out is signed by a key of
 * RELEASE_KEYS, hashes to its name and is of this shop.
 */
import { sha256Hex } from '../contract/digest.ts'
import {
  MANIFEST_TYPE,
  maxEnvelopeBytes,
  type Opened,
  openEnvelope,
  RELEASE_TYPE,
} from '../contract/envelope.ts'
import type { Digest } from '../contract/ids.ts'
import { manifestKey, releaseKey } from '../contract/keys.ts'
import { MAX_MANIFEST_BYTES, type Manifest } from '../contract/manifest.ts'
import { parseManifest } from '../contract/parse-manifest.ts'
import { MAX_RELEASE_BYTES, parseRelease } from '../contract/parse-release.ts'
import { ContractError } from '../contract/problem.ts'
import type { ReleaseDocument } from '../contract/release-document.ts'
import type { KeyRing } from './key-ring.ts'
import { readExisting } from './storage.ts'

export interface DocumentSource {
  bucket: R2Bucket
  shop: string
  keys: KeyRing
}

/**
 * The release of a digest, and the keys of RELEASE_KEYS that signed it. It may have expired.
 * @throws ContractError, StorageError
 */
export async function readRelease(
  source: DocumentSource,
  id: Digest,
): Promise<{ release: ReleaseDocument; signedBy: Digest[] }> {
  const { json, verified } = await open(source, releaseKey(id), id, RELEASE_TYPE, MAX_RELEASE_BYTES)
  return { release: checkShop(source, 'release', parseRelease(json)), signedBy: verified }
}

/** @throws ContractError, StorageError */
export async function readManifest(source: DocumentSource, sha256: Digest): Promise<Manifest> {
  const { json } = await open(source, manifestKey(sha256), sha256, MANIFEST_TYPE, MAX_MANIFEST_BYTES)
  return checkShop(source, 'manifest', parseManifest(json))
}

/**
 * A document that is of the shop.
 * @throws ContractError `other_shop`
 */
export function checkShop<T extends { shop: string }>(
  { shop }: { shop: string },
  name: string,
  document: T,
): T {
  if (document.shop === shop) return document
  throw new ContractError(
    'other_shop',
    `The ${name} is of shop "${document.shop}", this Worker serves "${shop}".`,
  )
}

/** @throws ContractError `digest_mismatch` */
export async function checkDigest(
  key: string,
  bytes: Uint8Array<ArrayBuffer>,
  expected: Digest,
): Promise<void> {
  if ((await sha256Hex(bytes)) === expected) return
  throw new ContractError(
    'digest_mismatch',
    `The bytes of ${key} do not hash to its name. Delete the object and publish the release again.`,
  )
}

async function open(
  { bucket, keys }: DocumentSource,
  key: string,
  sha256: Digest,
  type: string,
  maxBytes: number,
): Promise<Opened> {
  const known = await keys()
  const { bytes } = await readExisting(bucket, key, maxEnvelopeBytes(maxBytes))
  const opened = await openEnvelope(bytes, type, known, key)
  await checkDigest(key, opened.payload, sha256)
  return opened
}
