/**
 * @module Sends a release through the Worker's admin API and moves the channel to it.
 */
import type { Channel, Move } from '@aisle/edge-model/contract'
import type { Release, ReleaseFile } from './release.ts'
import { SIGNED_MANIFEST_FILE, SIGNED_RELEASE_FILE } from './release-files.ts'
import type { SignedRelease } from './sign-release.ts'
import { type Told, takeMove } from './take-move.ts'
import type { WorkerApi } from './worker-api.ts'

/** What publishing tells while it goes on. */
export interface PublishEvents {
  /** Before a file goes out; the answer hears the bytes sent so far. */
  uploading(file: ReleaseFile): (bytes: number) => void
  /** `sent` false: the Worker had it already. */
  stored(name: string, bytes: number, sent: boolean): void
  /** Before the channel is moved, for which the Worker loads the release. */
  moving(): void
}

/** How a release that is not the first is to be tried; the Worker knows what is usual. */
export type Trial = Pick<Extract<Move, { action: 'publish' }>, 'percent' | 'plan' | 'rules'>

export interface Published {
  channel: Channel
  /** False where the release was stable or canary already. */
  moved: boolean
  followedWithinSeconds: number
  uploadedBytes: number
  /** Blobs that the Worker had already. */
  reusedBlobs: number
}

/**
 * Uploads what the Worker lacks, then the manifest and the release document, then moves the channel from the state it
 * was read in. Nothing is retried: all steps can be run again, and finish where they were broken off.
 * @param told who publishes and why, for the history
 * @throws InputError saying which step failed and what to do
 */
export async function publishRelease(
  { files, manifest: { shop }, manifestSha256 }: Release,
  signed: SignedRelease,
  worker: WorkerApi,
  told: Told & Trial,
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
  events.moving()
  const move: Move = { action: 'publish', ...told, release: signed.id }
  return { ...(await takeMove(worker, shop, move, before)), uploadedBytes, reusedBlobs }
}
