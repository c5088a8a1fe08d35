/**
 * @module Tells a file's format by its first line.
 */
import { InputError } from '../dataset/input-error.ts'
import { type Format, formatSchema } from '../dataset/part.ts'
import type { TextSource } from '../dataset/read-text.ts'
import { CONTENT_COLUMNS } from './products.ts'

/**
 * One word of a session file: an id of a product, a gid or a number; nothing that looks like CSV, JSON or markup. It has
 * a digit: without that rule any prose would be sessions. Files of other ids are told by `--format sessions`.
 */
const SESSION_ID = /^(?=.*\p{N})[\p{L}\p{N}:/._#-]+$/u
/** Where the first line does not end within this many characters, the file is none of these. */
const MAX_FIRST_LINE = 1024 * 1024
/** How much of a first line a message shows. */
const SHOWN = 60

/** What a file may be: events of some format, or products. */
export const FILE_FORMATS = [...formatSchema.options, 'products'] as const
export type FileFormat = Format | 'products'

export interface Detected {
  format: FileFormat
  /** What separates the fields of the first line. */
  delimiter: ',' | '\t'
  source: TextSource
}

/**
 * The format, and the source to read on with.
 * @param told the format that the file has; null: its first line tells
 * @throws InputError where the first line fits none
 */
export async function detectFormat(source: TextSource, told: FileFormat | null = null): Promise<Detected> {
  const pieces = source.text[Symbol.asyncIterator]()
  let head = ''
  while (!head.includes('\n') && head.length < MAX_FIRST_LINE) {
    const { done, value } = await pieces.next()
    if (done) break
    head += value
  }
  const line = head.split(/\r?\n/, 1)[0] ?? ''
  const format = told ?? formatOf(line)
  if (format === undefined) {
    await pieces.return?.()
    const shown = line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line
    throw new InputError(
      `${source.path} is in no format known here; its first line is ${JSON.stringify(shown)}. ` +
        "Known: Shopify's orders export, the Online Retail CSV, session files, event files, products files. If it is a file of sessions, say --format sessions.",
    )
  }
  async function* text(): AsyncGenerator<string> {
    yield head
    yield* { [Symbol.asyncIterator]: () => pieces }
  }
  return { format, delimiter: line.includes('\t') ? '\t' : ',', source: { ...source, text: text() } }
}

function formatOf(line: string): FileFormat | undefined {
  const csv = line.split(',').map((field) => field.replace(/^"|"$/g, ''))
  const tsv = line.split('\t')
  if (csv.includes('InvoiceNo') && csv.includes('StockCode')) return 'online-retail'
  if (csv.includes('Lineitem name') && csv.includes('Created at')) return 'shopify-orders'
  if (tsv.includes('SessionId') && tsv.includes('ItemId')) return 'events'
  if (
    [csv, tsv].some(
      (names) => names.includes('ItemId') && CONTENT_COLUMNS.some((name) => names.includes(name)),
    )
  )
    return 'products'
  const words = line.trim().split(/\s+/)
  return words.every((word) => SESSION_ID.test(word)) ? 'sessions' : undefined
}
