/**
 * @module The item-to-item table that every model ends in: the K strongest entries of each row.
 * How a model comes by its entries is its own affair; quantization, export and serving know only this.
 */

export interface SparseTable {
  /** Rows, n. */
  items: number
  /** Entries a row, K. */
  neighbours: number
  /** Values an entry: 1, or 2 where a session's last item speaks with another value than the items before it. */
  heads: number
  /** Column of each entry, [n, K], in 0 … n − 1. Unused places hold column 0 with values 0. */
  index: Int32Array
  /** Values of the entries, [n, heads, K], ≥ 0. */
  value: Float32Array
}

/** A table whose values are coded in one byte each; see `quantize.ts`. */
export interface CodedTable {
  items: number
  neighbours: number
  heads: number
  /** [n, K], as in `SparseTable`, but each row in an order that its codes ask for. */
  index: Int32Array
  /** Codes of the values, [n, heads, K]. */
  code: Uint8Array
  /** The largest value of each row by head, [n, heads]; 0 for an empty row. */
  rowMax: Float32Array
}

/** An empty table of n rows and K entries a row. */
export function emptyTable(items: number, neighbours: number, heads = 1): SparseTable {
  return {
    items,
    neighbours,
    heads,
    index: new Int32Array(items * neighbours),
    value: new Float32Array(items * heads * neighbours),
  }
}
