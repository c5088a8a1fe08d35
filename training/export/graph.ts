/**
 * @module The serving graph: sum the session's table rows, mask, rank. Its calling convention is `contract/graph.ts`.
 *
 *     rows [L] ─ Gather ─ Σ over heads of root² · scale · weight ─┬─ ScatterElements(add) onto n zeros ─ exclude ← −1 ─ TopK
 *                                                                 └─ Unique columns ─ ScatterElements(add) onto them ─ TopK
 *
 * Above: all n products are ranked. Below: only the ≤ L·K candidates that the rows name, at a cost that the catalog's
 * size does not change. Which is quicker is a matter of n, see `rankingOf`; `npm run bench` measures both.
 *
 * Pure: no Node imports, so that Worker tests can build models inside workerd.
 */
import { GRAPH_INPUTS, GRAPH_OUTPUTS, WEIGHTS_PATH } from '../../edge-model/contract/graph.ts'
import type { RankingForm } from '../../edge-model/contract/table.ts'
import { placeFractions } from '../table/quantize.ts'
import { DATA_TYPE, encodeModel, type Initializer, type OnnxNode, type ValueInfo } from './onnx-proto.ts'
import { layoutWeights, type TableShape, type WeightTensor } from './weights.ts'

/** Opset 18 is the first whose ScatterElements is complete; onnxruntime-web 1.30.0 takes it. */
export const OPSET = 18
/** The IR version that came with opset 18 (ONNX 1.13). */
export const IR_VERSION = 8

/** From so many products on ranking candidates alone is quicker, as `npm run bench` measures it. */
const CANDIDATES_FROM = 50_000

/** The form of graph that serves a table of n rows quicker. */
export const rankingOf = (items: number): RankingForm => (items < CANDIDATES_FROM ? 'all' : 'candidates')

/** The inputs of a graph with this many values an entry. */
export const inputsOf = (heads: number) =>
  [
    { name: GRAPH_INPUTS.rows, type: 'int32', shape: ['L'] },
    { name: GRAPH_INPUTS.weights, type: 'float32', shape: ['L', heads] },
    { name: GRAPH_INPUTS.exclude, type: 'int32', shape: ['E'] },
    { name: GRAPH_INPUTS.k, type: 'int64', shape: [1] },
  ] satisfies ValueInfo[]
export const OUTPUTS = [
  { name: GRAPH_OUTPUTS.items, type: 'int64', shape: ['k'] },
  { name: GRAPH_OUTPUTS.scores, type: 'float32', shape: ['k'] },
] satisfies ValueInfo[]

const BEST_FIRST = { axis: 0, largest: 1, sorted: 1 }

/** The values of the session's entries by column, both [L·K]. */
const SUMMED: OnnxNode[] = [
  { op: 'Gather', inputs: ['index', GRAPH_INPUTS.rows], outputs: ['columns'] }, // [L, K]
  { op: 'Gather', inputs: ['code', GRAPH_INPUTS.rows], outputs: ['codes'] }, // [L, heads, K]
  { op: 'Gather', inputs: ['scale', GRAPH_INPUTS.rows], outputs: ['scales'] }, // [L, heads]
  { op: 'Mul', inputs: ['scales', GRAPH_INPUTS.weights], outputs: ['factors'] }, // [L, heads]
  { op: 'Unsqueeze', inputs: ['factors', 'last'], outputs: ['factorColumn'] }, // [L, heads, 1]
  { op: 'Cast', inputs: ['codes'], outputs: ['steps'], attributes: { to: DATA_TYPE.float32 } },
  { op: 'Sub', inputs: ['steps', 'fraction'], outputs: ['shifted'] },
  { op: 'Relu', inputs: ['shifted'], outputs: ['roots'] }, // code 0 stays 0 at any place
  { op: 'Mul', inputs: ['roots', 'roots'], outputs: ['squares'] },
  { op: 'Mul', inputs: ['squares', 'factorColumn'], outputs: ['gains'] }, // [L, heads, K]
  { op: 'ReduceSum', inputs: ['gains', 'heads'], outputs: ['values'], attributes: { keepdims: 0 } }, // [L, K]
  { op: 'Reshape', inputs: ['columns', 'flat'], outputs: ['flatColumns'] }, // [L·K]
  { op: 'Reshape', inputs: ['values', 'flat'], outputs: ['flatValues'] }, // [L·K]
  { op: 'Shape', inputs: [GRAPH_INPUTS.exclude], outputs: ['excludeShape'] },
  { op: 'Expand', inputs: ['excludedScore', 'excludeShape'], outputs: ['excluded'] }, // [E]
]

const RANK_ALL: OnnxNode[] = [
  { op: 'ConstantOfShape', inputs: ['itemCount'], outputs: ['zeros'] }, // [n]
  {
    op: 'ScatterElements',
    inputs: ['zeros', 'flatColumns', 'flatValues'],
    outputs: ['sums'], // [n]
    attributes: { axis: 0, reduction: 'add' },
  },
  {
    op: 'ScatterElements',
    inputs: ['sums', GRAPH_INPUTS.exclude, 'excluded'],
    outputs: ['masked'], // [n]
    attributes: { axis: 0 },
  },
  {
    op: 'TopK',
    inputs: ['masked', GRAPH_INPUTS.k],
    outputs: [GRAPH_OUTPUTS.scores, GRAPH_OUTPUTS.items],
    attributes: BEST_FIRST,
  },
]

/** Excluded rows become candidates too, with a score that no sum outweighs. */
const RANK_CANDIDATES: OnnxNode[] = [
  {
    op: 'Concat',
    inputs: ['flatColumns', GRAPH_INPUTS.exclude],
    outputs: ['named'], // [L·K + E]
    attributes: { axis: 0 },
  },
  { op: 'Concat', inputs: ['flatValues', 'excluded'], outputs: ['gained'], attributes: { axis: 0 } },
  { op: 'Cast', inputs: ['named'], outputs: ['named64'], attributes: { to: DATA_TYPE.int64 } },
  // Sorted, so that of equal scores the lower row comes first here as well.
  { op: 'Unique', inputs: ['named64'], outputs: ['candidates', 'first', 'place'], attributes: { sorted: 1 } },
  { op: 'Shape', inputs: ['candidates'], outputs: ['count'] },
  { op: 'ConstantOfShape', inputs: ['count'], outputs: ['zeros'] }, // [candidates]
  {
    op: 'ScatterElements',
    inputs: ['zeros', 'place', 'gained'],
    outputs: ['sums'], // [candidates]
    attributes: { axis: 0, reduction: 'add' },
  },
  { op: 'Min', inputs: [GRAPH_INPUTS.k, 'count'], outputs: ['most'] },
  { op: 'TopK', inputs: ['sums', 'most'], outputs: [GRAPH_OUTPUTS.scores, 'best'], attributes: BEST_FIRST },
  { op: 'Gather', inputs: ['candidates', 'best'], outputs: [GRAPH_OUTPUTS.items] },
]

/**
 * The bytes of graph.onnx for a table of n = `items` rows and K = `neighbours` entries a row, all ≥ 1. The table
 * itself is `packWeights(table)`, handed to ONNX Runtime as external data under the path `WEIGHTS_PATH`.
 */
export function buildGraph(shape: TableShape, ranks: RankingForm): Uint8Array {
  const layout = layoutWeights(shape)
  const all = ranks === 'all'
  return encodeModel({
    irVersion: IR_VERSION,
    opset: OPSET,
    producer: 'aisle',
    name: 'item-to-item',
    nodes: [...SUMMED, ...(all ? RANK_ALL : RANK_CANDIDATES)],
    initializers: [
      external('index', layout.index),
      external('code', layout.code),
      external('scale', layout.scale),
      { name: 'last', type: 'int64', shape: [1], data: int64Bytes(-1) },
      { name: 'heads', type: 'int64', shape: [1], data: int64Bytes(1) },
      fraction(shape),
      { name: 'flat', type: 'int64', shape: [1], data: int64Bytes(-1) },
      { name: 'excludedScore', type: 'float32', shape: [1], data: float32Bytes(all ? -1 : -1e30) },
      ...(all ? [itemCount(shape.items)] : []),
    ],
    inputs: inputsOf(shape.heads),
    outputs: OUTPUTS,
  })
}

function external(name: string, { type, shape, offset, length }: WeightTensor): Initializer {
  return { name, type, shape, data: { location: WEIGHTS_PATH, offset, length } }
}

const itemCount = (items: number): Initializer => ({
  name: 'itemCount',
  type: 'int64',
  shape: [1],
  data: int64Bytes(items),
})

/** δ of each place, see `quantize.ts`. */
const fraction = ({ heads, neighbours }: TableShape): Initializer => ({
  name: 'fraction',
  type: 'float32',
  shape: [heads, neighbours],
  data: float32Bytes(...placeFractions(heads, neighbours)),
})

function int64Bytes(value: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigInt64(0, BigInt(value), true)
  return bytes
}

function float32Bytes(...values: number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length)
  const view = new DataView(bytes.buffer)
  values.forEach((value, at) => {
    view.setFloat32(4 * at, value, true)
  })
  return bytes
}
