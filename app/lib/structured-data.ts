/**
 * @module Schema.org descriptions of products and collections, for search engines.
 */
import type { SeoConfig } from '@shopify/hydrogen'
import type { MoneyLike } from './money.ts'

type JsonLd = NonNullable<SeoConfig['jsonLd']>

interface CollectionData {
  handle: string
  title: string
  description: string
  products: { nodes: { handle: string; title: string }[] }
}

/** A collection page with its first products in their order. */
export function collectionSchema(
  { handle, title, description, products }: CollectionData,
  origin: string,
): JsonLd {
  return {
    '@context': 'https://schema.org',
    '@type': 'CollectionPage',
    name: title,
    description,
    url: `${origin}/collections/${handle}`,
    mainEntity: {
      '@type': 'ItemList',
      itemListElement: products.nodes.map((product, index) => ({
        '@type': 'ListItem',
        position: index + 1,
        name: product.title,
        url: `${origin}/products/${product.handle}`,
      })),
    },
  }
}

interface ProductData {
  handle: string
  title: string
  description: string
  vendor: string
  images: { nodes: { url: string }[] }
}

interface VariantData {
  sku?: string | null
  availableForSale: boolean
  price: MoneyLike
}

/** A product with the offer of the variant that is looked at. */
export function productSchema(
  product: ProductData,
  variant: VariantData | null | undefined,
  origin: string,
): JsonLd {
  const url = `${origin}/products/${product.handle}`
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: product.title,
    description: product.description,
    url,
    image: product.images.nodes.map((image) => image.url),
    brand: { '@type': 'Brand', name: product.vendor },
    ...(variant?.sku && { sku: variant.sku }),
    ...(variant && {
      offers: {
        '@type': 'Offer',
        url,
        price: variant.price.amount,
        priceCurrency: variant.price.currencyCode,
        availability: variant.availableForSale
          ? 'https://schema.org/InStock'
          : 'https://schema.org/OutOfStock',
      },
    }),
  }
}
