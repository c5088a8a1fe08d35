/**
 * @module What crawlers may read: everything but what is one shopper's own or endless in variants.
 */
import type { Route } from './+types/[robots.txt]'

const PRIVATE_PATHS = ['/account', '/cart', '/search', '/*?*filter.', '/*?*sort_by=', '/*?*cursor=']

export function loader({ request }: Route.LoaderArgs): Response {
  const { origin } = new URL(request.url)
  const lines = [
    'User-agent: *',
    ...PRIVATE_PATHS.map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${origin}/sitemap.xml`,
    '',
  ]
  return new Response(lines.join('\n'), {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=86400' },
  })
}
