/**
 * @module One page of the sitemap: products, collections or the merchant's pages.
 */
import { getSitemap } from '@shopify/hydrogen'
import { data } from 'react-router'
import type { Route } from './+types/sitemap.$type.$page[.]xml'

const TYPES = ['products', 'collections', 'pages']

export async function loader({
  request,
  params,
  context: { storefront },
}: Route.LoaderArgs): Promise<Response> {
  if (!TYPES.includes(params.type) || !/^[1-9]\d{0,5}$/.test(params.page)) throw data(null, { status: 404 })
  const response = await getSitemap({
    storefront,
    request,
    params,
    getLink: ({ type, baseUrl, handle }) => `${baseUrl}/${type}/${handle}`,
  })
  response.headers.set('Cache-Control', 'public, max-age=86400')
  return response
}
