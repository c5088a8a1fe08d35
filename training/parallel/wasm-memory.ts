/**
 * @module Memory of WebAssembly modules: a thread's own, or one that threads share, so that a module reads what others wrote
 * without a copy.
 */

/** A page, bytes. */
const PAGE = 65_536
/** The most that one shared memory may grow to: 2 GiB of addresses, taken up as they are needed. */
export const MOST_PAGES = 32_768

const pagesOf = (bytes: number): number => Math.ceil(bytes / PAGE)

export const ownMemory = (bytes: number): WebAssembly.Memory =>
  new WebAssembly.Memory({ initial: pagesOf(bytes) })

/** Empty; `floatsOf` makes it larger. */
export const sharedMemory = (): WebAssembly.Memory =>
  new WebAssembly.Memory({ initial: 0, maximum: MOST_PAGES, shared: true })

/** The first numbers of a memory, which grows where it is too small. */
export function floatsOf(memory: WebAssembly.Memory, length: number): Float32Array {
  const missing = 4 * length - memory.buffer.byteLength
  if (missing > 0) memory.grow(pagesOf(missing))
  return new Float32Array(memory.buffer, 0, length)
}
