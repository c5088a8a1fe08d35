/**
 * @module What pages tell search engines and link previews.
 */
import { getSeoMeta, type SeoConfig } from '@shopify/hydrogen'

interface RootData {
  shop: { name: string; slogan: string; description: string }
  /** The storefront's own origin. */
  origin: string
}

interface PageSeo extends Omit<SeoConfig, 'url' | 'titleTemplate'> {
  /** The page's one canonical path, without filters, pages and variants. */
  path: string
}

/** Search engines cut off what is longer than 155, the ellipsis included. */
const DESCRIPTION_CHARACTERS = 150

/** Title, description, canonical URL, Open Graph and structured data of a page. */
export function pageMeta(root: RootData | undefined, { path, description, ...seo }: PageSeo) {
  const name = root?.shop.name ?? ''
  const page: SeoConfig = {
    ...seo,
    // A page without a title of its own is the shop's front.
    title: [seo.title || name, seo.title ? name : root?.shop.slogan].filter(Boolean).join(' · '),
    description: shorten(description || root?.shop.description || '', DESCRIPTION_CHARACTERS),
    url: root ? root.origin + path : null,
  }
  return [...(getSeoMeta(page) ?? []), { property: 'og:site_name', content: name }]
}

/** The text on one line, at most so many characters; cut at a word's end, with an ellipsis where something is left out. */
export function shorten(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= most) return line
  const cut = line.slice(0, most + 1)
  const end = cut.lastIndexOf(' ')
  return `${line.slice(0, end > 0 ? end : most).replace(/[\s,;:–-]+$/, '')} …`
}
