/**
 * @module Which collections the products of a shop are in. Asked by collection, since the API charges for every object
 * it answers: products first would be charged twice, for themselves and for the list of each.
 */
import { z } from 'zod'
import type { AdminApi } from './admin-api.ts'

/** The most Shopify gives at once. */
const PAGE_SIZE = 250

const COLLECTIONS_QUERY = `#graphql
  query Collections($first: Int!, $after: String) {
    collections(first: $first, after: $after) {
      nodes {
        id
        title
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`

const PRODUCTS_QUERY = `#graphql
  query ProductsOfCollection($id: ID!, $first: Int!, $after: String) {
    collection(id: $id) {
      products(first: $first, after: $after) {
        nodes {
          id
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`

const id = z.string().min(1)
const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() })
const collectionsSchema = z.object({
  collections: z.object({ nodes: z.array(z.object({ id, title: z.string().min(1) })), pageInfo }),
})
const productsSchema = z.object({
  collection: z.object({ products: z.object({ nodes: z.array(z.object({ id })), pageInfo }) }).nullable(),
})

type Page<T> = { nodes: T[]; pageInfo: z.infer<typeof pageInfo> } | undefined

/** All nodes of a connection; none where it is gone. */
async function* pages<T>(ask: (after: string | null) => Promise<Page<T>>): AsyncGenerator<T> {
  let after: string | null = null
  do {
    const page: Page<T> = await ask(after)
    yield* page?.nodes ?? []
    after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
  } while (after !== null)
}

/**
 * Titles of the collections of every product, by product id.
 * @throws InputError as `AdminApi.request` does
 */
export async function fetchCollections(api: AdminApi): Promise<Map<string, string[]>> {
  const titles = new Map<string, string[]>()
  const collections = pages(async (after) => {
    const variables = { first: PAGE_SIZE, after }
    return (await api.request(COLLECTIONS_QUERY, variables, collectionsSchema)).collections
  })
  for await (const { id, title } of collections) {
    const products = pages(async (after) => {
      const variables = { id, first: PAGE_SIZE, after }
      return (await api.request(PRODUCTS_QUERY, variables, productsSchema)).collection?.products
    })
    for await (const product of products) {
      const known = titles.get(product.id)
      if (known === undefined) titles.set(product.id, [title])
      else known.push(title)
    }
  }
  return titles
}
