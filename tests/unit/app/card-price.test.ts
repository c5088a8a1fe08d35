import { describe, expect, it } from 'vitest'
import { cardPrice } from '../../../app/lib/card-price.ts'

const usd = (amount: string) => ({ amount, currencyCode: 'USD' })
const product = (min: string, max: string, variant: { price: string; before?: string } | null) => ({
  priceRange: { minVariantPrice: usd(min), maxVariantPrice: usd(max) },
  selectedOrFirstAvailableVariant:
    variant === null
      ? null
      : { price: usd(variant.price), compareAtPrice: variant.before ? usd(variant.before) : null },
})

describe('the price on a card', () => {
  it('is struck through where the offered variant cost more before', () => {
    expect(cardPrice(product('20.0', '20.0', { price: '20.00', before: '25.0' }))).toEqual({
      price: usd('20.0'),
      before: usd('25.0'),
      from: false,
    })
  })

  it('takes no earlier price from another variant', () => {
    // Small costs 20 and always did; large costs 30 and cost 40 before.
    expect(cardPrice(product('20.0', '30.0', { price: '20.0' }))).toEqual({
      price: usd('20.0'),
      before: null,
      from: true,
    })
    expect(cardPrice(product('20.0', '30.0', { price: '30.0', before: '40.0' })).before).toBeNull()
  })

  it('is the lowest even where no variant is offered, or its earlier price was lower', () => {
    expect(cardPrice(product('20.0', '20.0', null))).toMatchObject({ price: usd('20.0'), before: null })
    expect(cardPrice(product('20.0', '20.0', { price: '20.0', before: '15.0' })).before).toBeNull()
  })
})
