/**
 * @module What is known of the products of a dataset beside their sales: texts, tags, prices, ages.
 */
import { join } from 'node:path'
import { catalogDirectory, contentsFile, readCatalogReports } from './catalog-source.ts'
import { type ContentFields, readContents } from './content-file.ts'
import { findReports, itemsFile, partsDirectory } from './part.ts'

export interface ProductContent {
  title: string
  description: string
  type: string
  vendor: string
  tags: string[]
  collections: string[]
  /** In the shop's currency; of several variants the lowest. Null: unknown. */
  price: number | null
  /** Unix seconds; null: unknown. */
  createdAt: number | null
}

interface Source {
  path: string
  sha256: string | null
  /** Unix milliseconds that it speaks of: a part's last event, a shop's answer, a products file's last change. */
  asOf: number
}

/**
 * Contents by product id, in the order of the ids, also of products never sold; empty where the dataset has none.
 *
 * Several sources may know a product: orders with titles, products files, the shop's own catalog. Of each field the
 * newest source that has it wins: a source's age is that of its last event, of its last change (a products file), or of
 * its reading (the Admin API). An empty text or list, or no price, is no answer and hides none.
 * @throws InputError where a file of the dataset is damaged
 */
export async function loadCatalog(dir: string): Promise<Map<string, ProductContent>> {
  const catalog = new Map<string, ProductContent>()
  for (const { path, sha256 } of await sourcesOf(dir)) {
    for (const [id, fields] of await readContents(path, sha256)) {
      catalog.set(id, { ...(catalog.get(id) ?? NO_CONTENT), ...fields })
    }
  }
  return new Map([...catalog].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** A product that nothing is known of. */
export const NO_CONTENT: ProductContent = {
  title: '',
  description: '',
  type: '',
  vendor: '',
  tags: [],
  collections: [],
  price: null,
  createdAt: null,
}

/** Oldest first; among equals by name. */
async function sourcesOf(dir: string): Promise<Source[]> {
  const parts = (await findReports(dir)).filter((report) => report.contents > 0)
  const catalogs = await readCatalogReports(dir)
  const sources: Source[] = [
    ...parts.map(({ name, window }) => ({
      path: join(partsDirectory(dir), itemsFile(name)),
      sha256: null,
      asOf: window === null ? 0 : Date.parse(window.to),
    })),
    ...catalogs.map(({ name, asOf, contentsSha256 }) => ({
      path: join(catalogDirectory(dir), contentsFile(name)),
      sha256: contentsSha256,
      asOf: Date.parse(asOf),
    })),
  ]
  return sources.sort((a, b) => a.asOf - b.asOf || (a.path < b.path ? -1 : 1))
}

/** The fields that say something; the others are left out, so that they hide nothing. */
export function knownFields(content: ContentFields): ContentFields {
  const known = Object.entries(content).filter(
    ([, value]) => value !== undefined && value !== null && value !== '' && !isEmptyList(value),
  )
  return Object.fromEntries(known)
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0
