/**
 * @module What a product card says of the price.
 */
import { isReduced, type MoneyLike } from './money.ts'

interface PricedProduct {
  priceRange: { minVariantPrice: MoneyLike; maxVariantPrice: MoneyLike }
  selectedOrFirstAvailableVariant?: { price: MoneyLike; compareAtPrice?: MoneyLike | null } | null
}

interface CardPrice {
  price: MoneyLike
  /** What this very price was reduced from; null where it was not. */
  before: MoneyLike | null
  /** The product has dearer variants too. */
  from: boolean
}

/**
 * The product's lowest price. The earlier price is that of the variant which the card offers, and only if it costs this
 * much: the lowest earlier price of all variants may belong to another one, and the reduction would be made up.
 */
export function cardPrice({
  priceRange,
  selectedOrFirstAvailableVariant: variant,
}: PricedProduct): CardPrice {
  const price = priceRange.minVariantPrice
  const offered = variant && Number(variant.price.amount) === Number(price.amount)
  const before = offered ? variant.compareAtPrice : null
  return {
    price,
    before: isReduced(price, before) ? before : null,
    from: Number(price.amount) !== Number(priceRange.maxVariantPrice.amount),
  }
}
