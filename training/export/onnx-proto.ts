/**
 * @module Just enough of the ONNX file format to write a model: its protobuf messages, by field number.
 *
 * Field numbers and enumerations are those of the ONNX specification, onnx/onnx.proto (github.com/onnx/onnx), with the
 * message each belongs to named beside it. Pure: no Node imports, so it runs inside workerd as well.
 */
import { PbfWriter } from 'pbf'

/** TensorProto.DataType. */
export const DATA_TYPE = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7 } as const
export type TensorType = keyof typeof DATA_TYPE

/** AttributeProto.AttributeType. */
const ATTRIBUTE_INT = 2
const ATTRIBUTE_STRING = 3

/** TensorProto.DataLocation. */
const LOCATION_EXTERNAL = 1

/** A named value of the graph; a number is a fixed dimension, a string names a free one. */
export interface ValueInfo {
  name: string
  type: TensorType
  shape: (number | string)[]
}

/** A constant: its little-endian bytes lie in the graph, or at `offset` of the file `location` beside it. */
export interface Initializer {
  name: string
  type: TensorType
  shape: number[]
  data: Uint8Array | { location: string; offset: number; length: number }
}

export interface OnnxNode {
  op: string
  inputs: string[]
  outputs: string[]
  /** An integer or a string each. */
  attributes?: Record<string, number | string>
}

export interface OnnxModel {
  irVersion: number
  opset: number
  producer: string
  name: string
  /** In topological order. */
  nodes: OnnxNode[]
  initializers: Initializer[]
  inputs: ValueInfo[]
  outputs: ValueInfo[]
}

/** ModelProto: the bytes of a .onnx file. */
export function encodeModel(model: OnnxModel): Uint8Array {
  const pbf = new PbfWriter()
  pbf.writeVarintField(1, model.irVersion)
  pbf.writeStringField(2, model.producer)
  pbf.writeMessage(7, writeGraph, model)
  pbf.writeMessage(8, writeOperatorSet, model.opset)
  return pbf.finish()
}

/** OperatorSetIdProto of the standard operators (domain left empty). */
function writeOperatorSet(version: number, pbf: PbfWriter): void {
  pbf.writeStringField(1, '')
  pbf.writeVarintField(2, version)
}

/** GraphProto. */
function writeGraph(model: OnnxModel, pbf: PbfWriter): void {
  for (const node of model.nodes) pbf.writeMessage(1, writeNode, node)
  pbf.writeStringField(2, model.name)
  for (const tensor of model.initializers) pbf.writeMessage(5, writeTensor, tensor)
  for (const input of model.inputs) pbf.writeMessage(11, writeValueInfo, input)
  for (const output of model.outputs) pbf.writeMessage(12, writeValueInfo, output)
}

/** NodeProto. */
function writeNode(node: OnnxNode, pbf: PbfWriter): void {
  for (const input of node.inputs) pbf.writeStringField(1, input)
  for (const output of node.outputs) pbf.writeStringField(2, output)
  pbf.writeStringField(4, node.op)
  for (const attribute of Object.entries(node.attributes ?? {})) {
    pbf.writeMessage(5, writeAttribute, attribute)
  }
}

/** AttributeProto. */
function writeAttribute([name, value]: [string, number | string], pbf: PbfWriter): void {
  pbf.writeStringField(1, name)
  if (typeof value === 'number') {
    pbf.writeVarintField(3, value)
    pbf.writeVarintField(20, ATTRIBUTE_INT)
  } else {
    pbf.writeBytesField(4, new TextEncoder().encode(value))
    pbf.writeVarintField(20, ATTRIBUTE_STRING)
  }
}

/** TensorProto. */
function writeTensor(tensor: Initializer, pbf: PbfWriter): void {
  if (tensor.shape.length > 0) pbf.writePackedVarint(1, tensor.shape)
  pbf.writeVarintField(2, DATA_TYPE[tensor.type])
  pbf.writeStringField(8, tensor.name)
  if (tensor.data instanceof Uint8Array) {
    pbf.writeBytesField(9, tensor.data)
    return
  }
  pbf.writeMessage(13, writeStringPair, ['location', tensor.data.location])
  pbf.writeMessage(13, writeStringPair, ['offset', String(tensor.data.offset)])
  pbf.writeMessage(13, writeStringPair, ['length', String(tensor.data.length)])
  pbf.writeVarintField(14, LOCATION_EXTERNAL)
}

/** StringStringEntryProto. */
function writeStringPair([key, value]: string[], pbf: PbfWriter): void {
  pbf.writeStringField(1, key ?? '')
  pbf.writeStringField(2, value ?? '')
}

/** ValueInfoProto. */
function writeValueInfo(value: ValueInfo, pbf: PbfWriter): void {
  pbf.writeStringField(1, value.name)
  pbf.writeMessage(2, writeType, value)
}

/** TypeProto, of which only tensor_type is used. */
function writeType(value: ValueInfo, pbf: PbfWriter): void {
  pbf.writeMessage(1, writeTensorType, value)
}

/** TypeProto.Tensor. */
function writeTensorType(value: ValueInfo, pbf: PbfWriter): void {
  pbf.writeVarintField(1, DATA_TYPE[value.type])
  pbf.writeMessage(2, writeShape, value.shape)
}

/** TensorShapeProto. */
function writeShape(shape: (number | string)[], pbf: PbfWriter): void {
  for (const dimension of shape) pbf.writeMessage(1, writeDimension, dimension)
}

/** TensorShapeProto.Dimension. */
function writeDimension(dimension: number | string, pbf: PbfWriter): void {
  if (typeof dimension === 'number') pbf.writeVarintField(1, dimension)
  else pbf.writeStringField(2, dimension)
}
