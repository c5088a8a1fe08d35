/**
 * @module The sitemap's index.
 */
import { getSitemapIndex } from '@shopify/hydrogen'
import type { Route } from './+types/sitemap[.]xml'

export async function loader({ request, context: { storefront } }: Route.LoaderArgs): Promise<Response> {
  const response = await getSitemapIndex({ storefront, request, types: ['products', 'collections', 'pages'] })
  response.headers.set('Cache-Control', 'public, max-age=86400')
  return response
}
