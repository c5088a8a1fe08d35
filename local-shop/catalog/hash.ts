/**
 * @module The one hash the catalog derives ids, stock and dates from, so that they never depend on clock or chance.
 */

/** FNV-1a over UTF-16 code units, 32 bit, finished with murmur3's mixer so that near texts land far apart. */
export function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}

/** A share in [0, 1) that belongs to the text. */
export const share = (text: string): number => hash(text) / 4294967296

/** URL handle of a title: lower case, words joined by hyphens. */
export function handleOf(title: string): string {
  return title
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
