import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { toSessionLog } from '../../../training/dataset/to-session-log.ts'
import { importShopifyOrders } from '../../../training/import/shopify-orders.ts'
import { type CatalogVariant, indexCatalog } from '../../../training/shopify/product-catalog.ts'
import { amounts, baskets, readBy, reasons } from './dataset-support.ts'

// Hundreds of files a property; a busy machine needs more than the default.
vi.setConfig({ testTimeout: 60_000 })

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
  readBy(importShopifyOrders, stringify([SHOPIFY, ...lines.map(shopifyRow)]), catalog)

describe("Shopify's orders export", () => {
  it('takes SKUs, or names where there is none, and reads the offset of a time', async () => {
    const imported = await shopify([{}, { status: '', sku: '', name: 'Linen\nNapkin' }])
    expect(await baskets(imported)).toEqual([['MUG-OAT', 'Linen Napkin']])
    expect(await toSessionLog(imported.store)).toMatchObject({
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
    expect(await baskets(imported)).toEqual([['MUG-OAT', 'B']])
    expect(imported.emptyOrders).toBe(4)
  })

  it('leaves an order out whose first line is malformed', async () => {
    const rows = [
      SHOPIFY,
      shopifyRow({ order: '#1', cancelled: '2026-03-02 09:00:00 -0500' }).slice(0, -1),
      shopifyRow({ order: '#1', status: '', sku: 'B' }),
      shopifyRow({ order: '#2' }),
      [...shopifyRow({ order: '#2', status: '', sku: 'B' }), 'one too many'],
      shopifyRow({ order: '#2', status: '', sku: 'C' }),
    ]
    const text = stringify(rows)
    const imported = await readBy(importShopifyOrders, text)
    expect(reasons(imported)).toEqual({ bad_fields: 3 })
    expect(await baskets(imported)).toEqual([['MUG-OAT', 'C']])
    expect(imported.emptyOrders).toBe(1)
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
    expect(await baskets(imported)).toEqual([['TIPSY']])
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
    expect(await baskets(imported)).toEqual([['gid://shopify/Product/1', 'gid://shopify/Product/2']])
    expect((await amounts(imported))[0]).toEqual({ quantity: 3, unitPrice: 24 })
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
    expect(await baskets(imported)).toEqual([['gid://shopify/Product/4']])
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
        const leftOut = Object.values(reasons(imported)).reduce((sum, count) => sum + count, 0)
        expect(imported.lines).toBe(lines.length)
        expect(imported.store.length + leftOut).toBe(lines.length)
      }),
    )
  })
})
