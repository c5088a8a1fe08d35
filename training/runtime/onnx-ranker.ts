/**
 * @module Runs an exported model in Node with the onnxruntime-web build that the Worker serves with.
 * One thread, as in a Worker; ONNX Runtime's warnings are silenced.
 */
import * as ort from 'onnxruntime-web/wasm'
import { GRAPH_INPUTS, GRAPH_OUTPUTS, WEIGHTS_PATH } from '../../edge-model/contract/graph.ts'
import type { ExportedModel } from '../export/export-model.ts'
import type { Ranker } from '../table/score.ts'

ort.env.wasm.numThreads = 1
ort.env.logLevel = 'error'

/** What runs models here and in the Worker. */
export const RUNTIME = `onnxruntime-web ${ort.env.versions.web ?? ''}`.trimEnd()

/** An open model. Where its graph ranks all, rankings hold k entries; score 0: nothing known, negative: excluded. */
export interface OnnxRanker extends Ranker {
  release(): Promise<void>
}

/**
 * Opens a model.
 * @param model bytes of graph.onnx and weights.bin, and the number of rows
 * @throws Error as ONNX Runtime words it, where the bytes are no model it can run
 */
export async function openRanker(model: ExportedModel): Promise<OnnxRanker> {
  const session = await ort.InferenceSession.create(model.graph, {
    executionProviders: ['wasm'],
    externalData: [{ path: WEIGHTS_PATH, data: model.weights }],
    logSeverityLevel: 3,
  })
  return {
    items: model.items,
    async rank({ rows, weights }, exclude, k) {
      const output = await session.run({
        [GRAPH_INPUTS.rows]: new ort.Tensor('int32', rows, [rows.length]),
        [GRAPH_INPUTS.weights]: new ort.Tensor('float32', weights, [
          rows.length,
          weights.length / rows.length,
        ]),
        [GRAPH_INPUTS.exclude]: new ort.Tensor('int32', exclude, [exclude.length]),
        [GRAPH_INPUTS.k]: new ort.Tensor('int64', BigInt64Array.of(BigInt(k)), [1]),
      })
      const items = output[GRAPH_OUTPUTS.items]?.data
      const scores = output[GRAPH_OUTPUTS.scores]?.data
      if (!(items instanceof BigInt64Array) || !(scores instanceof Float32Array)) {
        throw new Error('The graph does not answer int64 items and float32 scores.')
      }
      return { items: Int32Array.from(items, Number), scores }
    },
    release: () => session.release(),
  }
}
