/**
 * @module Reading R2 with bounds on time and size.
 */
import { ContractError } from '../contract/problem.ts'
import { StorageError } from './unavailable.ts'

/** R2 answers in some tens of milliseconds; a read beyond this is taken for lost. */
const READ_LIMIT_MS = 10_000

export interface StoredObject {
  bytes: Uint8Array<ArrayBuffer>
  etag: string
}

/**
 * The outcome of `work`, or a `StorageError` when it takes longer than `ms`. The work itself can't be stopped.
 */
export async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | null = null
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new StorageError(`${what} took longer than ${ms / 1000} s. Try again.`)),
      ms,
    )
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * A whole object, or null where there is none.
 * @param maxBytes a larger object is refused before its bytes are read
 * @throws StorageError where R2 fails, ContractError `too_large`
 */
export async function readObject(
  bucket: R2Bucket,
  key: string,
  maxBytes: number,
): Promise<StoredObject | null> {
  const object = await asking(key, bucket.get(key))
  if (object === null) return null
  if (object.size > maxBytes) {
    await object.body.cancel()
    throw new ContractError('too_large', `${key} has ${object.size} bytes, at most ${maxBytes} are read.`)
  }
  return { bytes: new Uint8Array(await asking(key, object.arrayBuffer())), etag: object.etag }
}

/**
 * As `readObject`, for an object that must be there.
 * @throws StorageError where R2 fails, ContractError `missing_object`, `too_large`
 */
export async function readExisting(bucket: R2Bucket, key: string, maxBytes: number): Promise<StoredObject> {
  const object = await readObject(bucket, key, maxBytes)
  if (object !== null) return object
  throw new ContractError('missing_object', `${key} is not in the bucket. Publish the release again.`)
}

/** Metadata of an object, or null where there is none. */
export function headObject(bucket: R2Bucket, key: string): Promise<R2Object | null> {
  return asking(key, bucket.head(key))
}

async function asking<T>(key: string, work: Promise<T>): Promise<T> {
  try {
    return await within(READ_LIMIT_MS, `Reading ${key} from R2`, work)
  } catch (error) {
    if (error instanceof StorageError) throw error
    throw storageFailure('Reading', key, error)
  }
}

/** A failure of R2 in our words. */
export function storageFailure(doing: string, key: string, error: unknown): StorageError {
  const detail = error instanceof Error ? error.message : String(error)
  return new StorageError(`${doing} ${key} failed in R2: ${detail}. Try again.`)
}
