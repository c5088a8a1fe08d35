/**
 * @module The ONNX graph's calling convention, kept by the exporter (training) and the runtime (Worker, evaluation).
 *
 * Inputs
 * - `rows`    int32 [L]   table rows of the session's items, any order, L ≥ 1
 * - `weights` float32 [L, heads] the weight of each value of each row, see `sessionRows`
 * - `exclude` int32 [E]   rows that must not be answered, E ≥ 0
 * - `k`       int64 [1]   how many to answer, 1 ≤ k ≤ the number of items
 *
 * Outputs, best first
 * - `items`   int64 [k]   table rows, each once
 * - `scores`  float32 [k] 0: the table knows nothing of this item for this session; negative: excluded
 *
 * A graph that ranks candidates alone answers k or fewer: nothing but items that a row names, and excluded ones. What
 * scores above 0 is the same in both forms, in the same order; of equal scores the lower row comes first.
 */
export const GRAPH_INPUTS = { rows: 'rows', weights: 'weights', exclude: 'exclude', k: 'k' } as const
export const GRAPH_OUTPUTS = { items: 'items', scores: 'scores' } as const

/** The path under which graph.onnx names its external data. */
export const WEIGHTS_PATH = 'weights.bin'
