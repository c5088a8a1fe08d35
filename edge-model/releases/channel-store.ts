/**
 * @module The channel in R2: read it, and move it by compare-and-swap.
 */
import { type Channel, channelSchema } from '../contract/channel.ts'
import { channelKey } from '../contract/keys.ts'
import { ContractError, describeIssues } from '../contract/problem.ts'
import { readObject, storageFailure } from './storage.ts'

const MAX_CHANNEL_BYTES = 64 * 1024

export interface StoredChannel {
  channel: Channel
  /** R2's entity tag, without quotes. */
  etag: string
}

/**
 * The shop's channel, or null where it has none.
 * @throws ContractError `bad_channel`, StorageError
 */
export async function readChannel(bucket: R2Bucket, shop: string): Promise<StoredChannel | null> {
  const key = channelKey(shop)
  const object = await readObject(bucket, key, MAX_CHANNEL_BYTES)
  if (object === null) return null
  const bad = (what: string) =>
    new ContractError('bad_channel', `${key} ${what}. Delete the object, then publish the release again.`)
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder().decode(object.bytes))
  } catch {
    throw bad('is not JSON')
  }
  const parsed = channelSchema.safeParse(json)
  if (!parsed.success) throw bad(`is not valid: ${describeIssues(parsed.error)}`)
  if (parsed.data.shop !== shop) throw bad(`is of shop "${parsed.data.shop}"`)
  return { channel: parsed.data, etag: object.etag }
}

/**
 * Writes the channel if R2 still holds what was read.
 * @param expected etag of the channel that was read; null: there must be none yet
 * @returns the new etag, or null where somebody else was faster
 * @throws StorageError
 */
export async function writeChannel(
  bucket: R2Bucket,
  channel: Channel,
  expected: string | null,
): Promise<string | null> {
  const key = channelKey(channel.shop)
  try {
    const stored = await bucket.put(key, JSON.stringify(channel), {
      httpMetadata: { contentType: 'application/json' },
      onlyIf: expected === null ? { etagDoesNotMatch: '*' } : { etagMatches: expected },
    })
    return stored?.etag ?? null
  } catch (error) {
    throw storageFailure('Writing', key, error)
  }
}
