/**
 * @module Products of a dataset that come without orders or sessions: its directory's `catalog/` holds, for every
 * products file imported and every shop whose Admin API was read,
 *
 * - `<name>.jsonl.gz`  the contents
 * - `<name>.json`      the report, written last
 *
 * A products file is named by its content, a shop by its host: importing again replaces what was there.
 */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { digestSchema } from '@aisle/edge-model/contract'
import { z } from 'zod'
import { leftOutSchema } from './left-out.ts'
import { readJsonReport } from './report-file.ts'

export const CATALOG_VERSION = 1

export const catalogReportSchema = z.strictObject({
  schemaVersion: z.literal(CATALOG_VERSION),
  name: z.string().regex(/^(products|shop)-[0-9a-f]{16}$/),
  format: z.enum(['products', 'shop']),
  /** The file's name without folders, or the shop's host. */
  source: z.string().min(1),
  /** When the file was changed last, or the shop read. */
  asOf: z.iso.datetime(),
  /** Lines read, the header not counted; of a shop its products. */
  lines: z.int().min(0),
  products: z.int().min(0),
  leftOut: z.array(leftOutSchema),
  /** SHA-256 of the decompressed contents. */
  contentsSha256: digestSchema,
})
export type CatalogReport = z.infer<typeof catalogReportSchema>

export const catalogDirectory = (dir: string): string => join(dir, 'catalog')
export const contentsFile = (name: string): string => `${name}.jsonl.gz`
export const catalogReportFile = (name: string): string => `${name}.json`

/**
 * The reports of all of a dataset's catalogs, by name; none where it has none.
 * @throws InputError where a report is not valid
 */
export async function readCatalogReports(dir: string): Promise<CatalogReport[]> {
  const catalogs = catalogDirectory(dir)
  const files = await readdir(catalogs).catch(() => [])
  const reports = files.filter((file) => file.endsWith('.json')).sort()
  return Promise.all(reports.map((file) => readJsonReport(join(catalogs, file), catalogReportSchema)))
}
