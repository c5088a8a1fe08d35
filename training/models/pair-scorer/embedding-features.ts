/**
 * @module What embeddings say of a pair, averaged over their fits: nothing that a turn of all their axes would change.
 */
import { DIMS, type Embedding, FITS } from './embedding.ts'

/** U_i · V_j, cos(V_i, V_j), b_j, cos(U_i, U_j). */
export const EMBEDDING_FEATURES = 4

export interface EmbeddingReader {
  /** Writes the features of the pair (row, column) from `at` on: zeros where one of them has no events. */
  write(row: number, column: number, into: Float32Array, at: number): void
}

export function createEmbeddingReader({ contexts, targets, biases }: Embedding): EmbeddingReader {
  const items = biases.length / FITS
  const contextLengths = lengthsOf(contexts)
  const targetLengths = lengthsOf(targets)
  return {
    write(row, column, into, at) {
      let product = 0
      let targetCosine = 0
      let bias = 0
      let contextCosine = 0
      for (let fit = 0; fit < FITS; fit++) {
        const i = fit * items + row
        const j = fit * items + column
        const rowLength = targetLengths[i] ?? 0
        const columnLength = targetLengths[j] ?? 0
        if (rowLength === 0 || columnLength === 0) continue
        let contextTarget = 0
        let targetTarget = 0
        let contextContext = 0
        for (let k = 0; k < DIMS; k++) {
          const u = contexts[i * DIMS + k] ?? 0
          const v = targets[j * DIMS + k] ?? 0
          contextTarget += u * v
          targetTarget += (targets[i * DIMS + k] ?? 0) * v
          contextContext += u * (contexts[j * DIMS + k] ?? 0)
        }
        product += contextTarget
        targetCosine += targetTarget / (rowLength * columnLength)
        bias += biases[j] ?? 0
        contextCosine += contextContext / ((contextLengths[i] ?? 1) * (contextLengths[j] ?? 1))
      }
      into[at] = product / FITS
      into[at + 1] = targetCosine / FITS
      into[at + 2] = bias / FITS
      into[at + 3] = contextCosine / FITS
    },
  }
}

/** Of rows of DIMS numbers. */
function lengthsOf(rows: Float32Array): Float64Array {
  return Float64Array.from({ length: rows.length / DIMS }, (_, row) => {
    let sum = 0
    for (let k = row * DIMS; k < (row + 1) * DIMS; k++) sum += (rows[k] ?? 0) ** 2
    return Math.sqrt(sum)
  })
}
