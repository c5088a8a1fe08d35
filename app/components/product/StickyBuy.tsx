/**
 * @module On a phone, the button that stays at hand while the page's own is off the screen. The dock makes room for it.
 */
import { useEffect, useState } from 'react'
import { AddToCartButton } from '~/components/AddToCartButton.tsx'
import { AsideTrigger } from '~/components/layout/Aside.tsx'
import { Icon } from '~/components/ui/Icon.tsx'
import type { ProductData, VariantData } from '~/lib/product-query.ts'
import { Price } from './Price.tsx'

interface StickyBuyProps {
  product: ProductData
  variant: VariantData | null | undefined
  /** What the page's own field says. */
  quantity: number
}

export function StickyBuy({ product, variant, quantity }: StickyBuyProps) {
  const shown = !useOnScreen('buy')
  if (!variant?.availableForSale) return null
  return (
    <div className="sticky-buy" data-shown={shown || undefined}>
      <AsideTrigger name="menu" fallback="/collections" className="icon-button">
        <Icon name="menu" />
        <span className="visually-hidden">Menu</span>
      </AsideTrigger>
      <p className="sticky-buy__text">
        <span className="sticky-buy__title">{product.title}</span>
        <Price price={variant.price} before={variant.compareAtPrice} />
      </p>
      <AddToCartButton
        lines={[{ merchandiseId: variant.id, quantity, selectedVariant: variant }]}
        title={product.title}
      >
        {quantity === 1 ? 'Add to cart' : `Add ${quantity} to cart`}
      </AddToCartButton>
    </div>
  )
}

/** Whether the element with this id is wholly on the screen; false until it is known. */
function useOnScreen(id: string): boolean {
  const [onScreen, setOnScreen] = useState(false)
  useEffect(() => {
    const element = document.getElementById(id)
    if (element === null) return
    const observer = new IntersectionObserver(
      ([entry]) => setOnScreen((entry?.intersectionRatio ?? 0) >= 1),
      {
        threshold: 1,
      },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [id])
  return onScreen
}
