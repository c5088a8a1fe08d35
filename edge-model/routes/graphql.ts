/**
 * @module POST /graphql
 */
import { type Context, Hono } from 'hono'
import type { AppEnv } from '../app-env.ts'
import type { Config } from '../env.ts'
import type { GraphqlDoor } from '../graphql/door.ts'
import { storefrontOf } from '../graphql/storefront.ts'
import { readBody } from '../http/body.ts'
import { allowOnly, HttpProblem } from '../http/problem.ts'

const MAX_BODY_BYTES = 128 * 1024

/** A door for each isolate, opened by its first request. */
export function graphqlRoute(): Hono<AppEnv> {
  let opening: Promise<GraphqlDoor> | undefined
  const door = ({ GRAPHQL_INTROSPECTION }: Config): Promise<GraphqlDoor> => {
    opening ??= import('../graphql/door.ts').then(({ createGraphqlDoor }) =>
      createGraphqlDoor({ introspection: GRAPHQL_INTROSPECTION === 'on' }),
    )
    return opening
  }
  return new Hono<AppEnv>()
    .onError((error, c) => {
      if (!(error instanceof HttpProblem)) throw error
      const { code, message, status, headers } = error
      return c.json({ errors: [{ message, extensions: { code } }] }, status, headers)
    })
    .post('/', async (c) => {
      const body = await readBody(c.req.raw, MAX_BODY_BYTES, 'Send a shorter query or fewer products.')
      const request = new Request(c.req.raw, { body })
      const response = await (await door(c.var.config))(request, await contextOf(c))
      const headers = new Headers(response.headers)
      headers.set('Cache-Control', 'no-store')
      return new Response(response.body, { status: response.status, headers })
    })
    .all('/', allowOnly('POST'))
}

async function contextOf(c: Context<AppEnv>) {
  const { createProductReader } = await import('../graphql/product-reader.ts')
  const buyerIp = c.req.header('Shopify-Storefront-Buyer-IP') ?? c.req.header('CF-Connecting-IP')
  const ask = storefrontOf(c.var.config, buyerIp)
  return { services: c.var.services, products: createProductReader(ask) }
}
