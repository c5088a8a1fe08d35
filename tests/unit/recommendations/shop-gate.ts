/**
 * @module A gate before the local shop's Storefront API: notes which queries pass, and holds them back on demand.
 */
import { once } from 'node:events'
import { z } from 'zod'
import { type Listening, listen } from './listen.ts'

const querySchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).default({}),
})

export interface ShopGate extends Listening {
  /** Queries that arrived so far, oldest first: the operation's name and its variables. */
  queries: { name: string; variables: Record<string, unknown> }[]
  /** Holds back every query of this name until the function it gives is called. */
  hold(name: string): () => void
  /** Resolves when a query of this name has arrived, now or before. */
  arrival(name: string): Promise<void>
  /** Forgets the queries so far and lets all through. */
  reset(): void
}

export async function startShopGate(shopUrl: string): Promise<ShopGate> {
  const queries: ShopGate['queries'] = []
  const held = new Map<string, Promise<void>>()
  const arrivals = new EventTarget()
  const server = await listen(async (request, response, body) => {
    const { query, variables } = querySchema.parse(JSON.parse(body))
    const name = /\bquery\s+(\w+)/.exec(query)?.[1] ?? ''
    queries.push({ name, variables })
    arrivals.dispatchEvent(new Event(name))
    await held.get(name)
    const token = request.headers['x-shopify-storefront-access-token']
    const answer = await fetch(`${shopUrl}${request.url}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-shopify-storefront-access-token': String(token) },
      body,
    })
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
  })
  return {
    ...server,
    queries,
    hold(name) {
      let release = () => {}
      held.set(name, new Promise<void>((resolve) => (release = resolve)))
      return () => release()
    },
    async arrival(name) {
      if (!queries.some((query) => query.name === name)) await once(arrivals, name)
    },
    reset() {
      queries.length = 0
      held.clear()
    },
  }
}
