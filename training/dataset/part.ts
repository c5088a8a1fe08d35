/**
 * @module A dataset on disk: a directory whose `parts/` holds, for every imported file,
 *
 * - `<name>.tsv.gz`        events in time order: SessionId, ItemId, Time, Kind, Quantity, UnitPrice
 * - `<name>.items.tsv.gz`  ItemId, Title, UnitPrice, where the source has titles
 * - `<name>.json`          the report, written last: a part without one does not exist
 *
 * A part is named by its format and its content, so importing a file again replaces the same part.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describeIssues, digestSchema } from '@aisle/edge-model/contract'
import { z } from 'zod'
import { InputError, messageOf } from './input-error.ts'
import { leftOutSchema } from './left-out.ts'

export const PART_VERSION = 1
export const EVENT_COLUMNS = ['SessionId', 'ItemId', 'Time', 'Kind', 'Quantity', 'UnitPrice'] as const
export const ITEM_COLUMNS = ['ItemId', 'Title', 'UnitPrice'] as const

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
export const itemsFile = (name: string): string => `${name}.items.tsv.gz`
export const reportFile = (name: string): string => `${name}.json`

/**
 * The reports of all parts, by name.
 * @throws InputError where there is no dataset or a report is not valid
 */
export async function readReports(dir: string): Promise<PartReport[]> {
  const parts = partsDirectory(dir)
  const files = await readdir(parts).catch(() => [])
  const reports = files.filter((file) => file.endsWith('.json')).sort()
  if (reports.length === 0) {
    throw new InputError(`There is no dataset in ${dir}; make one with aisle import FILE --into ${dir}.`)
  }
  return Promise.all(reports.map((file) => readReport(join(parts, file))))
}

async function readReport(path: string): Promise<PartReport> {
  let json: unknown
  try {
    json = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw new InputError(`${path} is no report of an import: ${messageOf(error)}. Import the file again.`)
  }
  const parsed = partReportSchema.safeParse(json)
  if (parsed.success) return parsed.data
  throw new InputError(
    `${path} is no report of an import: ${describeIssues(parsed.error)}. Import the file again.`,
  )
}
