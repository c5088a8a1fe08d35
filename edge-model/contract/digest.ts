/**
 * @module SHA-256, the name of every artifact.
 */
import type { Digest } from './ids.ts'

/** Two lower-case hexadecimal digits a byte. */
export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** 64 lower-case hexadecimal digits. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<Digest> {
  return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}
