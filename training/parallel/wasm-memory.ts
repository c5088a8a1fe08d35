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

/** Empty; it grows with the arrays that are laid out in it. */
export const sharedMemory = (): WebAssembly.Memory =>
  new WebAssembly.Memory({ initial: 0, maximum: MOST_PAGES, shared: true })

/** Arrays of zeros, one behind the other. */
export interface Layout {
  int32(length: number): Int32Array
  float32(length: number): Float32Array
  float64(length: number): Float64Array
}

/** Lays arrays out in a memory from its beginning on, over all that was laid out there before. */
export function layoutIn(memory: WebAssembly.Memory): Layout {
  let end = 0
  /** The address of so many bytes more, a multiple of 8. */
  const take = (bytes: number): number => {
    const start = end
    end += 8 * Math.ceil(bytes / 8)
    const missing = end - memory.buffer.byteLength
    if (missing > 0) memory.grow(pagesOf(missing))
    return start
  }
  // Taken before the buffer is asked for: by growing, a memory gets another one.
  const array = <T>(bytes: number, view: (buffer: ArrayBufferLike, start: number) => T): T => {
    const start = take(bytes)
    return view(memory.buffer, start)
  }
  return {
    int32: (length) => array(4 * length, (buffer, start) => new Int32Array(buffer, start, length).fill(0)),
    float32: (length) =>
      array(4 * length, (buffer, start) => new Float32Array(buffer, start, length).fill(0)),
    float64: (length) =>
      array(8 * length, (buffer, start) => new Float64Array(buffer, start, length).fill(0)),
  }
}
