/**
 * @module weights.bin, the graph's external data: the coded table's three arrays one after the other, little-endian.
 * Pure: no Node imports.
 */
import { MAX_ROOT } from '../table/quantize.ts'
import type { CodedTable } from '../table/sparse-table.ts'
import type { TensorType } from './onnx-proto.ts'

/** Every array starts at a multiple of this, a cache line, so that it can be mapped or viewed where it lies. */
const ALIGNMENT = 64

/** Where one array lies in weights.bin. */
export interface WeightTensor {
  type: TensorType
  shape: number[]
  /** Bytes. */
  offset: number
  length: number
}

export interface WeightLayout {
  /** [n, K] int32: columns. */
  index: WeightTensor
  /** [n, heads, K] uint8: codes q of roots. */
  code: WeightTensor
  /** [n, heads] float32: rowmax / 254.5², so that an entry's value is its root² · scale. */
  scale: WeightTensor
  /** Length of the file in bytes. */
  bytes: number
}

/** What the sizes of all arrays follow from. */
export interface TableShape {
  /** n */
  items: number
  /** K */
  neighbours: number
  /** Values an entry. */
  heads: number
}

/** Where the arrays of a table of n rows and K entries a row lie. */
export function layoutWeights({ items, neighbours, heads }: TableShape): WeightLayout {
  let end = 0
  const place = (type: TensorType, elementBytes: number, shape: number[]): WeightTensor => {
    const offset = Math.ceil(end / ALIGNMENT) * ALIGNMENT
    const length = shape.reduce((product, dimension) => product * dimension, elementBytes)
    end = offset + length
    return { type, shape, offset, length }
  }
  const index = place('int32', 4, [items, neighbours])
  const code = place('uint8', 1, [items, heads, neighbours])
  const scale = place('float32', 4, [items, heads])
  return { index, code, scale, bytes: end }
}

/** The bytes of weights.bin. */
export function packWeights(table: CodedTable): Uint8Array<ArrayBuffer> {
  const layout = layoutWeights(table)
  const bytes = new Uint8Array(layout.bytes)
  const view = new DataView(bytes.buffer)
  table.index.forEach((column, at) => {
    view.setInt32(layout.index.offset + 4 * at, column, true)
  })
  bytes.set(table.code, layout.code.offset)
  table.rowMax.forEach((max, row) => {
    view.setFloat32(layout.scale.offset + 4 * row, max / (MAX_ROOT * MAX_ROOT), true)
  })
  return bytes
}
