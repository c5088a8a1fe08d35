/**
 * @module On a phone, the button that stays at hand once the page's own has been scrolled away.
 */
import { useEffect, useState } from 'react'
import { AddToCartButton } from '~/components/AddToCartButton.tsx'
import type { ProductData, VariantData } from '~/lib/product-query.ts'
import { Price } from './Price.tsx'

interface StickyBuyProps {
  product: ProductData
  variant: VariantData | null | undefined
}

export function StickyBuy({ product, variant }: StickyBuyProps) {
  const passed = usePassed('buy')
  if (!variant?.availableForSale) return null
  return (
    <div className="sticky-buy" data-shown={passed || undefined}>
      <p className="sticky-buy__text">
        <span className="sticky-buy__title">{product.title}</span>
        <Price price={variant.price} before={variant.compareAtPrice} />
      </p>
      <AddToCartButton
        lines={[{ merchandiseId: variant.id, quantity: 1, selectedVariant: variant }]}
        title={product.title}
      >
        Add to cart
      </AddToCartButton>
    </div>
  )
}

/** Whether the element with this id lies above the screen. */
function usePassed(id: string): boolean {
  const [passed, setPassed] = useState(false)
  useEffect(() => {
    const element = document.getElementById(id)
    if (element === null) return
    const observer = new IntersectionObserver(([entry]) => {
      if (entry) setPassed(!entry.isIntersecting && entry.boundingClientRect.top < 0)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [id])
  return passed
}
