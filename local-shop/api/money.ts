/**
 * @module Money the way Shopify's two APIs print it.
 */
import type { Cents } from '../catalog/types.ts'

/** Shopify's Decimal: at least one digit after the point, no trailing zero beyond it: 2400 is "24.0", 2450 "24.5". */
export function decimal(cents: Cents): string {
  return fixedDecimal(cents).replace(/0$/, '')
}

/** The Admin API's Money scalar: always two digits after the point. */
export function fixedDecimal(cents: Cents): string {
  const sign = cents < 0 ? '-' : ''
  const digits = String(Math.abs(Math.round(cents))).padStart(3, '0')
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** A MoneyV2. */
export function money(cents: Cents, currencyCode: string): { amount: string; currencyCode: string } {
  return { amount: decimal(cents), currencyCode }
}
