/**
 * @module The catalog as the APIs see it: every resource with its gid, its type name and what it belongs to.
 */
import type {
  Catalog,
  Cents,
  Collection,
  MenuItem,
  Page,
  Policy,
  Product,
  Variant,
} from '../../catalog/types.ts'

export interface VariantRecord {
  __typename: 'ProductVariant'
  gid: string
  variant: Variant
  product: ProductRecord
  /** From 1, in the merchant's order. */
  position: number
}

export interface ProductRecord {
  __typename: 'Product'
  gid: string
  product: Product
  /** At least one, in the merchant's order. */
  variants: VariantRecord[]
  /** In the catalog's order. */
  collectionsOf: CollectionRecord[]
  availableForSale: boolean
  minPrice: Cents
  maxPrice: Cents
  totalInventory: number
  /** Place in the best-selling order, 0 sells best. */
  salesRank: number
}

export interface CollectionRecord {
  __typename: 'Collection'
  gid: string
  collection: Collection
  /** In the merchant's order. */
  members: ProductRecord[]
  /** ISO date-time of its newest product. */
  updatedAt: string
}

export interface PolicyRecord {
  __typename: 'ShopPolicy'
  gid: string
  policy: Policy
}

export interface PageRecord {
  __typename: 'Page'
  gid: string
  page: Page
}

export interface MenuRecord {
  __typename: 'Menu'
  gid: string
  handle: string
  title: string
  entries: MenuItem[]
}

export type NodeRecord =
  | ProductRecord
  | VariantRecord
  | CollectionRecord
  | PolicyRecord
  | PageRecord
  | MenuRecord

/** Everything that both APIs read; built once, never changed. */
export interface Store {
  shop: Catalog['shop']
  kinds: ReadonlyMap<string, Catalog['kinds'][number]>
  products: readonly ProductRecord[]
  variants: readonly VariantRecord[]
  collections: readonly CollectionRecord[]
  policies: readonly PolicyRecord[]
  pages: readonly PageRecord[]
  menus: readonly MenuRecord[]
  productByHandle: ReadonlyMap<string, ProductRecord>
  collectionByHandle: ReadonlyMap<string, CollectionRecord>
  /** Products, variants, collections, policies, pages and menus by gid. */
  nodeById: ReadonlyMap<string, NodeRecord>
}
