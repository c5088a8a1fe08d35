/**
 * @module What reading a file of any format comes to, before it is written as a part.
 */
import type { ContentFields } from '../dataset/content-file.ts'
import type { ParsedEvents } from '../dataset/event-file.ts'
import type { Format, PartReport } from '../dataset/part.ts'
import type { TextSource } from '../dataset/read-text.ts'
import type { ProductCatalog } from '../shopify/product-catalog.ts'

/** Quantity and price of an event, where the source has them. */
export interface Amount {
  quantity: number
  unitPrice: number
}

export interface Imported extends ParsedEvents {
  format: Format
  emptyOrders: number
  catalog: PartReport['catalog']
  /** By event number; null where the format has no amounts. */
  amount: ((event: number) => Amount) | null
  /** By item number; empty where the format has no titles. */
  details: Map<number, ContentFields>
}

/** Reads one file; `catalog` is null unless the shop's Admin API was given. */
export type Importer = (
  source: TextSource,
  catalog: Omit<ProductCatalog, 'contents'> | null,
) => Promise<Imported>
