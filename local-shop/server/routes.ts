/**
 * @module Which address answers what.
 */
import type { IncomingMessage } from 'node:http'
import type { Shop } from '../api/index.ts'
import type { CartRecord } from '../api/storefront/cart/records.ts'
import { answerGraphql } from './graphql.ts'
import { type Answer, HttpError, htmlAnswer } from './http.ts'
import { answerImage, type ImageRenderer } from './images.ts'
import { checkoutMissingPage, checkoutPage, completedPage } from './pages/checkout.ts'
import { startPage } from './pages/start.ts'
import { refuseAdmin, refuseStorefront } from './tokens.ts'

export interface Site {
  shop: Shop
  renderImage: ImageRenderer
  /** The address the server listens on, for requests without a usable Host header. */
  address: string
}

type Route = (request: IncomingMessage, url: URL, site: Site) => Answer | Promise<Answer>

const VERSION = String.raw`(?:\d{4}-\d{2}|unstable)`

/** The cart that a path below /checkout names. */
function cartOf(url: URL, { shop }: Site): CartRecord | undefined {
  const [, , token = ''] = url.pathname.split('/')
  const key = url.searchParams.get('key') ?? ''
  return shop.carts.find(`gid://shopify/Cart/${token}?key=${encodeURIComponent(key)}`)
}

function complete(_request: IncomingMessage, url: URL, site: Site): Answer {
  const cart = cartOf(url, site)
  const from = url.searchParams.get('from') ?? ''
  if (cart === undefined) return htmlAnswer(404, checkoutMissingPage(from))
  site.shop.carts.complete(cart)
  return htmlAnswer(200, completedPage(from))
}

function checkout(request: IncomingMessage, url: URL, site: Site): Answer {
  const cart = cartOf(url, site)
  const { referer } = request.headers
  return cart === undefined
    ? htmlAnswer(404, checkoutMissingPage(referer))
    : htmlAnswer(200, checkoutPage(cart, site.shop.store.shop.currency, referer))
}

const ROUTES: readonly { method: 'GET' | 'POST'; path: RegExp; route: Route }[] = [
  {
    method: 'POST',
    path: new RegExp(`^/api/${VERSION}/graphql\\.json$`),
    route: (request, url, { shop }) =>
      answerGraphql(request, {
        refuse: refuseStorefront,
        run: (body) => shop.storefront.run(body, url.origin),
      }),
  },
  {
    method: 'POST',
    path: new RegExp(`^/admin/api/${VERSION}/graphql\\.json$`),
    route: (request, url, { shop }) =>
      answerGraphql(request, { refuse: refuseAdmin, run: (body) => shop.admin.run(body, url.origin) }),
  },
  {
    method: 'GET',
    path: /^\/images\/[\w.-]+\.svg$/,
    route: (request, url, { renderImage }) => answerImage(url.pathname, request.headers, renderImage),
  },
  { method: 'GET', path: /^\/checkout\/[\w-]+$/, route: checkout },
  { method: 'POST', path: /^\/checkout\/[\w-]+\/complete$/, route: complete },
  {
    method: 'GET',
    path: /^\/$/,
    route: (_request, _url, { shop }) => htmlAnswer(200, startPage(shop.store)),
  },
]

function urlOf(request: IncomingMessage, site: Site): URL {
  const host = request.headers.host ?? ''
  const origin = /^[\w.-]+(?::\d+)?$|^\[[\da-f:]+\](?::\d+)?$/i.test(host) ? `http://${host}` : site.address
  const url = URL.parse(request.url ?? '/', origin)
  if (url === null) throw new HttpError(400, 'BAD_REQUEST', 'The address of the request is not a URL.')
  return url
}

/** Answers a request. OPTIONS is allowed everywhere, HEAD wherever GET is. */
export async function answer(request: IncomingMessage, site: Site): Promise<Answer> {
  const url = urlOf(request, site)
  if (request.method === 'OPTIONS') return { status: 204, headers: {}, body: '' }
  const found = ROUTES.find(({ path }) => path.test(url.pathname))
  if (found === undefined) {
    throw new HttpError(404, 'NOT_FOUND', `Nothing is at ${url.pathname}. GET / lists what is here.`)
  }
  const method = request.method === 'HEAD' ? 'GET' : request.method
  if (method !== found.method) {
    const allow = found.method === 'GET' ? 'GET, HEAD, OPTIONS' : 'POST, OPTIONS'
    throw new HttpError(405, 'METHOD_NOT_ALLOWED', `${url.pathname} takes ${allow}.`, { allow })
  }
  return await found.route(request, url, site)
}
