/**
 * @module The serving graph in its other form: instead of all n products only those are ranked that the session's rows
 * name. Same inputs, same weights.bin; it answers no more than there are candidates.
 */
import { GRAPH_INPUTS, GRAPH_OUTPUTS, WEIGHTS_PATH } from '../../edge-model/contract/graph.ts'
import { IR_VERSION, inputsOf, OPSET, OUTPUTS } from '../../training/export/graph.ts'
import { DATA_TYPE, encodeModel, type Initializer, type OnnxNode } from '../../training/export/onnx-proto.ts'
import { layoutWeights, type WeightTensor } from '../../training/export/weights.ts'
import { constant, int64 } from './tensors.ts'

const NODES: OnnxNode[] = [
  { op: 'Gather', inputs: ['index', GRAPH_INPUTS.rows], outputs: ['columns'] }, // [L, K]
  { op: 'Gather', inputs: ['code', GRAPH_INPUTS.rows], outputs: ['codes'] }, // [L, K]
  { op: 'Gather', inputs: ['scale', GRAPH_INPUTS.rows], outputs: ['scales'] }, // [L]
  { op: 'Mul', inputs: ['scales', GRAPH_INPUTS.weights], outputs: ['factors'] },
  { op: 'Unsqueeze', inputs: ['factors', 'axis1'], outputs: ['factorColumn'] }, // [L, 1, 1]
  { op: 'Cast', inputs: ['codes'], outputs: ['roots'], attributes: { to: DATA_TYPE.float32 } },
  { op: 'Mul', inputs: ['roots', 'roots'], outputs: ['squares'] },
  { op: 'Mul', inputs: ['squares', 'factorColumn'], outputs: ['values'] }, // [L, 1, K]
  { op: 'Reshape', inputs: ['columns', 'flat'], outputs: ['flatColumns'] },
  { op: 'Reshape', inputs: ['values', 'flat'], outputs: ['flatValues'] },
  // Excluded rows become candidates too, with a value that no sum outweighs.
  {
    op: 'Concat',
    inputs: ['flatColumns', GRAPH_INPUTS.exclude],
    outputs: ['named'],
    attributes: { axis: 0 },
  },
  { op: 'Shape', inputs: [GRAPH_INPUTS.exclude], outputs: ['excludeShape'] },
  { op: 'Expand', inputs: ['never', 'excludeShape'], outputs: ['excluded'] },
  { op: 'Concat', inputs: ['flatValues', 'excluded'], outputs: ['gains'], attributes: { axis: 0 } },
  { op: 'Cast', inputs: ['named'], outputs: ['named64'], attributes: { to: DATA_TYPE.int64 } },
  { op: 'Unique', inputs: ['named64'], outputs: ['candidates', 'first', 'place'], attributes: { sorted: 1 } },
  { op: 'Shape', inputs: ['candidates'], outputs: ['count'] },
  { op: 'ConstantOfShape', inputs: ['count'], outputs: ['zeros'] }, // [candidates]
  {
    op: 'ScatterElements',
    inputs: ['zeros', 'place', 'gains'],
    outputs: ['sums'],
    attributes: { axis: 0, reduction: 'add' },
  },
  { op: 'Min', inputs: [GRAPH_INPUTS.k, 'count'], outputs: ['most'] },
  { op: 'TopK', inputs: ['sums', 'most'], outputs: [GRAPH_OUTPUTS.scores, 'best'], attributes: { axis: 0 } },
  { op: 'Gather', inputs: ['candidates', 'best'], outputs: [GRAPH_OUTPUTS.items] },
]

export function buildCandidateGraph(items: number, neighbours: number): Uint8Array {
  const { index, code, scale } = layoutWeights({ items, neighbours, heads: 1 })
  const external = (name: string, { type, shape, offset, length }: WeightTensor): Initializer => ({
    name,
    type,
    shape,
    data: { location: WEIGHTS_PATH, offset, length },
  })
  return encodeModel({
    irVersion: IR_VERSION,
    opset: OPSET,
    producer: 'aisle bench',
    name: 'candidates',
    nodes: NODES,
    initializers: [
      external('index', index),
      external('code', code),
      external('scale', scale),
      int64('axis1', 1),
      int64('flat', -1),
      constant('never', 'float32', [1], Float32Array.of(-1e30)),
    ],
    inputs: inputsOf(1),
    outputs: OUTPUTS,
  })
}
