/**
 * @module A cart as it is kept in memory.
 */
import type { CountryCode } from '@shopify/hydrogen/storefront-api-types'
import type { VariantRecord } from '../../store/records.ts'

export interface Attribute {
  key: string
  value: string
}

export interface CartLineRecord {
  id: string
  variant: VariantRecord
  /** At least 1. */
  quantity: number
  attributes: readonly Attribute[]
}

export interface BuyerIdentity {
  countryCode: CountryCode | null
  email: string | null
  phone: string | null
}

export interface CartRecord {
  __typename: 'Cart'
  token: string
  /** Whoever knows the cart must know this as well: the `key` of the cart's id. */
  secret: string
  /** Newest first, as Shopify lists them. */
  lines: readonly CartLineRecord[]
  note: string
  attributes: readonly Attribute[]
  buyerIdentity: BuyerIdentity
  /** As entered, in order; whether they apply is worked out when asked. */
  discountCodes: readonly string[]
  giftCardCodes: readonly string[]
  createdAt: string
  updatedAt: string
}

export function cartId({ token, secret }: CartRecord): string {
  return `gid://shopify/Cart/${token}?key=${secret}`
}
