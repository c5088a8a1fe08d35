/**
 * @module What the merchant says of the product.
 */
import { Link } from 'react-router'
import { Icon } from '~/components/ui/Icon.tsx'
import { RichText } from '~/components/ui/RichText.tsx'
import type { ProductData } from '~/lib/product-query.ts'

export function ProductDetails({ product, sku }: { product: ProductData; sku: string | null }) {
  const facts: [name: string, value: string][] = [
    ['Made by', product.vendor],
    ['Kind', product.productType],
    ['Article number', sku ?? ''],
  ]
  return (
    <div className="product__details">
      {product.descriptionHtml !== '' && <RichText html={product.descriptionHtml} />}
      <details className="disclosure" open>
        <summary className="disclosure__title">
          Details <Icon name="chevron" />
        </summary>
        <dl className="facts">
          {facts
            .filter(([, value]) => value !== '')
            .map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
      </details>
      <details className="disclosure">
        <summary className="disclosure__title">
          Shipping and returns <Icon name="chevron" />
        </summary>
        <p>
          Costs and times are in our <Link to="/policies/shipping-policy">shipping policy</Link>; how to send
          something back is in our <Link to="/policies/refund-policy">refund policy</Link>.
        </p>
      </details>
    </div>
  )
}
