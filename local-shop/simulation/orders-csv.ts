/**
 * @module Orders in the format of Shopify's own orders export (Admin, Orders, Export, "CSV for Excel, Numbers, or other
 * spreadsheet programs").
 *
 * One row a line item. What belongs to the order stands on its first row; further rows repeat Name, Email and Created at
 * and leave the rest of the order's columns empty. Times are local with their offset, money has two decimals, US zip
 * codes start with an apostrophe so that spreadsheets keep their zeros.
 */
import { stringify } from 'csv-stringify/sync'
import type { Cents } from '../catalog/types.ts'
import type { Order, OrderLine } from './types.ts'

/** The export's columns in its order. */
export const ORDER_COLUMNS = [
  'Name',
  'Email',
  'Financial Status',
  'Paid at',
  'Fulfillment Status',
  'Fulfilled at',
  'Accepts Marketing',
  'Currency',
  'Subtotal',
  'Shipping',
  'Taxes',
  'Total',
  'Discount Code',
  'Discount Amount',
  'Shipping Method',
  'Created at',
  'Lineitem quantity',
  'Lineitem name',
  'Lineitem price',
  'Lineitem compare at price',
  'Lineitem sku',
  'Lineitem requires shipping',
  'Lineitem taxable',
  'Lineitem fulfillment status',
  'Billing Name',
  'Billing Street',
  'Billing Address1',
  'Billing Address2',
  'Billing Company',
  'Billing City',
  'Billing Zip',
  'Billing Province',
  'Billing Country',
  'Billing Phone',
  'Shipping Name',
  'Shipping Street',
  'Shipping Address1',
  'Shipping Address2',
  'Shipping Company',
  'Shipping City',
  'Shipping Zip',
  'Shipping Province',
  'Shipping Country',
  'Shipping Phone',
  'Notes',
  'Note Attributes',
  'Cancelled at',
  'Payment Method',
  'Payment Reference',
  'Refunded Amount',
  'Vendor',
  'Outstanding Balance',
  'Employee',
  'Location',
  'Device ID',
  'Id',
  'Tags',
  'Risk Level',
  'Source',
  'Lineitem discount',
  'Tax 1 Name',
  'Tax 1 Value',
  'Tax 2 Name',
  'Tax 2 Value',
  'Tax 3 Name',
  'Tax 3 Value',
  'Tax 4 Name',
  'Tax 4 Value',
  'Tax 5 Name',
  'Tax 5 Value',
  'Phone',
  'Receipt Number',
  'Duties',
  'Billing Province Name',
  'Shipping Province Name',
  'Payment ID',
  'Payment Terms Name',
  'Next Payment Due At',
  'Payment References',
] as const

type Row = Partial<Record<(typeof ORDER_COLUMNS)[number], string>>

const money = (cents: Cents): string => (cents / 100).toFixed(2)

/** "2026-03-01 10:15:00 -0500" */
export function exportTime(unixSeconds: number, utcOffset: number): string {
  const local = new Date((unixSeconds + utcOffset) * 1000).toISOString()
  const minutes = Math.abs(utcOffset) / 60
  const hhmm = `${String(Math.floor(minutes / 60)).padStart(2, '0')}${String(minutes % 60).padStart(2, '0')}`
  return `${local.slice(0, 10)} ${local.slice(11, 19)} ${utcOffset < 0 ? '-' : '+'}${hhmm}`
}

function addressColumns({ address }: Order): Row {
  const { name, street, city, zip, province, provinceName, country } = address
  return {
    'Billing Name': name,
    'Billing Street': street,
    'Billing Address1': street,
    'Billing City': city,
    'Billing Zip': `'${zip}`,
    'Billing Province': province,
    'Billing Country': country,
    'Billing Province Name': provinceName,
    'Shipping Name': name,
    'Shipping Street': street,
    'Shipping Address1': street,
    'Shipping City': city,
    'Shipping Zip': `'${zip}`,
    'Shipping Province': province,
    'Shipping Country': country,
    'Shipping Province Name': provinceName,
  }
}

function orderColumns(order: Order, currency: string): Row {
  const time = (at: number | null): string => (at === null ? '' : exportTime(at, order.utcOffset))
  const { address } = order
  return {
    'Financial Status': order.financialStatus,
    'Paid at': time(order.paidAt),
    'Fulfillment Status': order.fulfilledAt === null ? 'unfulfilled' : 'fulfilled',
    'Fulfilled at': time(order.fulfilledAt),
    'Accepts Marketing': order.acceptsMarketing ? 'yes' : 'no',
    Currency: currency,
    Subtotal: money(order.subtotal),
    Shipping: money(order.shipping),
    Taxes: money(order.taxes),
    Total: money(order.total),
    'Discount Code': order.discountCode ?? '',
    'Discount Amount': money(order.discount),
    'Shipping Method': order.shippingMethod,
    ...addressColumns(order),
    'Cancelled at': time(order.cancelledAt),
    'Payment Method': order.paymentMethod,
    'Payment Reference': order.paymentReference,
    'Refunded Amount': money(order.refunded),
    'Outstanding Balance': '0.00',
    Id: String(order.id),
    Tags: order.tags.join(', '),
    'Risk Level': 'Low',
    Source: 'web',
    ...(address.taxName === null ? {} : { 'Tax 1 Name': address.taxName, 'Tax 1 Value': money(order.taxes) }),
    'Payment ID': order.paymentReference,
    'Payment References': order.paymentReference,
  }
}

function lineColumns(line: OrderLine, order: Order): Row {
  return {
    Name: order.name,
    Email: order.email,
    'Created at': exportTime(order.createdAt, order.utcOffset),
    'Lineitem quantity': String(line.quantity),
    'Lineitem name': line.name,
    'Lineitem price': money(line.price),
    'Lineitem compare at price': line.compareAtPrice === null ? '' : money(line.compareAtPrice),
    'Lineitem sku': line.sku,
    'Lineitem requires shipping': 'true',
    'Lineitem taxable': 'true',
    'Lineitem fulfillment status': order.fulfilledAt === null ? 'pending' : 'fulfilled',
    Vendor: line.vendor,
    'Lineitem discount': '0.00',
  }
}

/**
 * The whole export as text, header first, newest order first as Shopify sorts it.
 *
 * @param orders oldest first
 * @param currency three letters
 */
export function ordersCsv(orders: readonly Order[], currency: string): string {
  const rows = orders.toReversed().flatMap((order) =>
    order.lines.map(
      (line, index): Row => ({
        ...(index === 0 ? orderColumns(order, currency) : {}),
        ...lineColumns(line, order),
      }),
    ),
  )
  return stringify(rows, { header: true, columns: [...ORDER_COLUMNS] })
}
