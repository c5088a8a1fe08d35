/**
 * @module Where things lie in R2.
 */
import type { Digest } from './ids.ts'

export const blobKey = (sha256: Digest): string => `blobs/sha256/${sha256}`
export const manifestKey = (sha256: Digest): string => `manifests/${sha256}.json`
export const releaseKey = (sha256: Digest): string => `releases/${sha256}.json`
export const channelKey = (shop: string): string => `channels/${shop}.json`
/** A channel as it once was; digits enough that keys sort as numbers do. */
export const pastChannelKey = (shop: string, seq: number): string =>
  `history/${shop}/${String(seq).padStart(10, '0')}.json`
