import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { connectAdminApi } from '../../../training/shopify/admin-api.ts'
import { fetchProductCatalog } from '../../../training/shopify/product-catalog.ts'

interface Answer {
  status?: number
  headers?: Record<string, string>
  json?: unknown
}
const requestSchema = z.object({
  query: z.string(),
  variables: z.object({ first: z.number(), after: z.string().nullable() }),
})
type Query = z.infer<typeof requestSchema>

/** A shop that answers each query as told; says its origin and what it was asked. */
async function shopThat(answer: (query: Query, nth: number) => Answer) {
  const asked: (Query & { token: unknown; url: unknown })[] = []
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const query = requestSchema.parse(JSON.parse(Buffer.concat(await request.toArray()).toString()))
    asked.push({ ...query, token: request.headers['x-shopify-access-token'], url: request.url })
    const { status = 200, headers = {}, json = {} } = answer(query, asked.length)
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(json))
  }
  const server = createServer((request, response) => void handle(request, response))
  server.listen(0, 'localhost')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return { origin: `http://localhost:${port}`, asked }
}

const page = (skus: string[], endCursor: string | null): Answer => ({
  json: {
    data: {
      productVariantsCount: { count: 3 },
      productVariants: {
        nodes: skus.map((sku) => ({
          sku,
          title: 'Default Title',
          price: '24.00',
          product: {
            id: `gid://shopify/Product/${sku}`,
            title: `Product ${sku}`,
            isGiftCard: false,
            status: 'ACTIVE',
            description: '',
            productType: '',
            vendor: '',
            tags: [],
            createdAt: '2025-06-15T09:00:00Z',
          },
        })),
        pageInfo: { hasNextPage: endCursor !== null, endCursor },
      },
    },
  },
})
const collections: Answer = {
  json: { data: { collections: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } } },
}
const asksCollections = ({ query }: Query): boolean => query.includes('query Collections')
const catalogOf = (origin: string, onPage?: (done: number, total: number) => void) =>
  fetchProductCatalog(connectAdminApi(origin, 'secret'), onPage)

describe('reading the catalog', () => {
  it('pages through all variants, over http on this machine', async () => {
    const shop = await shopThat((query) =>
      asksCollections(query)
        ? collections
        : query.variables.after === 'next'
          ? page(['3'], null)
          : page(['1', '2'], 'next'),
    )
    const progress: number[][] = []
    const catalog = await catalogOf(shop.origin, (...counts) => progress.push(counts))
    expect(catalog.variants).toBe(3)
    expect(progress).toEqual([
      [2, 3],
      [3, 3],
    ])
    expect(catalog.find('3', '')?.id).toBe('gid://shopify/Product/3')
    expect(catalog.find('4', 'Product 4')).toBeUndefined()
    expect(shop.asked.map(({ variables }) => variables)).toEqual([
      { first: 250, after: null },
      { first: 250, after: 'next' },
      { first: 250, after: null },
    ])
    expect(shop.asked[0]).toMatchObject({ token: 'secret', url: '/admin/api/2026-04/graphql.json' })
  })

  it('waits as long as the cost limit asks, and while the shop is overloaded', async () => {
    const throttled: Answer = {
      json: {
        errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
        extensions: {
          cost: {
            requestedQueryCost: 52,
            throttleStatus: { maximumAvailable: 1000, currentlyAvailable: 2, restoreRate: 1000 },
          },
        },
      },
    }
    const shop = await shopThat((_, nth) =>
      nth === 1
        ? throttled
        : nth === 2
          ? { status: 429, headers: { 'Retry-After': '0.01' } }
          : nth === 3
            ? page(['1'], null)
            : collections,
    )
    expect((await catalogOf(shop.origin)).variants).toBe(1)
    expect(shop.asked).toHaveLength(4)
  })

  it.each([
    [{ status: 401 }, /refused the admin token \(401\).*read_products/],
    [{ status: 404 }, /has no Admin API 2026-04 \(404\).*myshopify\.com/],
    [{ status: 500 }, /answered 500/],
    [
      { json: { errors: [{ message: "Field 'sku' doesn't exist" }] } },
      /refused a query: Field 'sku' doesn't exist/,
    ],
    [
      { json: { data: { productVariantsCount: null, productVariants: { nodes: [{}] } } } },
      /answered in an unknown form: productVariants/,
    ],
    [{ headers: { 'Content-Type': 'text/html' } }, /text\/html/],
  ])('says what is wrong: %j', async (answer, message) => {
    const shop = await shopThat(() => answer)
    await expect(catalogOf(shop.origin)).rejects.toThrow(message)
    expect(shop.asked).toHaveLength(1)
  })

  it('says that a shop cannot be reached', async () => {
    await expect(catalogOf('http://localhost:1')).rejects.toThrow(/http:\/\/localhost:1 can't be reached/)
  })
})
