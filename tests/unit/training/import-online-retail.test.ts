import { describe, expect, it } from 'vitest'
import { toSessionLog } from '../../../training/dataset/to-session-log.ts'
import { importOnlineRetail } from '../../../training/import/online-retail.ts'
import { amounts, baskets, readBy, reasons } from './dataset-support.ts'

const RETAIL = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'
const retail = async (...lines: string[]) => readBy(importOnlineRetail, [RETAIL, ...lines].join('\n'))
const retailLine = (invoice: string, code: string, quantity = '1', price = '2.5', minute = '26') =>
  `${invoice},${code},A MUG,${quantity},2010-12-01 08:${minute}:00,${price},17850.0,United Kingdom`

describe('the Online Retail CSV', () => {
  it('makes an invoice a basket at its time', async () => {
    const imported = await retail(
      retailLine('536366', '22633', '6', '1.85', '28'),
      retailLine('536365', '85123A', '6', '2.55'),
      retailLine('536365', '71053', '2', '3.39', '27'),
    )
    expect(await baskets(imported)).toEqual([['85123A', '71053'], ['22633']])
    expect((await toSessionLog(imported.store)).times).toEqual(
      Float64Array.of(Date.UTC(2010, 11, 1, 8, 26) / 1000, Date.UTC(2010, 11, 1, 8, 28) / 1000),
    )
    expect(imported.details.get(0)).toEqual({ title: 'A MUG', price: 1.85 })
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
    expect(await baskets(imported)).toEqual([['DCGSSBOY']])
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
    expect(await baskets(imported)).toEqual([['85123A'], ['85123A']])
    expect(await amounts(imported)).toEqual([
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
