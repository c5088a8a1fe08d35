import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openText } from '../../../training/dataset/read-text.ts'
import { toSessionLog } from '../../../training/dataset/to-session-log.ts'
import { csvRecords } from '../../../training/import/csv-records.ts'
import { detectFormat } from '../../../training/import/detect-format.ts'
import type { Imported } from '../../../training/import/imported.ts'
import { importOnlineRetail } from '../../../training/import/online-retail.ts'
import { importShopifyOrders } from '../../../training/import/shopify-orders.ts'
import { type CatalogVariant, indexCatalog } from '../../../training/shopify/product-catalog.ts'
import { fileOf, sessionsOf } from './dataset-support.ts'

const baskets = (imported: Imported) => sessionsOf(toSessionLog(imported.columns, imported.ordered))
const reasons = (imported: Imported) =>
  Object.fromEntries(imported.leftOut.entries().map(({ reason, lines }) => [reason, lines]))
const amounts = (imported: Imported) =>
  Array.from(imported.ordered.events, (event) => imported.amount?.(event))

const RETAIL = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'
const retail = async (...lines: string[]) =>
  importOnlineRetail(await openText(fileOf([RETAIL, ...lines].join('\n'))), null)
const retailLine = (invoice: string, code: string, quantity = '1', price = '2.5', minute = '26') =>
  `${invoice},${code},A MUG,${quantity},2010-12-01 08:${minute}:00,${price},17850.0,United Kingdom`

describe('the Online Retail CSV', () => {
  it('makes an invoice a basket at its time', async () => {
    const imported = await retail(
      retailLine('536366', '22633', '6', '1.85', '28'),
      retailLine('536365', '85123A', '6', '2.55'),
      retailLine('536365', '71053', '2', '3.39', '27'),
    )
    expect(baskets(imported)).toEqual([['85123A', '71053'], ['22633']])
    expect(toSessionLog(imported.columns, imported.ordered).times).toEqual(
      Float64Array.of(Date.UTC(2010, 11, 1, 8, 26) / 1000, Date.UTC(2010, 11, 1, 8, 28) / 1000),
    )
    expect(imported.details.get(0)).toEqual({ title: 'A MUG', unitPrice: 1.85 })
  })

  it('leaves out what is no sale of a product, each for its reason', async () => {
    const imported = await retail(
      retailLine('C536379', '22633', '-1'),
      retailLine('536365', '22633', '-1'),
      retailLine('536365', '22633', '1', '0'),
      retailLine('A563185', 'B', '1', '-11062.06'),
      ...[
        'POST',
        'DOT',
        'D',
        'M',
        'm',
        'S',
        'C2',
        'PADS',
        'CRUK',
        'AMAZONFEE',
        'BANK CHARGES',
        'gift_0001_20',
      ].map((code) => retailLine('536365', code)),
      retailLine('536365', 'DCGSSBOY'),
    )
    expect(reasons(imported)).toEqual({ cancelled: 1, returned: 1, no_price: 1, not_a_product: 13 })
    expect(baskets(imported)).toEqual([['DCGSSBOY']])
    expect(imported.emptyOrders).toBe(2)
  })

  it('makes one event of a product and invoice, and adds up its quantities', async () => {
    const imported = await retail(
      retailLine('1', '85123A', '6', '2'),
      retailLine('1', '85123a', '6', '2'),
      retailLine('1', '85123A', '2', '4'),
      retailLine('2', '85123A', '6', '2'),
    )
    expect(reasons(imported)).toEqual({ same_line: 1, same_product: 1 })
    expect(baskets(imported)).toEqual([['85123A'], ['85123A']])
    expect(amounts(imported)).toEqual([
      { quantity: 8, unitPrice: 2.5 },
      { quantity: 6, unitPrice: 2 },
    ])
  })

  it('counts malformed lines', async () => {
    const imported = await retail(
      '1,2,3',
      retailLine('', '22633'),
      retailLine('1', '22633', 'six'),
      retailLine('1', '22633', '6', '1,85'),
      retailLine('1', '22633', '6', '1.85', '61'),
      '1,22633,"A ""BIG"" MUG, RED\nAND BLUE",6,2010-12-01 08:26:00,1.85,,France',
    )
    expect(reasons(imported)).toEqual({ bad_fields: 2, bad_id: 1, bad_time: 1, bad_number: 1 })
    expect(imported.details.get(0)?.title).toBe('A "BIG" MUG, RED AND BLUE')
  })
})

const SHOPIFY = [
  'Name',
  'Email',
  'Financial Status',
  'Created at',
  'Lineitem quantity',
  'Lineitem name',
  'Lineitem price',
  'Lineitem sku',
  'Cancelled at',
  'Payment Method',
]
interface Line {
  order?: string
  status?: string
  at?: string
  quantity?: string
  name?: string
  price?: string
  sku?: string
  cancelled?: string
  payment?: string
}
const shopifyRow = (line: Line): string[] => [
  line.order ?? '#1001',
  'ada@example.com',
  line.status ?? 'paid',
  line.at ?? '2026-03-01 10:15:00 -0500',
  line.quantity ?? '1',
  line.name ?? 'Stoneware Mug - Oat',
  line.price ?? '24.00',
  line.sku ?? 'MUG-OAT',
  line.cancelled ?? '',
  line.payment ?? 'Shopify Payments',
]
const shopify = async (lines: Line[], catalog: Parameters<typeof importShopifyOrders>[1] = null) =>
  importShopifyOrders(await openText(fileOf(stringify([SHOPIFY, ...lines.map(shopifyRow)]))), catalog)

describe("Shopify's orders export", () => {
  it('takes SKUs, or names where there is none, and reads the offset of a time', async () => {
    const imported = await shopify([{}, { status: '', sku: '', name: 'Linen\nNapkin' }])
    expect(baskets(imported)).toEqual([['MUG-OAT', 'Linen Napkin']])
    expect(toSessionLog(imported.columns, imported.ordered)).toMatchObject({
      times: Float64Array.of(Date.UTC(2026, 2, 1, 15, 15) / 1000),
      baskets: Uint8Array.of(1),
    })
  })

  it('lets the first line of an order speak for all of it', async () => {
    const imported = await shopify([
      { order: '#1', cancelled: '2026-03-02 09:00:00 -0500' },
      { order: '#1', status: '', sku: 'B' },
      { order: '#2', status: 'refunded' },
      { order: '#2', status: '', sku: 'B' },
      { order: '#3', status: 'voided' },
      { order: '#5', payment: 'bogus' },
      { order: '#5', status: '', payment: '' },
      { order: '#4', status: 'partially_refunded' },
      { order: '#4', status: '', sku: 'B' },
    ])
    expect(reasons(imported)).toEqual({ test_order: 2, cancelled: 2, returned: 3 })
    expect(baskets(imported)).toEqual([['MUG-OAT', 'B']])
    expect(imported.emptyOrders).toBe(4)
  })

  it('leaves out tips, gift cards, parcel insurance, gifts and malformed lines', async () => {
    const imported = await shopify([
      { name: 'Tip', sku: '' },
      { name: 'Gift Card - $25.00', sku: '' },
      { name: 'Route Package Protection', sku: 'ROUTEINS10' },
      { name: 'Shipping Insurance', sku: '' },
      { price: '0.00' },
      { quantity: '-1' },
      { quantity: 'one' },
      { order: '#2', at: 'yesterday' },
      { sku: '', name: '' },
      { name: 'Tipsy Tumbler', sku: 'TIPSY' },
    ])
    expect(reasons(imported)).toEqual({
      not_a_product: 4,
      no_price: 1,
      returned: 1,
      bad_number: 1,
      bad_time: 1,
      bad_id: 1,
    })
    expect(baskets(imported)).toEqual([['TIPSY']])
  })

  const variant = (
    sku: string | null,
    title: string,
    id: string,
    productTitle: string,
    isGiftCard = false,
  ): CatalogVariant => ({
    sku,
    title,
    product: { id: `gid://shopify/Product/${id}`, title: productTitle, isGiftCard },
  })
  const catalog = indexCatalog('shop.test', [
    variant('MUG-OAT', 'Oat', '1', 'Stoneware Mug'),
    variant('MUG-INK', 'Ink', '1', 'Stoneware Mug'),
    variant(null, 'Default Title', '2', 'Linen Napkin'),
    variant('SAME', 'Default Title', '3', 'Candle, small'),
    variant('SAME', 'Default Title', '4', 'Candle, large'),
    variant('GC-25', '$25', '5', 'A present', true),
  ])

  it('makes the variants of a product one product of the catalog', async () => {
    const imported = await shopify(
      [{}, { sku: 'MUG-INK', name: 'Stoneware Mug - Ink', quantity: '2' }, { sku: '', name: 'Linen Napkin' }],
      catalog,
    )
    expect(baskets(imported)).toEqual([['gid://shopify/Product/1', 'gid://shopify/Product/2']])
    expect(amounts(imported)[0]).toEqual({ quantity: 3, unitPrice: 24 })
    expect(imported.details.get(0)?.title).toBe('Stoneware Mug')
    expect(imported.catalog).toEqual({ shop: 'shop.test', variants: 6 })
  })

  it('finds by name what shares a SKU, and leaves out what the catalog lacks', async () => {
    const imported = await shopify(
      [
        { sku: 'SAME', name: 'Candle, large' },
        { sku: 'SAME', name: 'Candle' },
        { sku: 'GONE', name: 'Old Mug' },
        { sku: 'GC-25', name: 'A present - $25' },
      ],
      catalog,
    )
    expect(baskets(imported)).toEqual([['gid://shopify/Product/4']])
    expect(reasons(imported)).toEqual({ not_in_catalog: 2, not_a_product: 1 })
  })

  it('accounts for every line, whatever is in it', async () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', '1', '-1', '#1', '"', ',', '\n'),
    )
    const field = { nil: undefined }
    const line = fc.record({
      order: fc.option(text, field),
      status: fc.option(fc.constantFrom('', 'paid', 'refunded'), field),
      at: fc.option(text, field),
      quantity: fc.option(text, field),
      name: fc.option(text, field),
      price: fc.option(text, field),
      sku: fc.option(text, field),
      cancelled: fc.option(text, field),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(line), async (lines) => {
        const imported = await shopify(lines)
        expect(imported.lines).toBe(lines.length)
        expect(imported.columns.length + imported.leftOut.total).toBe(lines.length)
      }),
    )
  })
})

describe('CSV', () => {
  it('survives quotes, commas and line ends in fields', async () => {
    const field = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('"', '""', ',', '\n', '\r\n', ' a '),
    )
    const rows = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(rows, async (written) => {
        const read: string[][] = []
        const text = stringify(written, { quoted: true })
        for await (const { fields } of csvRecords(await openText(fileOf(text)))) read.push(fields)
        expect(read).toEqual(written)
      }),
    )
  })

  it('says where a quote is never closed', async () => {
    await expect(retail(retailLine('1', '22633'), '1,22634,"MUG,6')).rejects.toThrow(/no valid CSV.*line 3/)
  })
})

describe('telling the format', () => {
  const formatOf = async (text: string) => (await detectFormat(await openText(fileOf(text)))).format

  it.each([
    ['online-retail', `${RETAIL}\n`],
    ['shopify-orders', `${SHOPIFY.join(',')}\r\n`],
    ['shopify-orders', `"${SHOPIFY.join('","')}"\n`],
    ['events', 'SessionId\tItemId\tTime\n'],
    ['sessions', '1441940543\t16156 16156\n'],
    ['sessions', 'gid://shopify/Product/1 gid://shopify/Product/2'],
  ])('%s', async (format, text) => expect(await formatOf(text)).toBe(format))

  it.each([['{"orders": []}'], ['a;b;c\n1;2;3'], ['<html>'], ['Name,Total\n#1,2'], [' \n1 2']])(
    'refuses %j',
    async (text) => expect(formatOf(text)).rejects.toThrow('is in no format known here'),
  )

  it('reads on from the first line', async () => {
    const { source } = await detectFormat(await openText(fileOf('1 2\n3 4\n')))
    let text = ''
    for await (const piece of source.text) text += piece
    expect(text).toBe('1 2\n3 4\n')
  })
})
