/**
 * @module From a table to the two files that serve it.
 */
import { quantize } from '../table/quantize.ts'
import type { SparseTable } from '../table/sparse-table.ts'
import { buildGraph } from './graph.ts'
import { packWeights } from './weights.ts'

export interface ExportedModel {
  /** Bytes of graph.onnx. */
  graph: Uint8Array
  /** Bytes of weights.bin. */
  weights: Uint8Array
  /** Rows of the table, n. */
  items: number
}

/** Codes a table in uint8 and writes it as an ONNX graph with external data. Needs n ≥ 1. */
export function exportModel(table: SparseTable): ExportedModel {
  return { graph: buildGraph(table), weights: packWeights(quantize(table)), items: table.items }
}
