/**
 * @module Reads products files: CSV, or TSV without quotes, with a header that names ItemId and any of Title,
 * Description, Type, Vendor, Tags, Collections, Price, CreatedAt, in any order; further columns are ignored.
 *
 * Tags and collections are separated by | where the field holds one, by commas otherwise. Price is a decimal number,
 * CreatedAt unix seconds or a date as 2025-10-07, 2025-10-07T09:50:26Z or 2025-10-07 09:50:26 +0200 (UTC without a zone).
 */
import { knownFields } from '../dataset/catalog.ts'
import type { ContentFields } from '../dataset/content-file.ts'
import { isId, parseSeconds } from '../dataset/event-file.ts'
import { LeftOut, type Reason } from '../dataset/left-out.ts'
import type { TextSource } from '../dataset/read-text.ts'
import { type CsvHeader, parseNumber, readCsvHeader } from './csv-header.ts'
import { csvRecords } from './csv-records.ts'

const REQUIRED = ['ItemId'] as const
/** A file with ItemId and one of these is a products file. */
export const CONTENT_COLUMNS = [
  'Title',
  'Description',
  'Type',
  'Vendor',
  'Tags',
  'Collections',
  'Price',
  'CreatedAt',
] as const
type Header = CsvHeader<(typeof REQUIRED)[number] | (typeof CONTENT_COLUMNS)[number]>

const DATE = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|UTC|[+-]\d\d:?\d\d)?)?$/

export interface ImportedProducts {
  contents: Map<string, ContentFields>
  /** Records read, the header not counted. */
  lines: number
  leftOut: LeftOut
}

/**
 * A product that comes twice keeps of each field the later line's that has it.
 * @throws InputError where the file is not this format; a malformed line is counted, never thrown
 */
export async function importProducts(source: TextSource, delimiter: ',' | '\t'): Promise<ImportedProducts> {
  const contents = new Map<string, ContentFields>()
  const leftOut = new LeftOut()
  let header: Header | undefined
  let lines = 0
  for await (const { fields, line } of csvRecords(source, delimiter)) {
    if (header === undefined) {
      header = readCsvHeader(source.path, 'a products file', fields, REQUIRED, CONTENT_COLUMNS)
      continue
    }
    lines += 1
    const read = readLine(fields, header)
    if (typeof read === 'string') {
      leftOut.add(read, line)
      continue
    }
    const known = contents.get(read.id)
    if (known !== undefined) leftOut.add('product_again', line)
    contents.set(read.id, { ...known, ...read.content })
  }
  return { contents, lines, leftOut }
}

/** What a line says of a product, or why it is left out. */
function readLine(
  fields: readonly string[],
  { width, value }: Header,
): { id: string; content: ContentFields } | Reason {
  if (fields.length !== width) return 'bad_fields'
  const id = value(fields, 'ItemId')
  if (!isId(id)) return 'bad_id'
  const priceText = value(fields, 'Price')
  const price = priceText === '' ? undefined : parseNumber(priceText)
  if (priceText !== '' && (price === undefined || price < 0)) return 'bad_number'
  const createdText = value(fields, 'CreatedAt')
  const createdAt = createdText === '' ? undefined : parseCreation(createdText)
  if (Number.isNaN(createdAt)) return 'bad_time'
  const content = knownFields({
    title: value(fields, 'Title'),
    description: value(fields, 'Description'),
    type: value(fields, 'Type'),
    vendor: value(fields, 'Vendor'),
    tags: listOf(value(fields, 'Tags')),
    collections: listOf(value(fields, 'Collections')),
    price,
    createdAt,
  })
  return { id, content }
}

/** Unix seconds, or NaN. */
function parseCreation(text: string): number {
  const seconds = parseSeconds(text)
  if (!Number.isNaN(seconds)) return seconds
  const [, day, clock = '00:00', zone = 'Z'] = DATE.exec(text) ?? []
  const offset = zone.replace('UTC', 'Z').replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')
  return Date.parse(`${day}T${clock}${offset}`) / 1000
}

function listOf(text: string): string[] {
  const names = text.split(text.includes('|') ? '|' : ',').map((name) => name.trim())
  return [...new Set(names.filter((name) => name !== ''))]
}
