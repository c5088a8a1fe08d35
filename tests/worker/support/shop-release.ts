/**
 * @module A release of the local shop's own products, and a Worker that serves it and reads the shop's Storefront API.
 */
import { inject } from 'vitest'
import { z } from 'zod'
import { STOREFRONT_PUBLIC_TOKEN } from '../../../local-shop/server/tokens.ts'
import { type Isolate, isolate, newShop, publish } from './isolate.ts'
import { jsonBytes, type Recipe, type ReleaseFiles, releaseFiles } from './release-files.ts'

export const STOREFRONT_API_URL = `${inject('shopUrl')}/api/2026-04/graphql.json`

const answerSchema = z.object({
  data: z.object({
    products: z.object({
      nodes: z.array(z.object({ id: z.string(), handle: z.string(), title: z.string() })),
    }),
  }),
})

export type ShopProduct = z.output<typeof answerSchema>['data']['products']['nodes'][number]

/** The first products of the shop; product r of a release is the rth of them. */
export async function shopProducts(count = 24): Promise<ShopProduct[]> {
  const response = await fetch(STOREFRONT_API_URL, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'X-Shopify-Storefront-Access-Token': STOREFRONT_PUBLIC_TOKEN,
    },
    body: JSON.stringify({ query: `{ products(first: ${count}) { nodes { id handle title } } }` }),
  })
  return answerSchema.parse(await response.json()).data.products.nodes
}

export interface ShopWorker {
  worker: Isolate
  release: ReleaseFiles
  products: ShopProduct[]
}

/** A Worker with a release in which product r leads to r + 1, r + 2 …, as of `releaseFiles`. */
export async function shopWorker(
  recipe: Omit<Recipe, 'shop'> = {},
  variables: Record<string, unknown> = {},
  now?: () => number,
): Promise<ShopWorker> {
  const products = await shopProducts()
  const worker = isolate(
    newShop(),
    {
      STOREFRONT_API_URL,
      STOREFRONT_API_TOKEN: STOREFRONT_PUBLIC_TOKEN,
      ...variables,
    },
    now,
  )
  const release = await shopReleaseFiles(products, { shop: worker.shop, ...recipe })
  await publish(worker, release, null)
  return { worker, release, products }
}

/** As `releaseFiles`, of these products. */
export function shopReleaseFiles(products: readonly ShopProduct[], recipe: Recipe): Promise<ReleaseFiles> {
  const ids = products.map(({ id }) => id)
  const flags = (rows: number[] = []) => ids.map((_, row) => (rows.includes(row) ? 1 : 0))
  const items = {
    ids,
    families: ids.map((_, row) => row),
    repeats: flags(recipe.repeats),
    fresh: flags(recipe.fresh),
  }
  return releaseFiles({
    neighbours: 8,
    popular: ids.slice(7, 11),
    bytes: { items: jsonBytes(items) },
    ...recipe,
  })
}
