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
import type { EventStore } from '../dataset/event-store.ts'
import {
  EVENT_COLUMNS,
  eventsFile,
  itemsFile,
  PART_VERSION,
  type PartReport,
  reportFile,
} from '../dataset/part.ts'
import type { OnRead } from '../dataset/read-text.ts'
import { createRepeats } from '../dataset/repeats.ts'
import type { SortedEvents } from '../dataset/sorted-events.ts'
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
 * @param store holds the events; read to its end
 * @param source path and SHA-256 of the decompressed bytes of the file read
 * @param dir an existing directory; nothing but new files is written there
 * @param onProgress called with the events written so far and all there are
 */
export async function writePart(
  imported: Imported,
  store: EventStore,
  source: { path: string; sha256: string },
  dir: string,
  onProgress?: OnRead,
): Promise<WrittenPart> {
  const { format, lines, leftOut, emptyOrders, catalog, details } = imported
  const name = `${format}-${source.sha256.slice(0, NAME_DIGITS)}`
  const hash = createHash('sha256')
  const sorted = await store.sorted()
  const written: Written = {
    events: 0,
    purchases: 0,
    from: Number.POSITIVE_INFINITY,
    to: Number.NEGATIVE_INFINITY,
  }
  async function* hashed(): AsyncGenerator<Buffer> {
    // A session file names no sessions; its line numbers are unique only together with its content.
    const prefix = format === 'sessions' ? `${source.sha256.slice(0, NAME_DIGITS)}.` : ''
    const onRepeat = format === 'events' ? (line: number) => leftOut.add('same_line', line) : undefined
    for await (const text of eventRows(sorted, store.items.list, prefix, written, onRepeat)) {
      const bytes = Buffer.from(text)
      hash.update(bytes)
      yield bytes
      onProgress?.(written.events, sorted.events)
    }
  }
  await pipeline(Readable.from(hashed()), createGzip(), createWriteStream(join(dir, eventsFile(name))))
  const files = [eventsFile(name)]
  if (details.size > 0) {
    await writeContents(join(dir, itemsFile(name)), contentsOf(store.items.list, details))
    files.push(itemsFile(name))
  }
  const report: PartReport = {
    schemaVersion: PART_VERSION,
    name,
    format,
    source: { file: basename(source.path), sha256: source.sha256 },
    lines,
    sessions: sorted.sessions,
    events: written.events,
    items: store.items.list.length,
    purchases: written.purchases,
    customers: sorted.customers,
    contents: details.size,
    emptyOrders,
    window: windowOf(written),
    leftOut: leftOut.entries(),
    catalog,
    eventsSha256: hash.digest('hex'),
  }
  await writeFile(join(dir, reportFile(name)), `${JSON.stringify(report, null, 2)}\n`)
  return { report, files: [...files, reportFile(name)] }
}

/** What is known of the events once they are written. */
interface Written {
  events: number
  purchases: number
  /** Unix seconds of the first and the last; NaN where unknown. */
  from: number
  to: number
}

/** Text of all rows; counts them in `written`. @param onRepeat told repeated events, which are left out */
async function* eventRows(
  sorted: SortedEvents,
  items: readonly string[],
  sessionPrefix: string,
  written: Written,
  onRepeat: ((line: number) => void) | undefined,
): AsyncGenerator<string> {
  const isRepeat = createRepeats()
  let current = -1
  let sessionId = ''
  let customerId = ''
  let rows = [EVENT_COLUMNS.join('\t')]
  for await (const batch of sorted.batches()) {
    for (let row = 0; row < batch.length; row++) {
      const [session, time, item] = [batch.session(row), batch.time(row), batch.item(row)]
      const isPurchase = batch.isPurchase(row)
      if (onRepeat !== undefined && isRepeat(session, time, item, isPurchase)) {
        onRepeat(batch.line(row))
        continue
      }
      if (session !== current) {
        current = session
        sessionId = batch.sessionId(row)
        customerId = batch.customerId(row)
      }
      const quantity = batch.quantity(row)
      rows.push(
        [
          sessionPrefix + sessionId,
          items[item],
          Number.isNaN(time) ? '' : time,
          isPurchase ? 'purchase' : 'view',
          Number.isNaN(quantity) ? '' : quantity,
          Number.isNaN(quantity) ? '' : money(batch.unitPrice(row)),
          customerId,
        ].join('\t'),
      )
      written.events += 1
      written.purchases += isPurchase ? 1 : 0
      written.from = Math.min(written.from, time)
      written.to = Math.max(written.to, time)
      if (written.events % ROWS_PER_CHUNK !== 0) continue
      yield `${rows.join('\n')}\n`
      rows = []
    }
  }
  if (rows.length > 0) yield `${rows.join('\n')}\n`
}

function contentsOf(
  items: readonly string[],
  details: ReadonlyMap<number, ContentFields>,
): Map<string, ContentFields> {
  const byItem = [...details].sort(([a], [b]) => a - b)
  return new Map(
    byItem.map(([item, { price, ...fields }]) => [
      items[item] ?? '',
      price === undefined ? fields : { ...fields, price: Number(money(price)) },
    ]),
  )
}

/** At most four decimals: a mean of prices has no more meaning. */
const money = (price: number): string => String(Math.round(price * 1e4) / 1e4)

function windowOf({ from, to }: Written): PartReport['window'] {
  const iso = (seconds: number): string => new Date(seconds * 1000).toISOString()
  return Number.isFinite(from) ? { from: iso(from), to: iso(to) } : null
}
