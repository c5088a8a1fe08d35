/**
 * @module A channel with the text it is stored as: what R2, its history and the Ledger hold.
 */
import { type Channel, parseChannel } from '../contract/channel.ts'
import { sha256Hex } from '../contract/digest.ts'
import type { Digest } from '../contract/ids.ts'
import { ContractError } from '../contract/problem.ts'

export const MAX_CHANNEL_BYTES = 64 * 1024

export interface StoredChannel {
  channel: Channel
  /** The JSON as it is stored. */
  document: string
  /** SHA-256 of `document`; its ETag in the admin API. */
  digest: Digest
}

export async function toStored(channel: Channel): Promise<StoredChannel> {
  const document = JSON.stringify(channel)
  return { channel, document, digest: await digestOf(document) }
}

/** @throws ContractError where it is no channel of this version */
export async function fromDocument(document: string): Promise<StoredChannel> {
  return { channel: parseChannel(parseJson(document)), document, digest: await digestOf(document) }
}

function parseJson(document: string): unknown {
  try {
    return JSON.parse(document)
  } catch {
    throw new ContractError('bad_channel', 'The channel is not JSON.')
  }
}

const digestOf = (document: string): Promise<Digest> =>
  sha256Hex(Uint8Array.from(new TextEncoder().encode(document)))
