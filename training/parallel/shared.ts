/**
 * @module Typed arrays over shared memory: what one thread writes there, the others read without a copy.
 */

export const sharedInt32 = (length: number): Int32Array<SharedArrayBuffer> =>
  new Int32Array(new SharedArrayBuffer(4 * length))
export const sharedFloat32 = (length: number): Float32Array<SharedArrayBuffer> =>
  new Float32Array(new SharedArrayBuffer(4 * length))
export const sharedFloat64 = (length: number): Float64Array<SharedArrayBuffer> =>
  new Float64Array(new SharedArrayBuffer(8 * length))
export const sharedBytes = (length: number): Uint8Array<SharedArrayBuffer> =>
  new Uint8Array(new SharedArrayBuffer(length))

/** The same numbers in shared memory; the array itself where it lies there already. */
export function shareInt32(array: Int32Array): Int32Array {
  if (array.buffer instanceof SharedArrayBuffer) return array
  const shared = sharedInt32(array.length)
  shared.set(array)
  return shared
}

/** The same bytes in shared memory; the array itself where it lies there already. */
export function shareBytes(array: Uint8Array): Uint8Array {
  if (array.buffer instanceof SharedArrayBuffer) return array
  const shared = sharedBytes(array.length)
  shared.set(array)
  return shared
}
