/**
 * @module The item-to-item table that every model ends in: the K strongest entries of each row.
 * How a model comes by its entries is its own affair; quantization, export and serving know only this.
 */

export interface SparseTable {
  /** Rows, n. */
  items: number
  /** Entries a row, K. */
  neighbours: number
  /** Column of each entry, [n, K], in 0 … n − 1. Unused places hold column 0 with value 0. */
  index: Int32Array
  /** Value of each entry, [n, K], ≥ 0, not increasing within a row. */
  value: Float32Array
}

/** A table whose values are coded in one byte each; see `quantize.ts`. */
export interface CodedTable {
  items: number
  neighbours: number
  /** [n, K], as in `SparseTable`. */
  index: Int32Array
  /** Codes of the values, [n, K]. */
  code: Uint8Array
  /** The largest value of each row, [n]; 0 for an empty row. */
  rowMax: Float32Array
}

/** An empty table of n rows and K entries a row. */
export function emptyTable(items: number, neighbours: number): SparseTable {
  return {
    items,
    neighbours,
    index: new Int32Array(items * neighbours),
    value: new Float32Array(items * neighbours),
  }
}
