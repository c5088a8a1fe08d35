/**
 * @module Runs an exported model in Node with the onnxruntime-web build that the Worker serves with.
 * One thread, as in a Worker; ONNX Runtime's warnings are silenced.
 */
import * as ort from 'onnxruntime-web/wasm'
import { GRAPH_INPUTS, GRAPH_OUTPUTS, WEIGHTS_PATH } from '../../edge-model/contract/graph.ts'
import type { SessionRows } from '../../edge-model/contract/session.ts'

ort.env.wasm.numThreads = 1
ort.env.logLevel = 'error'

/** Table rows and their scores, best first; of equal scores the lower row comes first. */
export interface Ranking {
  items: number[]
  scores: Float32Array
}

export interface OnnxScorer {
  /**
   * The k best rows for a session.
   * @param session rows and weights, L ≥ 1
   * @param exclude rows that get score −1
   * @param k 1 ≤ k ≤ the number of items
   */
  rank(session: SessionRows, exclude: Int32Array, k: number): Promise<Ranking>
  release(): Promise<void>
}

/**
 * Opens a model.
 * @throws Error as ONNX Runtime words it, where the bytes are no model it can run
 */
export async function openScorer(graph: Uint8Array, weights: Uint8Array): Promise<OnnxScorer> {
  const session = await ort.InferenceSession.create(graph, {
    executionProviders: ['wasm'],
    externalData: [{ path: WEIGHTS_PATH, data: weights }],
    logSeverityLevel: 3,
  })
  return {
    async rank({ rows, weights }, exclude, k) {
      const output = await session.run({
        [GRAPH_INPUTS.rows]: new ort.Tensor('int32', rows, [rows.length]),
        [GRAPH_INPUTS.weights]: new ort.Tensor('float32', weights, [weights.length]),
        [GRAPH_INPUTS.exclude]: new ort.Tensor('int32', exclude, [exclude.length]),
        [GRAPH_INPUTS.k]: new ort.Tensor('int64', BigInt64Array.of(BigInt(k)), [1]),
      })
      const items = output[GRAPH_OUTPUTS.items]?.data
      const scores = output[GRAPH_OUTPUTS.scores]?.data
      if (!(items instanceof BigInt64Array) || !(scores instanceof Float32Array)) {
        throw new Error('The graph does not answer int64 items and float32 scores.')
      }
      return { items: Array.from(items, Number), scores }
    },
    release: () => session.release(),
  }
}
