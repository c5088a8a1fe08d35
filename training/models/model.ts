/**
 * @module What training a model yields, whichever model it is: a table and how a session reads it.
 */
import type { Manifest } from '../../edge-model/contract/manifest.ts'
import type { SparseTable } from '../table/sparse-table.ts'

export interface Model {
  /** The method, as the manifest names it. */
  name: string
  /** Everything that was chosen, as the manifest tells it. */
  parameters: Manifest['model']['parameters']
  /** Row and column r are item number r of the log learned from. */
  table: SparseTable
  session: Manifest['session']
}

/** Told now and then how much of the work is done. */
export type OnProgress = (done: number, total: number) => void
