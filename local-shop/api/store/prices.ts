/**
 * @module Price ranges of a product, reductions included.
 */
import type { Cents } from '../../catalog/types.ts'
import { money } from '../money.ts'
import type { ProductRecord } from './records.ts'

export interface PriceRange {
  minVariantPrice: { amount: string; currencyCode: string }
  maxVariantPrice: { amount: string; currencyCode: string }
}

export function priceRange(record: ProductRecord, currency: string): PriceRange {
  return {
    minVariantPrice: money(record.minPrice, currency),
    maxVariantPrice: money(record.maxPrice, currency),
  }
}

/** Prices before a reduction; variants without one do not count, and a product without any reads 0, as Shopify has it. */
export function compareAtPrices(record: ProductRecord): { min: Cents; max: Cents } {
  const prices = record.product.variants.flatMap((variant) => variant.compareAtPrice ?? [])
  return prices.length === 0 ? { min: 0, max: 0 } : { min: Math.min(...prices), max: Math.max(...prices) }
}

export function compareAtPriceRange(record: ProductRecord, currency: string): PriceRange {
  const { min, max } = compareAtPrices(record)
  return { minVariantPrice: money(min, currency), maxVariantPrice: money(max, currency) }
}
