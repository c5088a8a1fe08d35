/**
 * @module Shopify's menus as links of this storefront.
 */

interface RawItem {
  id: string
  title: string
  url?: string | null
  items?: RawItem[]
}

/** Paths that app/routes answers and a menu may name. */
const PAGES =
  /^\/(?:|search|cart|account|collections|policies|(?:collections|products|pages|policies)\/[^/]+)\/?$/

export interface MenuLink {
  id: string
  title: string
  /** A path of this storefront, or an absolute URL elsewhere. */
  to: string
  items: MenuLink[]
}

/**
 * The menu's links: what points at the shop's own hosts becomes a path, everything else stays as it is.
 * Items without a target, with one that is no http(s) URL, or with one that this storefront has no page for (a blog) are
 * left out.
 *
 * @param ownHosts hosts (with port) that mean this shop
 */
export function menuLinks(items: readonly RawItem[] | undefined, ownHosts: readonly string[]): MenuLink[] {
  return (items ?? []).flatMap((item) => {
    const to = item.url ? linkTarget(item.url, ownHosts) : null
    if (to === null) return []
    return [{ id: item.id, title: item.title, to, items: menuLinks(item.items, ownHosts) }]
  })
}

function linkTarget(url: string, ownHosts: readonly string[]): string | null {
  const own = /^\/(?!\/)/.test(url)
  const parsed = URL.parse(url, own ? 'https://this.shop' : undefined)
  if (parsed === null) return null
  const { protocol, host, pathname, search, hash } = parsed
  if (protocol !== 'https:' && protocol !== 'http:') return null
  if (!own && !ownHosts.includes(host)) return url
  return PAGES.test(pathname) ? pathname + search + hash : null
}
