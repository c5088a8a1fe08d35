/**
 * @module A product in a list: two images, name, price, and a button that adds it without leaving the page.
 */
import type { Slot } from '@aisle/edge-model/contract'
import { Link } from 'react-router'
import type { ProductCardFragment } from 'storefrontapi.generated'
import { cardPrice } from '~/lib/card-price.ts'
import { reductionPercent } from '~/lib/money.ts'
import { AddToCartButton } from './AddToCartButton.tsx'
import { Price } from './product/Price.tsx'
import { Icon } from './ui/Icon.tsx'
import { Illustration } from './ui/Illustration.tsx'

interface ProductCardProps {
  product: ProductCardFragment
  /** `eager` for cards that are on the screen at once. */
  loading?: 'eager' | 'lazy'
  /** The shelf the card stands on: what is put into the cart from there is counted. */
  shelf?: Slot
}

const SIZES = '(min-width: 64rem) 22vw, (min-width: 40rem) 33vw, 50vw'

export function ProductCard({ product, loading = 'lazy', shelf }: ProductCardProps) {
  const second = product.images.nodes.find(({ url }) => url !== product.featuredImage?.url)
  return (
    <article className="product-card" data-sold-out={!product.availableForSale || undefined}>
      {/* No prefetch: the product's loader notes that it was looked at, and a passing pointer is no look. */}
      <Link className="product-card__link" to={`/products/${product.handle}`}>
        <span className="product-card__frame">
          {product.featuredImage && (
            <Illustration
              className="product-card__image"
              data={product.featuredImage}
              aspectRatio="4/5"
              sizes={SIZES}
              loading={loading}
            />
          )}
          {second && (
            <Illustration
              className="product-card__image product-card__image--second"
              data={second}
              aspectRatio="4/5"
              sizes={SIZES}
              loading="lazy"
            />
          )}
          <Badge product={product} />
        </span>
        <h3 className="product-card__title">{product.title}</h3>
      </Link>
      <p className="product-card__price">
        <Price {...cardPrice(product)} />
      </p>
      <QuickAdd product={product} shelf={shelf} />
    </article>
  )
}

function Badge({ product }: { product: ProductCardFragment }) {
  const { price, before } = cardPrice(product)
  if (!product.availableForSale) return <span className="badge badge--quiet">Sold out</span>
  if (before === null) return null
  return <span className="badge">{reductionPercent(price, before)}% off</span>
}

/** The variant that goes into the cart is named, so that nobody is surprised by a colour. */
function QuickAdd({ product, shelf }: { product: ProductCardFragment; shelf: Slot | undefined }) {
  const variant = product.selectedOrFirstAvailableVariant
  if (!product.availableForSale || !variant?.availableForSale) return null
  const named = variant.title === 'Default Title' ? null : variant.title
  return (
    <AddToCartButton
      lines={[{ merchandiseId: variant.id, quantity: 1, selectedVariant: variant }]}
      title={named === null ? product.title : `${product.title}, ${named}`}
      look="quiet"
      fields={shelf && <input type="hidden" name="shelf" value={shelf} />}
    >
      <Icon name="plus" size={18} />
      Add
      <span className="visually-hidden">
        {' '}
        to cart: {product.title}
        {named !== null && `, ${named}`}
      </span>
    </AddToCartButton>
  )
}
