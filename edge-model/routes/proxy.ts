/**
 * @module GET /proxy/recommendations, which Shopify's app proxy asks for a shop's theme.
 */
import { type Context, Hono } from 'hono'
import type { AppEnv } from '../app-env.ts'
import type { RecommendedItem, RecommendResponse } from '../contract/recommend.ts'
import type { PageResponse } from '../contract/recommend-page.ts'
import { isProductGid, storefrontOf } from '../graphql/storefront.ts'
import { allowOnly, HttpProblem } from '../http/problem.ts'
import { requireProxySignature } from '../proxy/authenticate.ts'
import { readHandles } from '../proxy/handles.ts'
import { type LiquidShelf, liquidOf } from '../proxy/liquid.ts'
import { type Asked, readParameters } from '../proxy/parameters.ts'
import { type Services, servePage, serveSlot } from '../recommend/serve.ts'

export const proxyRoute = new Hono<AppEnv>()
  .get('/recommendations', requireProxySignature, async (c) => {
    const asked = readParameters(new URL(c.req.url).searchParams)
    const { answer, shelves } = await serve(c.var.services, asked)
    c.header('Cache-Control', 'no-store')
    if (asked.format === 'json') return c.json(answer)
    c.header('Content-Type', 'application/liquid; charset=utf-8')
    return c.body(liquidOf(answer, await withHandles(c, shelves)))
  })
  .all('/recommendations', allowOnly('GET'))

type Shelf = Omit<LiquidShelf, 'handles'> & { items: RecommendedItem[] }

async function serve(
  services: Services,
  asked: Asked,
): Promise<{ answer: RecommendResponse | PageResponse; shelves: Shelf[] }> {
  if (asked.kind === 'page') {
    const answer = await servePage(services, asked.request)
    return { answer, shelves: answer.shelves }
  }
  const { slot, limit } = asked.request
  const answer = await serveSlot(services, asked.request)
  // What surrounds a single slot in the theme has the heading and says how it lies.
  return { answer, shelves: [{ slot, layout: 'row', length: limit, items: answer.items }] }
}

async function withHandles(c: Context<AppEnv>, shelves: Shelf[]): Promise<LiquidShelf[]> {
  const ask = storefrontOf(c.var.config, c.req.header('X-Forwarded-For')?.split(',')[0]?.trim())
  if (ask === undefined) {
    throw new HttpProblem(
      503,
      'no_storefront',
      'Liquid names products by their handles, which the Worker reads from the Storefront API: set STOREFRONT_API_URL and a token.',
    )
  }
  const ids = shelves.flatMap(({ items }) => items.map(({ productId }) => productId))
  const handles = await readHandles(ask, ids.filter(isProductGid))
  return shelves.map(({ items, ...shelf }) => ({
    ...shelf,
    handles: items.flatMap(({ productId }) => handles.get(productId) ?? []),
  }))
}
