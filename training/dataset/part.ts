/**
 * @module A dataset on disk: a directory whose `parts/` holds, for every imported file,
 *
 * - `<name>.tsv.gz`          events in time order: SessionId, ItemId, Time, Kind, Quantity, UnitPrice, CustomerId
 * - `<name>.items.jsonl.gz`  titles, vendors, prices of products, where the source has them
 * - `<name>.json`            the report, written last: a part without one does not exist
 *
 * A part is named by its format and its content, so importing a file again replaces the same part. CustomerId is a
 * pseudonym under the key that lies beside `parts/`.
 */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { digestSchema } from '@aisle/edge-model/contract'
import { z } from 'zod'
import { readCatalogReports } from './catalog-source.ts'
import { InputError } from './input-error.ts'
import { leftOutSchema } from './left-out.ts'
import { readJsonReport } from './report-file.ts'

export const PART_VERSION = 2
export const EVENT_COLUMNS = [
  'SessionId',
  'ItemId',
  'Time',
  'Kind',
  'Quantity',
  'UnitPrice',
  'CustomerId',
] as const

export const formatSchema = z.enum(['shopify-orders', 'online-retail', 'sessions', 'events'])
export type Format = z.infer<typeof formatSchema>

export const partReportSchema = z.strictObject({
  schemaVersion: z.literal(PART_VERSION),
  name: z.string().regex(/^[a-z-]+-[0-9a-f]{16}$/),
  format: formatSchema,
  /** The imported file: its name without folders, and SHA-256 of its decompressed bytes. */
  source: z.strictObject({ file: z.string().min(1), sha256: digestSchema }),
  /**
   * Lines (in CSV: records) read, the header not counted: `events` and the lines left out together; in session files,
   * where a line holds many events, `sessions` and the lines left out.
   */
  lines: z.int().min(0),
  sessions: z.int().min(1),
  events: z.int().min(1),
  items: z.int().min(1),
  purchases: z.int().min(0),
  /** Customers known by name; a session without one is not counted. */
  customers: z.int().min(0),
  /** Products with a title. */
  contents: z.int().min(0),
  /** Orders in the file none of whose lines could be used. */
  emptyOrders: z.int().min(0),
  /** First and last event; null where the source carries no time. */
  window: z.strictObject({ from: z.iso.datetime(), to: z.iso.datetime() }).nullable(),
  leftOut: z.array(leftOutSchema),
  /** The shop whose catalog turned SKUs into product ids; null where none was asked. */
  catalog: z.strictObject({ shop: z.string().min(1), variants: z.int().min(0) }).nullable(),
  /** SHA-256 of the decompressed events. */
  eventsSha256: digestSchema,
})
export type PartReport = z.infer<typeof partReportSchema>

export const partsDirectory = (dir: string): string => join(dir, 'parts')
export const eventsFile = (name: string): string => `${name}.tsv.gz`
export const itemsFile = (name: string): string => `${name}.items.jsonl.gz`
export const reportFile = (name: string): string => `${name}.json`

/**
 * The reports of all parts, by name.
 * @throws InputError where there is no dataset, none to learn from, or a report is not valid
 */
export async function readReports(dir: string): Promise<PartReport[]> {
  const reports = await findReports(dir)
  if (reports.length > 0) return reports
  if ((await readCatalogReports(dir)).length > 0) {
    throw new InputError(
      `${dir} holds products but no orders or sessions, so there is nothing to learn from; import some with aisle import FILE --into ${dir}.`,
    )
  }
  throw new InputError(`There is no dataset in ${dir}; make one with aisle import FILE --into ${dir}.`)
}

/**
 * The same, none where there are none.
 * @throws InputError where a report is not valid
 */
export async function findReports(dir: string): Promise<PartReport[]> {
  const parts = partsDirectory(dir)
  const files = await readdir(parts).catch(() => [])
  const reports = files.filter((file) => file.endsWith('.json')).sort()
  return Promise.all(reports.map((file) => readJsonReport(join(parts, file), partReportSchema)))
}
