/**
 * @module What the simulation makes: sessions of product views, and orders.
 */
import type { Cents } from '../catalog/types.ts'
import type { Address } from './addresses.ts'

export interface ViewEvent {
  productId: number
  /** Unix seconds. */
  at: number
}

export interface Session {
  /** Counts from 1 in order of the sessions' starts. */
  id: number
  /** In time order, at least one. */
  views: ViewEvent[]
}

export interface OrderLine {
  productId: number
  variantId: number
  /** Key of a Kind. */
  kind: string
  /** As Shopify spells it: "Title" or "Title - Variant". */
  name: string
  sku: string
  vendor: string
  quantity: number
  /** What a piece cost. */
  price: Cents
  compareAtPrice: Cents | null
}

export type FinancialStatus = 'paid' | 'partially_refunded' | 'refunded' | 'voided'

export interface Order {
  id: number
  /** "#1001" and on. */
  name: string
  email: string
  acceptsMarketing: boolean
  /** Unix seconds, as all times here. */
  createdAt: number
  /** Local time minus UTC on the day of the order, in seconds. */
  utcOffset: number
  paidAt: number | null
  fulfilledAt: number | null
  cancelledAt: number | null
  financialStatus: FinancialStatus
  lines: OrderLine[]
  discountCode: string | null
  /** Taken off the lines' sum. */
  discount: Cents
  /** The lines' sum less the discount. */
  subtotal: Cents
  shipping: Cents
  shippingMethod: string
  taxes: Cents
  /** subtotal + shipping + taxes */
  total: Cents
  refunded: Cents
  address: Address
  paymentMethod: string
  paymentReference: string
  tags: string[]
  /** Bought to be given away: does not say what is in the household. */
  gift: boolean
}
