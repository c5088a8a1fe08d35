/**
 * @module A product: pictures, variants chosen by the URL, the way into the cart, and shelves of what goes well with it or
 * is like it.
 */
import {
  Analytics,
  getAdjacentAndFirstAvailableVariants,
  getProductOptions,
  getSelectedProductOptions,
  type MappedProductOptions,
  useOptimisticVariant,
} from '@shopify/hydrogen'
import { useState } from 'react'
import { Gallery } from '~/components/product/Gallery.tsx'
import { ProductBuy } from '~/components/product/ProductBuy.tsx'
import { ProductDetails } from '~/components/product/ProductDetails.tsx'
import { StickyBuy } from '~/components/product/StickyBuy.tsx'
import { Breadcrumbs } from '~/components/ui/Breadcrumbs.tsx'
import { PRODUCT_QUERY } from '~/lib/product-query.ts'
import { rootField } from '~/lib/root-field.ts'
import { pageMeta } from '~/lib/seo.ts'
import { productSchema } from '~/lib/structured-data.ts'
import { loadPage, productsInCart, RecommendationShelves, rememberViewed } from '~/recommendations/index.ts'
import type { Route } from './+types/products.$handle'

export const meta: Route.MetaFunction = ({ loaderData, matches }) => {
  const root = matches[0].loaderData
  if (loaderData === undefined || root === undefined) return []
  const { product } = loaderData
  return pageMeta(root, {
    path: `/products/${product.handle}`,
    title: product.seo.title || product.title,
    description: product.seo.description || product.description,
    media: product.featuredImage?.url ?? null,
    jsonLd: productSchema(product, product.selectedOrFirstAvailableVariant, root.origin),
  })
}

export async function loader(args: Route.LoaderArgs) {
  const critical = await loadCriticalData(args)
  return { ...critical, ...loadDeferredData(args, critical.product.id) }
}

async function loadCriticalData({ context: { storefront }, params, request }: Route.LoaderArgs) {
  const answer = await storefront.query(PRODUCT_QUERY, {
    variables: { handle: params.handle, selectedOptions: getSelectedProductOptions(request) },
    cache: storefront.CacheShort(),
  })
  return { product: rootField(answer, 'product') }
}

function loadDeferredData({ context, request }: Route.LoaderArgs, productId: string) {
  const shelves = loadPage({
    context,
    page: 'product',
    seeds: [productId],
    exclude: [productId],
    inCart: productsInCart(context, request),
    nativeFor: productId,
  })
  rememberViewed(context, productId)
  return { shelves }
}

/** The pictures that belong to one variant each. */
const variantPictures = (options: MappedProductOptions[]): Set<string> =>
  new Set(
    options.flatMap(({ optionValues }) =>
      optionValues.flatMap(({ firstSelectableVariant }) => firstSelectableVariant?.image?.url ?? []),
    ),
  )

/** A key a product: quantity, pictures and messages are those of the product that is shown. */
export default function ProductPage({ loaderData }: Route.ComponentProps) {
  return <Product key={loaderData.product.id} {...loaderData} />
}

function Product({ product, shelves }: Route.ComponentProps['loaderData']) {
  const [quantity, setQuantity] = useState(1)
  const variant = useOptimisticVariant(
    product.selectedOrFirstAvailableVariant,
    getAdjacentAndFirstAvailableVariants(product),
  )
  const options = getProductOptions({ ...product, selectedOrFirstAvailableVariant: variant })
  const collection = product.collections.nodes[0]
  return (
    <>
      <div className="page product">
        <Breadcrumbs
          trail={
            collection
              ? [{ title: collection.title, to: `/collections/${collection.handle}` }]
              : [{ title: 'Collections', to: '/collections' }]
          }
          here={product.title}
        />
        <Gallery
          images={product.images.nodes}
          others={variantPictures(options)}
          chosen={variant?.image ?? null}
          title={product.title}
        />
        <div className="product__info">
          <ProductBuy
            product={product}
            variant={variant}
            options={options}
            quantity={quantity}
            onQuantity={setQuantity}
          />
          <ProductDetails product={product} sku={variant?.sku ?? null} />
        </div>
      </div>
      <StickyBuy product={product} variant={variant} quantity={quantity} />
      <RecommendationShelves page={shelves} className="page" />
      <Analytics.ProductView
        data={{
          products: [
            {
              id: product.id,
              title: product.title,
              price: variant?.price.amount ?? '0',
              vendor: product.vendor,
              variantId: variant?.id ?? '',
              variantTitle: variant?.title ?? '',
              quantity: 1,
            },
          ],
        }}
      />
    </>
  )
}
