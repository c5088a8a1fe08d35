/**
 * @module The newest products.
 */
import type { ProductCardFragment } from 'storefrontapi.generated'
import { ProductCard } from '~/components/ProductCard.tsx'

export function NewArrivals({ products }: { products: ProductCardFragment[] }) {
  if (products.length === 0) return null
  return (
    <section className="page section" aria-labelledby="new-title">
      <h2 className="section__title" id="new-title">
        Just arrived
      </h2>
      <ul className="product-grid product-grid--row">
        {products.map((product) => (
          <li key={product.id}>
            <ProductCard product={product} />
          </li>
        ))}
      </ul>
    </section>
  )
}
