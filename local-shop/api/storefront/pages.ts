/**
 * @module Page: what the merchant tells outside the products.
 */
import type { Fields } from '../graphql/schema.ts'
import type { PageRecord, Store } from '../store/records.ts'
import type { StorefrontContext } from './context.ts'
import { noMetafields } from './metafields.ts'

/** When every page was written: the catalog keeps no history of them. */
export const PAGES_WRITTEN = '2024-01-01T00:00:00Z'

export function pageBy(
  { handle, id }: { handle?: string | null; id?: string | null },
  store: Store,
): PageRecord | null {
  return store.pages.find(({ page, gid }) => (handle == null ? gid === id : page.handle === handle)) ?? null
}

const plainText = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()

export const pageFields: Fields<PageRecord, StorefrontContext> = {
  ...noMetafields,
  id: ({ gid }) => gid,
  handle: ({ page }) => page.handle,
  title: ({ page }) => page.title,
  body: ({ page }) => page.body,
  bodySummary: ({ page }) => plainText(page.body).slice(0, 150),
  seo: () => ({ title: null, description: null }),
  onlineStoreUrl: ({ page }, _args, { origin }) => `${origin}/pages/${page.handle}`,
  trackingParameters: () => null,
  createdAt: () => PAGES_WRITTEN,
  updatedAt: () => PAGES_WRITTEN,
}
