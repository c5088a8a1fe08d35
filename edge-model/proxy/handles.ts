/**
 * @module Handles of products, by which a theme's Liquid finds them.
 */
import { z } from 'zod'
import { type AskStorefront, StorefrontError } from '../graphql/storefront.ts'
import { HttpProblem } from '../http/problem.ts'

const QUERY = 'query Handles($ids: [ID!]!) { nodes(ids: $ids) { ... on Product { id handle } } }'

const nodesSchema = z.array(z.object({ id: z.string(), handle: z.string() }).partial().nullable())

/**
 * Handle by product id; products that the shop does not have are missing.
 * @throws HttpProblem 503 where the Storefront API can't tell
 */
export async function readHandles(ask: AskStorefront, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const handles = new Map<string, string>()
  for (const node of await readNodes(ask, ids)) {
    if (node?.id !== undefined && node.handle !== undefined) handles.set(node.id, node.handle)
  }
  return handles
}

async function readNodes(ask: AskStorefront, ids: readonly string[]): Promise<z.output<typeof nodesSchema>> {
  try {
    const { data, errors } = await ask({ query: QUERY, variables: { ids } })
    const nodes = nodesSchema.safeParse(data?.nodes)
    if (nodes.success) return nodes.data
    throw new StorefrontError(errors?.[0]?.message ?? 'The Storefront API answered no products.')
  } catch (error) {
    if (!(error instanceof StorefrontError)) throw error
    throw new HttpProblem(503, 'storefront_failed', `${error.message} Show other products.`)
  }
}
