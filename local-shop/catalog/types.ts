/**
 * @module The demo shop's data model: what the GraphQL APIs answer from and what the shopper simulation buys.
 */

/** Money in cents of the shop's currency. */
export type Cents = number

export interface Image {
  /** Path below the local shop's origin, `/images/<file>.svg`. */
  path: string
  alt: string
  width: number
  height: number
}

export interface Variant {
  /** Numeric part of the gid: gid://shopify/ProductVariant/<id>. Unique in the shop. */
  id: number
  sku: string
  /** The option values joined by " / ", or "Default Title". */
  title: string
  price: Cents
  /** The price before a reduction; null without one. */
  compareAtPrice: Cents | null
  /** Pieces in stock; 0 is sold out. */
  quantityAvailable: number
  /** One entry per option of the product, in the product's order. */
  selectedOptions: { name: string; value: string }[]
  image: Image
  weightGrams: number
}

export interface Product {
  /** Numeric part of the gid: gid://shopify/Product/<id>. */
  id: number
  handle: string
  title: string
  vendor: string
  productType: string
  /** Key of a Kind: what the simulation reasons about. */
  kind: string
  /** Plain text of one to three paragraphs separated by blank lines. */
  description: string
  tags: string[]
  options: { name: string; values: { name: string; swatch: string | null }[] }[]
  /** At least one. */
  variants: Variant[]
  /** At least one; the first is the featured image. */
  images: Image[]
  /** ISO date-time; products arrive over the simulated year. */
  publishedAt: string
}

export interface Collection {
  id: number
  handle: string
  title: string
  description: string
  image: Image
  /** Handles of its products, in the merchant's order. */
  productHandles: string[]
}

/** What the simulation must know of a kind of product (mug, coffee beans, watering can). */
export interface Kind {
  key: string
  /** Average days until a household needs it again; null for durables. */
  restockDays: number | null
  /** Demand by calendar month, January first, mean 1. */
  season: number[]
  /** Kinds bought or looked at together with it, strongest first, strength in (0, 1]. */
  complements: { kind: string; strength: number }[]
}

export interface MenuItem {
  title: string
  /** Storefront path: /collections/coffee, /products/…, /policies/…, /pages/…, /search. */
  path: string
  items: MenuItem[]
}

export interface Policy {
  handle: 'privacy-policy' | 'refund-policy' | 'shipping-policy' | 'terms-of-service'
  title: string
  /** HTML body. */
  body: string
}

export interface Page {
  handle: string
  title: string
  /** HTML body. */
  body: string
}

export interface Catalog {
  shop: { name: string; slogan: string; description: string; currency: string; country: string }
  products: Product[]
  collections: Collection[]
  kinds: Kind[]
  menus: { main: MenuItem[]; footer: MenuItem[] }
  policies: Policy[]
  pages: Page[]
}
