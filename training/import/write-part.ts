/**
 * @module Writes what was read from a file as a part of a dataset. Equal content makes equal bytes.
 */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type ContentFields, writeContents } from '../dataset/content-file.ts'
import {
  EVENT_COLUMNS,
  eventsFile,
  itemsFile,
  PART_VERSION,
  type PartReport,
  reportFile,
} from '../dataset/part.ts'
import type { OnRead } from '../dataset/read-text.ts'
import type { Imported } from './imported.ts'

/** Rows handed to the compressor at once. */
const ROWS_PER_CHUNK = 4096
/** Hexadecimal digits of the content's digest in a part's name. */
const NAME_DIGITS = 16

/** Names of the files written, the report last. */
export interface WrittenPart {
  report: PartReport
  files: string[]
}

/**
 * @param source path and SHA-256 of the decompressed bytes of the file read
 * @param dir an existing directory; nothing but new files is written there
 * @param onProgress called with the events written so far and all there are
 */
export async function writePart(
  imported: Imported,
  source: { path: string; sha256: string },
  dir: string,
  onProgress?: OnRead,
): Promise<WrittenPart> {
  const { columns, ordered, format, lines, leftOut, emptyOrders, catalog, details } = imported
  const name = `${format}-${source.sha256.slice(0, NAME_DIGITS)}`
  const hash = createHash('sha256')
  let written = 0
  async function* hashed(): AsyncGenerator<Buffer> {
    for (const text of eventRows(imported, source.sha256)) {
      const bytes = Buffer.from(text)
      hash.update(bytes)
      yield bytes
      written = Math.min(written + ROWS_PER_CHUNK, ordered.events.length)
      onProgress?.(written, ordered.events.length)
    }
  }
  await pipeline(Readable.from(hashed()), createGzip(), createWriteStream(join(dir, eventsFile(name))))
  const files = [eventsFile(name)]
  if (details.size > 0) {
    await writeContents(join(dir, itemsFile(name)), contentsOf(imported))
    files.push(itemsFile(name))
  }
  const report: PartReport = {
    schemaVersion: PART_VERSION,
    name,
    format,
    source: { file: basename(source.path), sha256: source.sha256 },
    lines,
    sessions: columns.sessionIds.list.length,
    events: ordered.events.length,
    items: columns.itemIds.list.length,
    purchases: ordered.events.reduce((sum, event) => sum + (columns.isPurchase(event) ? 1 : 0), 0),
    customers: columns.customerIds.list.length,
    contents: details.size,
    emptyOrders,
    window: windowOf(imported),
    leftOut: leftOut.entries(),
    catalog,
    eventsSha256: hash.digest('hex'),
  }
  await writeFile(join(dir, reportFile(name)), `${JSON.stringify(report, null, 2)}\n`)
  return { report, files: [...files, reportFile(name)] }
}

function* eventRows({ columns, ordered, format, amount }: Imported, sha256: string): Generator<string> {
  // A session file names no sessions; its line numbers are unique only together with its content.
  const prefix = format === 'sessions' ? `${sha256.slice(0, NAME_DIGITS)}.` : ''
  let rows = [EVENT_COLUMNS.join('\t')]
  for (const event of ordered.events) {
    const time = columns.time(event)
    const { quantity, unitPrice } = amount?.(event) ?? {}
    rows.push(
      [
        prefix + columns.sessionIds.list[columns.session(event)],
        columns.itemIds.list[columns.item(event)],
        Number.isNaN(time) ? '' : time,
        columns.isPurchase(event) ? 'purchase' : 'view',
        quantity ?? '',
        unitPrice === undefined ? '' : money(unitPrice),
        columns.customerIds.list[columns.customer(event)] ?? '',
      ].join('\t'),
    )
    if (rows.length === ROWS_PER_CHUNK) {
      yield `${rows.join('\n')}\n`
      rows = []
    }
  }
  if (rows.length > 0) yield `${rows.join('\n')}\n`
}

function contentsOf({ columns, details }: Imported): Map<string, ContentFields> {
  const byItem = [...details].sort(([a], [b]) => a - b)
  return new Map(
    byItem.map(([item, { price, ...fields }]) => [
      columns.itemIds.list[item] ?? '',
      price === undefined ? fields : { ...fields, price: Number(money(price)) },
    ]),
  )
}

/** At most four decimals: a mean of prices has no more meaning. */
const money = (price: number): string => String(Math.round(price * 1e4) / 1e4)

function windowOf({ columns, ordered }: Imported): PartReport['window'] {
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  for (const event of ordered.events) {
    from = Math.min(from, columns.time(event))
    to = Math.max(to, columns.time(event))
  }
  // A minimum with NaN, an unknown time, is NaN.
  const iso = (seconds: number): string => new Date(seconds * 1000).toISOString()
  return Number.isFinite(from) ? { from: iso(from), to: iso(to) } : null
}
