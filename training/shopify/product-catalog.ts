/**
 * @module The shop's catalog: which product a line of an order is, by its SKU, else by its name, and what is told of each
 * product.
 */
import { z } from 'zod'
import type { ContentFields } from '../dataset/content-file.ts'
import type { AdminApi } from './admin-api.ts'
import { fetchCollections } from './collections.ts'
import { contentSchema, contentsOf } from './product-contents.ts'

/** Variants asked for at once: the most Shopify gives. */
const PAGE_SIZE = 250

const VARIANTS_QUERY = `#graphql
  query VariantsBySku($first: Int!, $after: String) {
    productVariantsCount(limit: null) {
      count
    }
    productVariants(first: $first, after: $after) {
      nodes {
        sku
        title
        price
        product {
          id
          title
          isGiftCard
          status
          description
          productType
          vendor
          tags
          createdAt
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`

const productSchema = z.object({ id: z.string().min(1), title: z.string(), isGiftCard: z.boolean() })
const variantSchema = z.object({ sku: z.string().nullable(), title: z.string(), product: productSchema })
const nodeSchema = z.object({
  ...variantSchema.shape,
  price: z.coerce.number().min(0),
  product: z.object({ ...productSchema.shape, ...contentSchema.shape }),
})
const pageSchema = z.object({
  productVariantsCount: z.object({ count: z.int() }).nullable(),
  productVariants: z.object({
    nodes: z.array(nodeSchema),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
})

export type CatalogProduct = z.infer<typeof productSchema>
export type CatalogVariant = z.infer<typeof variantSchema>

export interface ProductCatalog {
  /** The shop's host. */
  shop: string
  /** How many variants the shop has. */
  variants: number
  /** Of the products on sale, by product id. */
  contents: ReadonlyMap<string, ContentFields>
  /** The product of a line item, or undefined where the shop has none such, or several. */
  find(sku: string, lineItemName: string): CatalogProduct | undefined
}

/**
 * Reads all variants and products of a shop; `onPage` hears how many of how many variants are there.
 * @throws InputError as `AdminApi.request` does
 */
export async function fetchProductCatalog(
  api: AdminApi,
  onPage?: (done: number, total: number) => void,
): Promise<ProductCatalog> {
  const variants: z.infer<typeof nodeSchema>[] = []
  let after: string | null = null
  do {
    const page: z.infer<typeof pageSchema> = await api.request(
      VARIANTS_QUERY,
      { first: PAGE_SIZE, after },
      pageSchema,
    )
    const { nodes, pageInfo } = page.productVariants
    variants.push(...nodes)
    onPage?.(variants.length, page.productVariantsCount?.count ?? variants.length)
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null
  } while (after !== null)
  return { ...indexCatalog(api.shop, variants), contents: contentsOf(variants, await fetchCollections(api)) }
}

/** A key that several products share tells nothing. */
type Index = Map<string, CatalogProduct | 'several'>

function put(index: Index, key: string, product: CatalogProduct): void {
  const known = index.get(key)
  if (known === undefined) index.set(key, product)
  else if (known !== 'several' && known.id !== product.id) index.set(key, 'several')
}

const get = (index: Index, key: string): CatalogProduct | undefined => {
  const found = index.get(key)
  return found === 'several' ? undefined : found
}

/**
 * The export names a line item by its product's title, followed by " - " and the variant's title where there are several
 * variants. A SKU wins; the name decides where there is none, or where shops use a SKU for several products.
 */
export function indexCatalog(
  shop: string,
  variants: readonly CatalogVariant[],
): Omit<ProductCatalog, 'contents'> {
  const bySku: Index = new Map()
  const byName: Index = new Map()
  for (const { sku, title, product } of variants) {
    if (sku) put(bySku, sku.trim(), product)
    put(byName, product.title, product)
    put(byName, `${product.title} - ${title}`, product)
  }
  return {
    shop,
    variants: variants.length,
    find: (sku, lineItemName) => (sku === '' ? undefined : get(bySku, sku)) ?? get(byName, lineItemName),
  }
}
