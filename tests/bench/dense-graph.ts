/**
 * @module A dense scorer to compare with: d = 64 int8 item vectors, the session's weighted sum, one MatMulInteger with
 * all items. The usual form of an embedding model at serving time, same inputs and outputs.
 */
import { GRAPH_INPUTS, GRAPH_OUTPUTS, WEIGHTS_PATH } from '../../edge-model/contract/graph.ts'
import { seededRandom } from '../../training/evaluate/random.ts'
import { IR_VERSION, inputsOf, OPSET, OUTPUTS } from '../../training/export/graph.ts'
import { DATA_TYPE, encodeModel, type OnnxNode } from '../../training/export/onnx-proto.ts'
import { constant, int64 } from './tensors.ts'

const WIDTH = 64

const NODES: OnnxNode[] = [
  { op: 'Gather', inputs: ['vectors', GRAPH_INPUTS.rows], outputs: ['read'], attributes: { axis: 1 } }, // [d, L]
  { op: 'Cast', inputs: ['read'], outputs: ['readFloat'], attributes: { to: DATA_TYPE.float32 } },
  { op: 'MatMul', inputs: ['readFloat', GRAPH_INPUTS.weights], outputs: ['sessionColumn'] }, // [d, 1]
  { op: 'Reshape', inputs: ['sessionColumn', 'rowShape'], outputs: ['session'] }, // [1, d]
  { op: 'DynamicQuantizeLinear', inputs: ['session'], outputs: ['coded', 'step', 'zero'] },
  { op: 'MatMulInteger', inputs: ['coded', 'vectors', 'zero'], outputs: ['products'] }, // [1, n] int32
  { op: 'Cast', inputs: ['products'], outputs: ['productsFloat'], attributes: { to: DATA_TYPE.float32 } },
  { op: 'Reshape', inputs: ['productsFloat', 'flat'], outputs: ['sums'] }, // [n]
  { op: 'Shape', inputs: [GRAPH_INPUTS.exclude], outputs: ['excludeShape'] },
  { op: 'Expand', inputs: ['never', 'excludeShape'], outputs: ['excluded'] },
  {
    op: 'ScatterElements',
    inputs: ['sums', GRAPH_INPUTS.exclude, 'excluded'],
    outputs: ['masked'],
    attributes: { axis: 0 },
  },
  {
    op: 'TopK',
    inputs: ['masked', GRAPH_INPUTS.k],
    outputs: [GRAPH_OUTPUTS.scores, GRAPH_OUTPUTS.items],
    attributes: { axis: 0 },
  },
]

/** Graph and weights of a scorer over `items` random vectors. */
export function buildDenseModel(items: number): { graph: Uint8Array; weights: Uint8Array; items: number } {
  const random = seededRandom(64)
  const vectors = Int8Array.from({ length: WIDTH * items }, () => Math.floor(random() * 255) - 127)
  const graph = encodeModel({
    irVersion: IR_VERSION,
    opset: OPSET,
    producer: 'aisle bench',
    name: 'dense',
    nodes: NODES,
    initializers: [
      {
        name: 'vectors',
        type: 'int8',
        shape: [WIDTH, items],
        data: { location: WEIGHTS_PATH, offset: 0, length: vectors.length },
      },
      int64('rowShape', 1, WIDTH),
      int64('flat', -1),
      constant('never', 'float32', [1], Float32Array.of(-1e30)),
    ],
    inputs: inputsOf(1),
    outputs: OUTPUTS,
  })
  return { graph, weights: new Uint8Array(vectors.buffer), items }
}
