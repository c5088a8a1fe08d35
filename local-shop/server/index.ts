/**
 * @module The local shop over HTTP.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createShop } from '../api/index.ts'
import { buildCatalog } from '../catalog/index.ts'
import type { Catalog } from '../catalog/types.ts'
import { renderImage } from '../images/index.ts'
import { type Answer, errorAnswer, HttpError } from './http.ts'
import { answer, type Site } from './routes.ts'

export interface LocalShop {
  /** For example http://localhost:4100. */
  url: string
  /** Ends the server and every connection to it. */
  close(): Promise<void>
}

/** Browsers may read every answer, from any origin, as with Shopify's Storefront API. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, HEAD, POST, OPTIONS',
  'access-control-allow-headers':
    'Accept, Content-Type, Shopify-Storefront-Private-Token, X-SDK-Variant, X-SDK-Variant-Source, X-SDK-Version, ' +
    'X-Shopify-Access-Token, X-Shopify-Storefront-Access-Token, X-Shopify-UniqueToken, X-Shopify-VisitToken',
  'access-control-max-age': '86400',
}

async function answerOrError(request: IncomingMessage, site: Site): Promise<Answer> {
  try {
    return await answer(request, site)
  } catch (error) {
    if (error instanceof HttpError) return errorAnswer(error)
    console.error(error)
    return errorAnswer(
      new HttpError(500, 'INTERNAL_SERVER_ERROR', 'The local shop failed; its output says why.'),
    )
  }
}

async function respond(request: IncomingMessage, response: ServerResponse, site: Site): Promise<void> {
  const { status, headers, body } = await answerOrError(request, site)
  response.writeHead(status, { ...CORS, ...headers, 'content-length': Buffer.byteLength(body) })
  response.end(request.method === 'HEAD' ? '' : body)
}

/**
 * Starts the local shop.
 * @param options.port 0 takes any free port
 * @param options.catalog the demo catalog where left out
 * @throws the error of node:net where the port can't be had (code EADDRINUSE, EACCES)
 */
export async function startLocalShop({
  port,
  catalog = buildCatalog(),
}: {
  port: number
  catalog?: Catalog
}): Promise<LocalShop> {
  const site: Site = { shop: createShop(catalog), renderImage, address: '' }
  const server = createServer((request, response) => void respond(request, response, site))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const bound = server.address()
  const url = `http://localhost:${typeof bound === 'object' && bound !== null ? bound.port : port}`
  site.address = url
  return {
    url,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)))
        server.closeAllConnections()
      }),
  }
}
