/**
 * @module sitemap: what there is to crawl, in pages of 250.
 */

import type { SitemapType } from '@shopify/hydrogen/storefront-api-types'
import { GraphQLError } from 'graphql'
import type { Store } from '../store/records.ts'
import type { StorefrontContext } from './context.ts'
import { PAGES_WRITTEN } from './pages.ts'

const PAGE_SIZE = 250

interface Resource {
  __typename: 'SitemapResource'
  handle: string
  title: string
  updatedAt: string
  image: { alt: string; filepath: string; updatedAt: string } | null
}

function resourcesOf(type: SitemapType, store: Store): Resource[] {
  if (type === 'PRODUCT') {
    return store.products.map(({ product: { handle, title, publishedAt, images } }) => ({
      __typename: 'SitemapResource',
      handle,
      title,
      updatedAt: publishedAt,
      image: images[0] ? { alt: images[0].alt, filepath: images[0].path, updatedAt: publishedAt } : null,
    }))
  }
  if (type === 'COLLECTION') {
    return store.collections.map(({ collection: { handle, title, image }, updatedAt }) => ({
      __typename: 'SitemapResource',
      handle,
      title,
      updatedAt,
      image: { alt: image.alt, filepath: image.path, updatedAt },
    }))
  }
  if (type === 'PAGE') {
    return store.pages.map(({ page: { handle, title } }) => ({
      __typename: 'SitemapResource',
      handle,
      title,
      updatedAt: PAGES_WRITTEN,
      image: null,
    }))
  }
  return []
}

export function sitemap({ type }: { type: SitemapType }, { store }: StorefrontContext) {
  const resources = resourcesOf(type, store)
  return { resources, pagesCount: { count: Math.ceil(resources.length / PAGE_SIZE), precision: 'EXACT' } }
}

/** One page of a sitemap, from 1. */
export function sitemapPage({ resources }: { resources: readonly Resource[] }, { page }: { page: number }) {
  if (page < 1) {
    throw new GraphQLError(`page must be at least 1; it is ${page}.`, { extensions: { code: 'BAD_REQUEST' } })
  }
  return {
    items: resources.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
    hasNextPage: page * PAGE_SIZE < resources.length,
  }
}
