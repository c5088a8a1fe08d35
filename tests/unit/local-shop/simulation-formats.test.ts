/**
 * @module orders.csv and sessions.tsv: the same bytes for the same seed, readable by a CSV library, right to the cent.
 */
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type SimulationOptions, simulate } from '../../../local-shop/simulation/index.ts'
import { exportTime, ORDER_COLUMNS, ordersCsv } from '../../../local-shop/simulation/orders-csv.ts'
import { sessionsTsv } from '../../../local-shop/simulation/sessions-tsv.ts'
import { smallCatalog } from '../../support/small-catalog.ts'

const catalog = smallCatalog(3)
const rowsSchema = z.array(z.record(z.string(), z.string()))
const readCsv = (text: string) => rowsSchema.parse(parse(text, { columns: true }))
const cents = (money: string | undefined): number => {
  expect(money).toMatch(/^\d+\.\d\d$/)
  return Number((money ?? '').replace('.', ''))
}

const period = fc.record({
  seed: fc.integer({ min: 0, max: 0xffffffff }),
  sessions: fc.integer({ min: 1, max: 250 }),
  until: fc.constantFrom('2025-12-20', '2026-03-20', '2026-11-01'),
  days: fc.integer({ min: 1, max: 120 }),
})
const write = (options: SimulationOptions): { csv: string; tsv: string } => {
  const { orders, sessions } = simulate(catalog, options)
  return { csv: ordersCsv(orders, 'USD'), tsv: sessionsTsv(sessions) }
}

describe('the written history', { timeout: 60_000 }, () => {
  it('is the same for the same seed and another for another', () => {
    fc.assert(
      fc.property(period, (options) => {
        const once = write(options)
        expect(write(options)).toEqual(once)
        expect(write({ ...options, seed: (options.seed + 1) % 2 ** 32 }).tsv).not.toBe(once.tsv)
      }),
      { numRuns: 25 },
    )
  })

  it('parses back to the same orders, to the cent', () => {
    fc.assert(
      fc.property(period, (options) => {
        const { orders } = simulate(catalog, options)
        const rows = readCsv(ordersCsv(orders, 'USD'))
        const byName = new Map(orders.map((order) => [order.name, order]))
        expect(rows).toHaveLength(orders.reduce((sum, order) => sum + order.lines.length, 0))
        for (const [name, order] of byName) {
          const own = rows.filter((row) => row.Name === name)
          const lines = own.map((row) => ({
            name: row['Lineitem name'],
            sku: row['Lineitem sku'],
            vendor: row.Vendor,
            quantity: Number(row['Lineitem quantity']),
            price: cents(row['Lineitem price']),
            compareAtPrice:
              row['Lineitem compare at price'] === '' ? null : cents(row['Lineitem compare at price']),
          }))
          expect(lines).toEqual(
            order.lines.map(({ productId: _p, variantId: _v, kind: _k, ...line }) => line),
          )
          const head = own[0] ?? {}
          const sum = lines.reduce((total, line) => total + line.quantity * line.price, 0)
          expect(cents(head.Subtotal)).toBe(sum - cents(head['Discount Amount']))
          expect(cents(head.Total)).toBe(cents(head.Subtotal) + cents(head.Shipping) + cents(head.Taxes))
          const refunded = cents(head['Refunded Amount'])
          expect(refunded).toBeLessThanOrEqual(cents(head.Total))
          expect(refunded > 0).toBe(/refunded$/.test(head['Financial Status'] ?? ''))
          expect(refunded === cents(head.Total)).toBe(head['Financial Status'] === 'refunded')
          expect(new Date(head['Created at'] ?? '').getTime()).toBe(order.createdAt * 1000)
          expect(head.Id).toBe(String(order.id))
        }
      }),
      { numRuns: 40 },
    )
  })

  it('fills further rows of an order the way Shopify does', () => {
    const { csv } = write({ seed: 5, sessions: 400, until: '2026-11-01', days: 60 })
    expect(csv.slice(0, csv.indexOf('\n')).split(',')).toEqual([...ORDER_COLUMNS])
    const rows = readCsv(csv)
    const further = rows.filter((row, i) => row.Name === rows[i - 1]?.Name)
    expect(further.length).toBeGreaterThan(0)
    for (const row of further) {
      const filled = Object.keys(row).filter((column) => row[column] !== '')
      const ofLine = filled.filter((column) => !column.startsWith('Lineitem'))
      expect(ofLine).toEqual(['Name', 'Email', 'Created at', 'Vendor'])
    }
    const ids = new Set(rows.map((row) => row.Id).filter((id) => id !== ''))
    expect(ids.size).toBe(new Set(rows.map((row) => row.Name)).size)
    for (const row of rows.filter((one) => one.Id !== '')) {
      expect(row).toMatchObject({ Currency: 'USD', 'Billing Country': 'US', 'Shipping Country': 'US' })
      expect(row['Billing Zip']).toMatch(/^'\d{5}$/)
    }
  })

  it('spells local time with its offset', () => {
    expect(exportTime(Date.UTC(2026, 2, 1, 15, 15) / 1000, -5 * 3600)).toBe('2026-03-01 10:15:00 -0500')
    expect(exportTime(Date.UTC(2026, 6, 1, 2, 0) / 1000, 5.5 * 3600)).toBe('2026-07-01 07:30:00 +0530')
  })

  it('writes one view a line, of known products', () => {
    const { sessions } = simulate(catalog, { seed: 1, sessions: 100, until: '2026-11-01', days: 10 })
    const [header, ...lines] = sessionsTsv(sessions).trimEnd().split('\n')
    expect(header).toBe('SessionId\tItemId\tTime')
    expect(lines.map((line) => line.split('\t'))).toEqual(
      sessions.flatMap(({ id, views }) =>
        views.map((view) => [String(id), `gid://shopify/Product/${view.productId}`, String(view.at)]),
      ),
    )
  })
})
