/**
 * @module Base64 (RFC 4648 § 4) with exactly one spelling a value: padded, no line breaks, spare bits zero.
 */

export function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/** The bytes that a text spells, or null where it is not how `toBase64` spells them. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  let binary: string
  try {
    binary = atob(text)
  } catch {
    return null
  }
  // atob forgives white space, missing padding and spare bits.
  return btoa(binary) === text ? Uint8Array.from(binary, (char) => char.charCodeAt(0)) : null
}
