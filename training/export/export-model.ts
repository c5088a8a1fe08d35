/**
 * @module From a table to the two files that serve it.
 */
import type { RankingForm } from '../../edge-model/contract/table.ts'
import { quantize } from '../table/quantize.ts'
import type { SparseTable } from '../table/sparse-table.ts'
import { buildGraph, rankingOf } from './graph.ts'
import { packWeights } from './weights.ts'

export interface ExportedModel {
  /** Bytes of graph.onnx. */
  graph: Uint8Array
  /** Bytes of weights.bin. */
  weights: Uint8Array
  /** Rows of the table, n. */
  items: number
}

/**
 * Codes a table in uint8 and writes it as an ONNX graph with external data. Needs n ≥ 1.
 * @param ranks what the graph ranks; by default what is quicker for so many products
 */
export function exportModel(table: SparseTable, ranks: RankingForm = rankingOf(table.items)): ExportedModel {
  return { graph: buildGraph(table, ranks), weights: packWeights(quantize(table)), items: table.items }
}
