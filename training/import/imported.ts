/**
 * @module What reading a file of any format comes to, beside its events.
 */
import type { ContentFields } from '../dataset/content-file.ts'
import type { ParsedEvents } from '../dataset/event-file.ts'
import type { EventStore } from '../dataset/event-store.ts'
import type { Format, PartReport } from '../dataset/part.ts'
import type { TextSource } from '../dataset/read-text.ts'
import type { ProductCatalog } from '../shopify/product-catalog.ts'
import type { Pseudonym } from './pseudonym.ts'

export interface Imported extends ParsedEvents {
  format: Format
  emptyOrders: number
  catalog: PartReport['catalog']
  /** By the store's item number; empty where the format has no titles. */
  details: Map<number, ContentFields>
}

/**
 * Reads one file into an empty store; `catalog` is null unless the shop's Admin API was given, `pseudonym` tells what is
 * kept of a customer.
 */
export type Importer = (
  source: TextSource,
  catalog: Omit<ProductCatalog, 'contents'> | null,
  store: EventStore,
  pseudonym: Pseudonym,
) => Promise<Imported>
