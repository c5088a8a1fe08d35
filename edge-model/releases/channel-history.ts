/**
 * @module Channels as they once were: before a channel is replaced, a copy of it is written under its seq, once.
 */
import type { Channel } from '../contract/channel.ts'
import { pastChannelKey } from '../contract/keys.ts'
import { ContractError } from '../contract/problem.ts'
import { readObject, storageFailure } from './storage.ts'
import { fromDocument, MAX_CHANNEL_BYTES, type StoredChannel } from './stored-channel.ts'

/** @throws StorageError */
export async function keepPast(bucket: R2Bucket, { channel, document }: StoredChannel): Promise<void> {
  const key = pastChannelKey(channel.shop, channel.seq)
  try {
    await bucket.put(key, document, {
      httpMetadata: { contentType: 'application/json' },
      onlyIf: { etagDoesNotMatch: '*' },
    })
  } catch (error) {
    throw storageFailure('Writing', key, error)
  }
}

/**
 * Past channels newest first, `limit` of them from seq `before` − 1 down. What is missing or no channel is left out.
 * @throws StorageError
 */
export async function readPast(
  bucket: R2Bucket,
  shop: string,
  before: number,
  limit: number,
): Promise<Channel[]> {
  const count = Math.min(limit, Math.max(before - 1, 0))
  const seqs = Array.from({ length: count }, (_, at) => before - 1 - at)
  return (await Promise.all(seqs.map((seq) => readOne(bucket, shop, seq)))).flat()
}

async function readOne(bucket: R2Bucket, shop: string, seq: number): Promise<Channel[]> {
  try {
    const object = await readObject(bucket, pastChannelKey(shop, seq), MAX_CHANNEL_BYTES)
    return object === null ? [] : [(await fromDocument(new TextDecoder().decode(object.bytes))).channel]
  } catch (error) {
    if (error instanceof ContractError) return []
    throw error
  }
}
