/**
 * @module Tables in shared memory, which all threads read and write.
 */
import { sharedFloat32, sharedInt32 } from '../parallel/shared.ts'
import type { SparseTable } from './sparse-table.ts'

/** An empty table of n rows and K entries a row. */
export function sharedTable(items: number, neighbours: number, heads: number): SparseTable {
  const index = sharedInt32(items * neighbours)
  return { items, neighbours, heads, index, value: sharedFloat32(items * heads * neighbours) }
}

/** The same entries in shared memory. */
export function shareTable(table: SparseTable): SparseTable {
  const shared = sharedTable(table.items, table.neighbours, table.heads)
  shared.index.set(table.index)
  shared.value.set(table.value)
  return shared
}
