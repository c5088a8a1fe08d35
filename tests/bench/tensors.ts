/**
 * @module Constants of the graphs that are built for comparison only.
 */
import type { Initializer, TensorType } from '../../training/export/onnx-proto.ts'

export function constant(
  name: string,
  type: TensorType,
  shape: number[],
  values: Float32Array | BigInt64Array | Int8Array,
): Initializer {
  return { name, type, shape, data: new Uint8Array(values.buffer, values.byteOffset, values.byteLength) }
}

export const int64 = (name: string, ...values: number[]): Initializer =>
  constant(name, 'int64', [values.length], BigInt64Array.from(values, BigInt))
