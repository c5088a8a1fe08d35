/**
 * @module What training a model yields, whichever model it is: a table and how a session reads it; and what a shop is
 * served: several tables, which slot reads which, and what is known of each product.
 */
import type { Slots } from '../../edge-model/contract/slots.ts'
import type { SessionRule } from '../../edge-model/contract/table.ts'
import type { SparseTable } from '../table/sparse-table.ts'

export type { SlotRule } from '../../edge-model/contract/slots.ts'
export type { SessionRule } from '../../edge-model/contract/table.ts'

/** Everything that was chosen, as the manifest tells it. */
export type Parameters = Record<string, number | string | boolean>

export interface ServedTable {
  /** Row and column r are item number r of the log learned from. */
  table: SparseTable
  session: SessionRule
}

export interface Model extends ServedTable {
  /** The method, as the manifest names it. */
  name: string
  parameters: Parameters
}

/** All that a release is made of beside the log. Every table has a row for each of the log's n items. */
export interface ShopModel {
  name: string
  parameters: Parameters
  /** By name: a lower-case letter, then letters, digits and hyphens. Each is read by a slot. */
  tables: Record<string, ServedTable>
  slots: Slots
  /** [n], ≥ 0: products of equal number are variants of one product. */
  families: Int32Array
  /** [n] 1: bought again by the same customer, so it may be recommended to who has bought it. */
  repeats: Uint8Array
  /** [n] 1: too new to have counts, so it may be explored. */
  fresh: Uint8Array
}

/** Told now and then how much of the work is done. */
export type OnProgress = (done: number, total: number) => void
