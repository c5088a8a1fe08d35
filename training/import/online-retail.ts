/**
 * @module Reads the UCI Online Retail CSV: one line a product of an invoice. An invoice is a basket.
 */
import { isId } from '../dataset/event-file.ts'
import type { Reason } from '../dataset/left-out.ts'
import { type CsvHeader, parseNumber, readCsvHeader } from './csv-header.ts'
import { csvRecords } from './csv-records.ts'
import type { Importer } from './imported.ts'
import { OrderBook, type OrderLine } from './order-book.ts'
import type { Pseudonym } from './pseudonym.ts'

const COLUMNS = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
] as const
type Header = CsvHeader<(typeof COLUMNS)[number]>

/**
 * A product's stock code starts with five digits, or with DCGS (own goods of the shop's sister Dotcomgiftshop). All
 * others are bookings: POST and DOT postage, C2 carriage, D discount, M manual, S samples, B bad debt, BANK CHARGES,
 * AMAZONFEE, CRUK charity commission, PADS a token price for packing, gift_0001_… gift vouchers.
 */
const PRODUCT_CODE = /^(\d{5}|DCGS)/
/** A credit note: an invoice that takes another back. */
const CANCELLED_INVOICE = /^C/i
const DATE = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/

/** Unix seconds of a date as 2010-12-01 08:26:00, taken as UTC, since the file names no zone; NaN where it is none. */
function parseTime(text: string): number {
  const [, day, clock] = DATE.exec(text) ?? []
  return Date.parse(`${day}T${clock}Z`) / 1000
}

/** What a line says of an order, or why it is left out. */
function readLine(
  fields: readonly string[],
  { width, value }: Header,
  pseudonym: Pseudonym,
): OrderLine | Reason {
  if (fields.length !== width) return 'bad_fields'
  const order = value(fields, 'InvoiceNo')
  // The same product is spelt with small and capital letters: 85123a, 85123A.
  const item = value(fields, 'StockCode').toUpperCase()
  const time = parseTime(value(fields, 'InvoiceDate'))
  const quantity = parseNumber(value(fields, 'Quantity'))
  const unitPrice = parseNumber(value(fields, 'UnitPrice'))
  if (!isId(order) || !isId(item)) return 'bad_id'
  if (Number.isNaN(time)) return 'bad_time'
  if (quantity === undefined || unitPrice === undefined) return 'bad_number'
  if (CANCELLED_INVOICE.test(order)) return 'cancelled'
  if (!PRODUCT_CODE.test(item)) return 'not_a_product'
  if (quantity <= 0) return 'returned'
  if (unitPrice <= 0) return 'no_price'
  const customer = pseudonym(value(fields, 'CustomerID'))
  return { order, item, title: value(fields, 'Description'), vendor: '', customer, time, quantity, unitPrice }
}

/** @throws InputError where the file is not this format; a malformed line is counted, never thrown */
export const importOnlineRetail: Importer = async (source, _catalog, store, pseudonym) => {
  const book = new OrderBook(store)
  let header: Header | undefined
  for await (const { fields, line } of csvRecords(source)) {
    if (header === undefined) {
      header = readCsvHeader(source.path, 'the Online Retail CSV', fields, COLUMNS)
      continue
    }
    book.read(header.value(fields, 'InvoiceNo'))
    const read = readLine(fields, header, pseudonym)
    if (typeof read === 'string') book.leaveOut(read, line)
    else book.add(read, line)
  }
  return book.close('online-retail', null)
}
