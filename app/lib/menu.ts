/**
 * @module Shopify's menus as links of this storefront.
 */

interface RawItem {
  id: string
  title: string
  url?: string | null
  items?: RawItem[]
}

export interface MenuLink {
  id: string
  title: string
  /** A path of this storefront, or an absolute URL elsewhere. */
  to: string
  items: MenuLink[]
}

/**
 * The menu's links: what points at the shop's own hosts becomes a path, everything else stays as it is.
 * Items without a target, or with one that is no http(s) URL, are left out.
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
  if (/^\/(?!\/)/.test(url)) return url
  if (!URL.canParse(url)) return null
  const { protocol, host, pathname, search, hash } = new URL(url)
  if (protocol !== 'https:' && protocol !== 'http:') return null
  return ownHosts.includes(host) ? pathname + search + hash : url
}
