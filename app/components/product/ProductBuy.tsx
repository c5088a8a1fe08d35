/**
 * @module Name, price, variants, quantity, and the button that puts it into the cart.
 */
import type { MappedProductOptions } from '@shopify/hydrogen'
import { Link } from 'react-router'
import { AddToCartButton } from '~/components/AddToCartButton.tsx'
import type { ProductData, VariantData } from '~/lib/product-query.ts'
import { Price } from './Price.tsx'
import { QuantityField } from './QuantityField.tsx'
import { VariantPicker } from './VariantPicker.tsx'

interface ProductBuyProps {
  product: ProductData
  variant: VariantData | null | undefined
  options: MappedProductOptions[]
  quantity: number
  onQuantity: (quantity: number) => void
}

export function ProductBuy({ product, variant, options, quantity, onQuantity }: ProductBuyProps) {
  return (
    <div className="buy">
      <p className="eyebrow">
        <Link to={`/search?${new URLSearchParams({ q: product.vendor })}`}>{product.vendor}</Link>
      </p>
      <h1 className="buy__title">{product.title}</h1>
      {variant && (
        <p className="buy__price">
          <Price price={variant.price} before={variant.compareAtPrice} />
        </p>
      )}
      <VariantPicker options={options} />
      {/* One element for every variant: the bar at the bottom watches whether it is on the screen. */}
      <div className="buy__form" id="buy">
        {variant?.availableForSale ? (
          <AddToCartButton
            lines={[{ merchandiseId: variant.id, quantity, selectedVariant: variant }]}
            title={product.title}
            fields={<QuantityField value={quantity} onChange={onQuantity} />}
          >
            Add to cart
          </AddToCartButton>
        ) : (
          <button type="button" className="button button--solid button--wide" disabled>
            Sold out
          </button>
        )}
      </div>
      <p className="buy__stock" role="status">
        {stockText(variant, options)}
      </p>
    </div>
  )
}

function stockText(variant: VariantData | null | undefined, options: MappedProductOptions[]): string {
  if (!variant?.availableForSale) {
    const elsewhere = options.some(({ optionValues }) => optionValues.some(({ available }) => available))
    return elsewhere ? 'Sold out in this choice; others are in stock.' : 'We have no more of these.'
  }
  return 'In stock'
}
