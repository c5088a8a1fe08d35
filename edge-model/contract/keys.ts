/**
 * @module Where things lie in R2.
 */
import type { Digest } from './ids.ts'

export const blobKey = (sha256: Digest): string => `blobs/sha256/${sha256}`
export const manifestKey = (sha256: Digest): string => `manifests/${sha256}.json`
export const channelKey = (shop: string): string => `channels/${shop}.json`
