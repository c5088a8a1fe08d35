import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { openText } from '../../../training/dataset/read-text.ts'
import { csvRecords } from '../../../training/import/csv-records.ts'
import { detectFormat } from '../../../training/import/detect-format.ts'
import { fileOf } from './dataset-support.ts'

// Hundreds of files a property; a busy machine needs more than the default.
vi.setConfig({ testTimeout: 60_000 })

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
    const records = csvRecords(await openText(fileOf('a,b\n1,2\n3,"4\n')))
    const readAll = async () => {
      for await (const { fields } of records) expect(fields).toHaveLength(2)
    }
    await expect(readAll()).rejects.toThrow(/no valid CSV.*line 3/)
  })
})

describe('telling the format', () => {
  const formatOf = async (text: string) => (await detectFormat(await openText(fileOf(text)))).format

  it.each([
    ['online-retail', 'InvoiceNo,StockCode,Description\n'],
    ['shopify-orders', 'Name,Created at,Lineitem name\r\n'],
    ['shopify-orders', '"Name","Created at","Lineitem name"\n'],
    ['events', 'SessionId\tItemId\tTime\n'],
    ['products', 'ItemId,Title,Price\n'],
    ['products', 'Tags\tItemId\n'],
    ['sessions', '1441940543\t16156 16156\n'],
    ['sessions', 'gid://shopify/Product/1 gid://shopify/Product/2'],
  ])('%s', async (format, text) => expect(await formatOf(text)).toBe(format))

  it.each([
    ['{"orders": []}'],
    ['a;b;c\n1;2;3'],
    ['<html>'],
    ['Name,Total\n#1,2'],
    [' \n1 2'],
    ['MIT License\n\nPermission is hereby granted, free of charge\n'],
    ['# Release 1.2\n'],
    ['user_id\titem_id\ttimestamp\n1\t2\t3\n'],
    ['mug saucer\n'],
  ])('refuses %j', async (text) =>
    expect(formatOf(text)).rejects.toThrow(/is in no format known here.*say --format sessions\.$/s),
  )

  it('reads on from the first line', async () => {
    const { source } = await detectFormat(await openText(fileOf('1 2\n3 4\n')))
    let text = ''
    for await (const piece of source.text) text += piece
    expect(text).toBe('1 2\n3 4\n')
  })
})
