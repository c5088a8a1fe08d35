/**
 * @module Reads Shopify's orders CSV export (Admin, Orders, Export): one line a line item. What concerns the whole order,
 * as its status, stands on the order's first line alone.
 */
import { isId } from '../dataset/event-file.ts'
import type { Reason } from '../dataset/left-out.ts'
import type { ProductCatalog } from '../shopify/product-catalog.ts'
import { type CsvHeader, parseNumber, readCsvHeader } from './csv-header.ts'
import { csvRecords } from './csv-records.ts'
import type { Importer } from './imported.ts'
import { OrderBook, type OrderLine } from './order-book.ts'
import type { Pseudonym } from './pseudonym.ts'

const COLUMNS = [
  'Name',
  'Financial Status',
  'Created at',
  'Cancelled at',
  'Lineitem quantity',
  'Lineitem name',
  'Lineitem price',
  'Lineitem sku',
] as const
const OPTIONAL_COLUMNS = ['Email', 'Payment Method', 'Vendor'] as const
type Header = CsvHeader<(typeof COLUMNS)[number] | (typeof OPTIONAL_COLUMNS)[number]>

/** Money went back, or never came. `partially_refunded` stays: the export does not say for which line. */
const UNDONE = new Set(['refunded', 'voided', 'expired'])
/** The payment method of orders that staff place to try the checkout: Shopify's (for testing) Bogus Gateway. */
const TEST_PAYMENT = 'bogus'
/**
 * Line items that are no products of the shop: tips, gift cards, and what apps add to carts to insure parcels (Route,
 * Shipping Protection, Package Protection, …). They have no mark of their own in the export, only these names and SKUs.
 */
const NOT_A_PRODUCT =
  /^tip$|\bgift (card|voucher)s?\b|\b(shipping|package|parcel|delivery|order|route) (protection|insurance)\b/i
const NOT_A_PRODUCT_SKU = /^(routeins|shipping-?protection|package-?protection|gift-?card)/i
const DATE = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d) ?(Z|UTC|[+-]\d\d:?\d\d)$/

/** Unix seconds of a date as 2025-10-07 09:50:26 +0200; NaN where it is none. */
function parseTime(text: string): number {
  const [, day, clock, zone = ''] = DATE.exec(text) ?? []
  const offset = zone.replace('UTC', 'Z').replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')
  return Date.parse(`${day}T${clock}${offset}`) / 1000
}

/** What the first line of an order says of all its lines. */
interface OrderHead {
  time: number
  /** Pseudonym of its e-mail address; empty where it has none. */
  customer: string
  /** Why no line of it counts. */
  undone: Reason | undefined
}

function readHead(fields: readonly string[], { value }: Header, pseudonym: Pseudonym): OrderHead {
  const cancelled = value(fields, 'Cancelled at') !== ''
  const undone = UNDONE.has(value(fields, 'Financial Status').toLowerCase())
  const test = value(fields, 'Payment Method').toLowerCase() === TEST_PAYMENT
  return {
    time: parseTime(value(fields, 'Created at')),
    customer: pseudonym(value(fields, 'Email')),
    undone: test ? 'test_order' : cancelled ? 'cancelled' : undone ? 'returned' : undefined,
  }
}

/** The head of an order whose first line is malformed: whether it was cancelled or refunded can't be known. */
const UNREADABLE_HEAD: OrderHead = { time: Number.NaN, customer: '', undone: 'bad_fields' }

/** What a line says of its order, or why it is left out. */
function readLine(
  fields: readonly string[],
  { value }: Header,
  head: OrderHead,
  catalog: Pick<ProductCatalog, 'find'> | null,
): OrderLine | Reason {
  const order = value(fields, 'Name')
  const sku = value(fields, 'Lineitem sku')
  const title = value(fields, 'Lineitem name')
  const quantity = parseNumber(value(fields, 'Lineitem quantity'))
  const unitPrice = parseNumber(value(fields, 'Lineitem price'))
  if (!isId(order)) return 'bad_id'
  if (head.undone !== undefined) return head.undone
  if (Number.isNaN(head.time)) return 'bad_time'
  if (quantity === undefined || unitPrice === undefined) return 'bad_number'
  if (NOT_A_PRODUCT.test(title) || NOT_A_PRODUCT_SKU.test(sku)) return 'not_a_product'
  if (quantity <= 0) return 'returned'
  if (unitPrice <= 0) return 'no_price'
  const { time, customer } = head
  const line = { order, vendor: value(fields, 'Vendor'), customer, time, quantity, unitPrice }
  if (catalog === null) {
    const item = sku || title.replace(/\s+/g, ' ')
    return isId(item) ? { ...line, item, title } : 'bad_id'
  }
  const product = catalog.find(sku, title)
  if (product === undefined) return 'not_in_catalog'
  if (product.isGiftCard) return 'not_a_product'
  return { ...line, item: product.id, title: product.title }
}

/**
 * A line's product is the one the shop's catalog has for its SKU or name, so that the variants of a product are one;
 * without a catalog it is the SKU, or the line item's name where there is none.
 * @throws InputError where the file is not this format; a malformed line is counted, never thrown
 */
export const importShopifyOrders: Importer = async (source, catalog, store, pseudonym) => {
  const book = new OrderBook(store)
  const heads = new Map<string, OrderHead>()
  let header: Header | undefined
  for await (const { fields, line } of csvRecords(source)) {
    if (header === undefined) {
      header = readCsvHeader(source.path, "Shopify's orders export", fields, COLUMNS, OPTIONAL_COLUMNS)
      continue
    }
    const order = header.value(fields, 'Name')
    book.read(order)
    const malformed = fields.length !== header.width
    const head = heads.get(order) ?? (malformed ? UNREADABLE_HEAD : readHead(fields, header, pseudonym))
    heads.set(order, head)
    const read = malformed ? 'bad_fields' : readLine(fields, header, head, catalog)
    if (typeof read === 'string') book.leaveOut(read, line)
    else book.add(read, line)
  }
  return book.close('shopify-orders', catalog && { shop: catalog.shop, variants: catalog.variants })
}
