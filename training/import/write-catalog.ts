/**
 * @module Writes the contents of a products file or of a shop as a catalog of a dataset.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  CATALOG_VERSION,
  type CatalogReport,
  catalogReportFile,
  contentsFile,
} from '../dataset/catalog-source.ts'
import { type ContentFields, writeContents } from '../dataset/content-file.ts'

/** Hexadecimal digits of a digest in a catalog's name. */
const NAME_DIGITS = 16

export type CatalogFacts = Pick<CatalogReport, 'format' | 'source' | 'asOf' | 'lines' | 'leftOut'>

export interface WrittenCatalog {
  report: CatalogReport
  /** Names of the files written, the report last. */
  files: string[]
}

/**
 * @param identity digest of what the catalog is: equal digests replace one another
 * @param dir an existing directory; nothing but new files is written there
 */
export async function writeCatalog(
  contents: ReadonlyMap<string, ContentFields>,
  identity: string,
  facts: CatalogFacts,
  dir: string,
): Promise<WrittenCatalog> {
  const name = `${facts.format}-${identity.slice(0, NAME_DIGITS)}`
  const contentsSha256 = await writeContents(join(dir, contentsFile(name)), contents)
  const report: CatalogReport = {
    schemaVersion: CATALOG_VERSION,
    name,
    ...facts,
    products: contents.size,
    contentsSha256,
  }
  await writeFile(join(dir, catalogReportFile(name)), `${JSON.stringify(report, null, 2)}\n`)
  return { report, files: [contentsFile(name), catalogReportFile(name)] }
}
