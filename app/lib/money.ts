/**
 * @module Prices as shoppers read them.
 */

export interface MoneyLike {
  /** Decimal, as the Storefront API spells it. */
  amount: string
  currencyCode: string
}

/** The price in the locale's own style; whole amounts without their zeros: $48, $12.50; 12,50 €. */
export function formatMoney({ amount, currencyCode }: MoneyLike, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: currencyCode,
    trailingZeroDisplay: 'stripIfInteger',
  }).format(Number(amount))
}

/** Whether `before` is a real earlier price: the same currency and higher. */
export function isReduced(price: MoneyLike, before: MoneyLike | null | undefined): before is MoneyLike {
  return (
    before !== null &&
    before !== undefined &&
    before.currencyCode === price.currencyCode &&
    Number(before.amount) > Number(price.amount)
  )
}

/** The reduction in whole per cent, at least 1 and rounded down, so that a shop never promises more than it gives. */
export function reductionPercent(price: MoneyLike, before: MoneyLike): number {
  const share = 1 - Number(price.amount) / Number(before.amount)
  // The epsilon keeps 30 % of 10.00 from becoming 29.
  return Math.max(1, Math.floor(share * 100 + 1e-9))
}

/** How many digits follow the point: 2 for dollars, none for yen. */
const digitsOf = (currencyCode: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency: currencyCode }).resolvedOptions()
    .maximumFractionDigits ?? 2

/** The amount in the currency's smallest unit, whole: 1250 for $12.50. */
export const minorUnits = ({ amount, currencyCode }: MoneyLike): number =>
  Math.round(Number(amount) * 10 ** digitsOf(currencyCode))

/** The price of `count` pieces, in the currency's minor unit so that no cent is lost. */
export function multiplyMoney(price: MoneyLike, count: number): MoneyLike {
  const digits = digitsOf(price.currencyCode)
  return {
    amount: ((minorUnits(price) * count) / 10 ** digits).toFixed(digits),
    currencyCode: price.currencyCode,
  }
}
