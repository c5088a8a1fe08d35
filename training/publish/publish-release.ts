/**
 * @module Sends a release through the Worker's admin API and moves the channel to it.
 */
import type { Channel } from '@aisle/edge-model/contract'
import { InputError } from '../dataset/input-error.ts'
import type { Release, ReleaseFile } from './release.ts'
import { SIGNED_MANIFEST_FILE, SIGNED_RELEASE_FILE } from './release-files.ts'
import type { SignedRelease } from './sign-release.ts'
import { ChannelMoved, type WorkerApi } from './worker-api.ts'

/** What publishing tells while it goes on. */
export interface PublishEvents {
  /** Before a file goes out; the answer hears the bytes sent so far. */
  uploading(file: ReleaseFile): (bytes: number) => void
  /** `sent` false: the Worker had it already. */
  stored(name: string, bytes: number, sent: boolean): void
  /** Before the channel is moved, for which the Worker loads the release. */
  moving(): void
}

export interface Published {
  channel: Channel
  /** False where the channel pointed at this release already. */
  moved: boolean
  uploadedBytes: number
  /** Blobs that the Worker had already. */
  reusedBlobs: number
}

/**
 * Uploads what the Worker lacks, then the manifest and the release document, then moves the channel from the state it
 * was read in.
 * Nothing is retried: all steps can be run again, and finish where they were broken off.
 * @throws InputError saying which step failed and what to do
 */
export async function publishRelease(
  { files, manifest: { shop }, manifestSha256 }: Release,
  signed: SignedRelease,
  worker: WorkerApi,
  events: PublishEvents,
): Promise<Published> {
  const before = await worker.getChannel(shop)
  let uploadedBytes = 0
  let reusedBlobs = 0
  for (const file of files) {
    const known = await worker.hasBlob(file.sha256)
    if (known) {
      reusedBlobs += 1
    } else {
      await worker.putBlob(file, events.uploading(file))
      uploadedBytes += file.bytes
    }
    events.stored(file.name, file.bytes, !known)
  }
  const manifest = await worker.putManifest(manifestSha256, signed.manifest)
  events.stored(SIGNED_MANIFEST_FILE, signed.manifest.length, manifest.created)
  const release = await worker.putRelease(signed.id, signed.release)
  events.stored(SIGNED_RELEASE_FILE, signed.release.length, release.created)
  if (before?.channel.stable.manifest === signed.id) {
    return { channel: before.channel, moved: false, uploadedBytes, reusedBlobs }
  }
  events.moving()
  try {
    const { channel } = await worker.moveChannel(shop, signed.id, before)
    return { channel, moved: true, uploadedBytes, reusedBlobs }
  } catch (error) {
    if (!(error instanceof ChannelMoved)) throw error
    throw new InputError(await explainMoved(shop, worker))
  }
}

async function explainMoved(shop: string, worker: WorkerApi): Promise<string> {
  const now = await worker.getChannel(shop)
  const there =
    now === null
      ? 'it is gone now'
      : `it stands at seq ${now.channel.seq}, release ${now.channel.stable.manifest.slice(0, 12)}, since ${now.channel.updatedAt}`
  return `Somebody else moved the channel of ${shop} in the meantime: ${there}. If your release shall replace that one, run aisle publish again.`
}
