/**
 * @module Writing what never changes: objects named by their digest, created once.
 */
import type { Stored } from '../../contract/admin.ts'
import { type Digest, digestSchema } from '../../contract/ids.ts'
import { HttpProblem } from '../../http/problem.ts'
import { headObject, storageFailure } from '../../releases/storage.ts'

/** The digest a path names. */
export function digestParam(text: string): Digest {
  const parsed = digestSchema.safeParse(text)
  if (parsed.success) return parsed.data
  throw new HttpProblem(
    400,
    'bad_digest',
    'The path must end in the SHA-256 of the bytes as 64 lower-case hexadecimal digits.',
  )
}

/** What is stored under a key, or null. */
export async function findStored(bucket: R2Bucket, key: string, sha256: Digest): Promise<Stored | null> {
  const object = await headObject(bucket, key)
  return object === null ? null : { sha256, bytes: object.size, created: false }
}

/**
 * Streams bytes into a new object; R2 itself checks their digest.
 * @throws HttpProblem 422 `digest_mismatch`, StorageError; in both cases nothing is stored
 */
export async function createObject(
  bucket: R2Bucket,
  key: string,
  body: ReadableStream | Uint8Array,
  sha256: Digest,
  contentType: string,
): Promise<Stored> {
  let created: R2Object | null
  try {
    created = await bucket.put(key, body, {
      sha256,
      httpMetadata: { contentType },
      onlyIf: { etagDoesNotMatch: '*' },
    })
  } catch (error) {
    throw isChecksumRefusal(error) ? digestMismatch(sha256) : storageFailure('Writing', key, error)
  }
  if (created !== null) return { sha256, bytes: created.size, created: true }
  const existing = await findStored(bucket, key, sha256)
  if (existing === null) throw storageFailure('Writing', key, 'it neither exists nor could be created')
  return existing
}

export function digestMismatch(sha256: Digest): HttpProblem {
  return new HttpProblem(
    422,
    'digest_mismatch',
    `The bytes do not hash to ${sha256}. Nothing was stored; send them again under their own digest.`,
  )
}

/** R2's error 10037: "The SHA-256 checksum you specified did not match what we received." */
function isChecksumRefusal(error: unknown): boolean {
  return error instanceof Error && error.message.includes('(10037)')
}
