/**
 * @module The channel in R2, checked against the shop's Ledger: read it, and move it by compare-and-swap.
 *
 * The Ledger keeps a copy of the newest channel. Where R2 holds anything else, an older channel put back, a second one of
 * the same seq, nothing at all, that is told as a fault and the Ledger's copy holds.
 */
import { z } from 'zod'
import type { Channel } from '../contract/channel.ts'
import { channelKey } from '../contract/keys.ts'
import { ContractError } from '../contract/problem.ts'
import { keepPast } from './channel-history.ts'
import type { Ledger } from './ledger.ts'
import { readObject, storageFailure, within } from './storage.ts'
import { fromDocument, MAX_CHANNEL_BYTES, type StoredChannel, toStored } from './stored-channel.ts'

/** A Durable Object answers in some tens of milliseconds; beyond this it is taken for unreachable. */
export const LEDGER_LIMIT_MS = 5_000

export interface ChannelStore {
  bucket: R2Bucket
  ledger: DurableObjectNamespace<Ledger>
  shop: string
}

export interface ChannelReading {
  /** The channel that holds, null where the shop has none. */
  stored: StoredChannel | null
  /** Why what lies in R2 is not it; `no_channel` where nothing does. */
  fault: ContractError | null
  /** R2's entity tag of what lies there, null where nothing does. */
  etag: string | null
  /** The seq that a first channel goes on from: that of a channel of version 1. */
  after: number
}

/**
 * The shop's channel.
 * @param known the newest channel this isolate has seen: it stands in for the Ledger while that can't be reached
 * @throws StorageError where R2 fails
 */
export async function readChannel(
  store: ChannelStore,
  known: StoredChannel | null = null,
): Promise<ChannelReading> {
  const reading = await compare(store, await find(store), known)
  if (reading.fault?.code !== 'replayed_channel') return reading
  // Somebody may have moved the channel, and told the Ledger, after R2 was read.
  return compare(store, await find(store), known)
}

/**
 * Writes the channel if R2 still holds what was read, after a copy of the one it replaces; then tells the Ledger.
 * @returns the channel as it is stored, or null where somebody else was faster
 * @throws StorageError
 */
export async function writeChannel(
  store: ChannelStore,
  channel: Channel,
  before: ChannelReading,
): Promise<StoredChannel | null> {
  const { bucket, shop } = store
  const written = await toStored(channel)
  if (before.stored !== null) await keepPast(bucket, before.stored)
  const key = channelKey(shop)
  try {
    const object = await bucket.put(key, written.document, {
      httpMetadata: { contentType: 'application/json' },
      onlyIf: before.etag === null ? { etagDoesNotMatch: '*' } : { etagMatches: before.etag },
    })
    if (object === null) return null
  } catch (error) {
    throw storageFailure('Writing', key, error)
  }
  // It has moved, whatever the Ledger answers: whoever reads the channel next tells the Ledger again.
  await askLedger(store, (ledger) => ledger.record(toEntry(written)))
  return written
}

/** What R2 holds, by itself. */
async function find({ bucket, shop }: ChannelStore): Promise<ChannelReading> {
  const key = channelKey(shop)
  let etag: string | null = null
  let text = ''
  try {
    const object = await readObject(bucket, key, MAX_CHANNEL_BYTES)
    if (object === null) return { stored: null, fault: noChannel(shop), etag, after: 0 }
    etag = object.etag
    text = new TextDecoder().decode(object.bytes)
    const stored = await fromDocument(text)
    if (stored.channel.shop !== shop) {
      throw new ContractError('bad_channel', `The channel is of shop "${stored.channel.shop}".`)
    }
    return { stored, fault: null, etag, after: 0 }
  } catch (error) {
    if (!(error instanceof ContractError)) throw error
    const fault = new ContractError(error.code, `${key}: ${error.message}`)
    return { stored: null, fault, etag, after: error.code === 'old_channel' ? seqOf(text) : 0 }
  }
}

/** What was found, or the newest channel known where that is another. */
async function compare(
  store: ChannelStore,
  found: ChannelReading,
  known: StoredChannel | null,
): Promise<ChannelReading> {
  const { stored } = found
  const newest =
    stored === null
      ? await askLedger(store, (ledger) => ledger.newest())
      : await askLedger(store, (ledger) => ledger.record(toEntry(stored)))
  const document = newest === undefined ? known?.document : newest?.document
  if (document === undefined || document === stored?.document) return found
  const holds = await fromDocument(document)
  // Only without the Ledger can what is known be older than what was found.
  if (stored !== null && stored.channel.seq > holds.channel.seq) return found
  return { ...found, stored: holds, fault: tampered(store.shop, found, holds.channel.seq) }
}

/** The Ledger's answer, or undefined where it can't be reached: then shoppers are served by what is at hand. */
async function askLedger<T>(
  { ledger, shop }: ChannelStore,
  question: (ledger: DurableObjectStub<Ledger>) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await within(LEDGER_LIMIT_MS, 'Asking the Ledger', question(ledger.getByName(shop)))
  } catch (error) {
    console.error(`The Ledger of shop "${shop}" could not be asked.`, error)
    return undefined
  }
}

const toEntry = ({ channel, digest, document }: StoredChannel) => ({ seq: channel.seq, digest, document })

const seqOf = (text: string): number =>
  z.object({ seq: z.int().min(1) }).safeParse(JSON.parse(text)).data?.seq ?? 0

function noChannel(shop: string): ContractError {
  return new ContractError(
    'no_channel',
    `Shop "${shop}" has no release yet. Train a model and send it with "aisle publish".`,
  )
}

/** What lies in R2 was put there, or taken away, past the admin API. */
function tampered(shop: string, { stored, fault, etag }: ChannelReading, seq: number): ContractError {
  const key = channelKey(shop)
  const holds = `What was moved to last, seq ${seq}, holds; the next move writes the object anew. Find out who can write to the bucket.`
  if (etag === null) return new ContractError('channel_gone', `${key} is gone. ${holds}`)
  if (stored === null) return new ContractError(fault?.code ?? 'bad_channel', `${fault?.message} ${holds}`)
  const found =
    stored.channel.seq === seq ? `another channel of seq ${seq}` : `the older seq ${stored.channel.seq}`
  return new ContractError('replayed_channel', `${key} holds ${found}, which is not followed. ${holds}`)
}
