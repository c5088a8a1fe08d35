import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { loadDataset } from '../../../training/dataset/dataset.ts'
import { importFiles } from '../../../training/import/import-files.ts'
import { pseudonymsOf } from '../../../training/import/pseudonym.ts'
import { openKey } from '../../../training/import/pseudonym-key.ts'
import { fileOf, scratch, sessionsOf } from './dataset-support.ts'

// Hundreds of files a property; a busy machine needs more than the default.
vi.setConfig({ testTimeout: 60_000 })

const RETAIL =
  'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n' +
  '536365,85123A,WHITE HEART,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n' +
  '536365,POST,POSTAGE,1,2010-12-01 08:26:00,18.00,17850.0,United Kingdom\n' +
  '536365,71053,METAL LANTERN,4,2010-12-01 08:26:00,3.39,17850.0,United Kingdom\n'

const run = (into: string, ...paths: string[]) => importFiles(paths, { into, format: null, catalog: null })
/** Every file of a directory with its bytes. */
const contents = (dir: string) =>
  Object.fromEntries(
    readdirSync(join(dir, 'parts')).map((file) => [file, readFileSync(join(dir, 'parts', file), 'hex')]),
  )

describe('importFiles', () => {
  it('writes events, items and a report', async () => {
    const into = join(scratch(), 'deep', 'data')
    const [part] = await run(into, fileOf(RETAIL, 'retail.csv'))
    expect(part).toMatchObject({
      format: 'online-retail',
      source: { file: 'retail.csv' },
      lines: 3,
      sessions: 1,
      events: 2,
      items: 2,
      purchases: 2,
      customers: 1,
      contents: 2,
      window: { from: '2010-12-01T08:26:00.000Z', to: '2010-12-01T08:26:00.000Z' },
      leftOut: [{ reason: 'not_a_product', lines: 1, example: 3 }],
      replaced: false,
    })
    const customer = pseudonymsOf((await openKey(into)).bytes)('17850.0')
    const text = (suffix: string) =>
      gunzipSync(readFileSync(join(into, 'parts', `${part?.name}${suffix}`))).toString()
    expect(text('.tsv.gz')).toBe(
      'SessionId\tItemId\tTime\tKind\tQuantity\tUnitPrice\tCustomerId\n' +
        `536365\t85123A\t1291191960\tpurchase\t6\t2.55\t${customer}\n` +
        `536365\t71053\t1291191960\tpurchase\t4\t3.39\t${customer}\n`,
    )
    expect(text('.items.jsonl.gz')).toBe(
      '{"id":"85123A","title":"WHITE HEART","price":2.55}\n{"id":"71053","title":"METAL LANTERN","price":3.39}\n',
    )
    expect(readdirSync(into)).toEqual(['customer-pseudonyms.key', 'parts'])
  })

  it('tells how far reading and writing have come', async () => {
    const lines = Array.from({ length: 5000 }, (_, line) => `${line} ${line + 1}`)
    const [path, into] = [fileOf(lines.join('\n')), scratch()]
    const told: unknown[] = []
    const onWrite = (file: string) => (done: number, total: number) => told.push([file, done, total])
    await importFiles([path, fileOf('1 2\n', 'short')], {
      into,
      format: null,
      catalog: null,
      onWrite,
    })
    expect(told.slice(0, 3)).toEqual([
      [path, 4096, 10_000],
      [path, 8192, 10_000],
      [path, 10_000, 10_000],
    ])
    expect(told).toHaveLength(4)
    const loaded: number[] = []
    await loadDataset(into, {}, (done, total) => loaded.push(done / total))
    expect(loaded).toEqual(loaded.toSorted((a, b) => a - b))
    expect(loaded).toHaveLength(2)
    expect(loaded.at(-1)).toBe(1)
  })

  it('importing twice, also compressed, equals importing once', async () => {
    const id = fc.stringMatching(/^[a-z]{1,4}$/)
    const row = fc.record({ session: id, item: id, time: fc.nat({ max: 1000 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1 }), async (rows) => {
        const text = [
          'SessionId\tItemId\tTime',
          ...rows.map((r) => `${r.session}\t${r.item}\t${r.time}`),
        ].join('\n')
        const into = scratch()
        await run(into, fileOf(text))
        const [once, log] = [contents(into), await loadDataset(into)]
        const [again] = await run(into, fileOf(text), fileOf(text))
        expect(again?.replaced).toBe(true)
        expect(contents(into)).toEqual(once)
        await run(into, fileOf(gzipSync(text)))
        expect(sessionsOf(await loadDataset(into))).toEqual(sessionsOf(log))
        expect(Object.keys(contents(into))).toEqual(Object.keys(once))
      }),
      { numRuns: 25 },
    )
  })

  it('changes nothing where one of the files cannot be used', async () => {
    const good = fileOf(RETAIL)
    const into = scratch()
    await run(into, good)
    const before = contents(into)
    const bad = [
      fileOf('InvoiceNo,StockCode\n1,2\n'),
      fileOf(gzipSync(RETAIL.repeat(2000)).subarray(0, 300)),
      fileOf(Buffer.from(`${RETAIL}\xff`, 'latin1')),
      fileOf(`${RETAIL}1,2,"open,4`),
      fileOf(RETAIL.split('\n').slice(0, 1).join('')),
      '/no/such/file',
    ]
    for (const path of bad) {
      await expect(run(into, fileOf('1 2 3\n'), path)).rejects.toThrow(path)
      expect(contents(into)).toEqual(before)
      expect(readdirSync(into)).toEqual(['customer-pseudonyms.key', 'parts'])
    }
    const fresh = join(scratch(), 'new', 'data')
    await expect(run(fresh, good, '/no/such/file')).rejects.toThrow()
    expect(existsSync(join(fresh, '..'))).toBe(false)
  })

  it('says why nothing of a file could be used', async () => {
    const path = fileOf(RETAIL.replace(/536365/g, 'C536365'))
    await expect(run(scratch(), path)).rejects.toThrow('3 lines read; 3 × cancelled order (line 2)')
  })

  it('takes the format it is told', async () => {
    const path = fileOf('536365,85123A 71053\n')
    await expect(run(scratch(), path)).rejects.toThrow('no format known')
    const [part] = await importFiles([path], { into: scratch(), format: 'sessions', catalog: null })
    expect(part).toMatchObject({ format: 'sessions', items: 2 })
    const wrong = importFiles([path], { into: scratch(), format: 'shopify-orders', catalog: null })
    await expect(wrong).rejects.toThrow(
      `${path} is not Shopify's orders export: its first line names no column "Name"`,
    )
  })

  it('cannot make a dataset where a file stands', async () => {
    const into = fileOf('a file')
    await expect(run(join(into, 'data'), fileOf(RETAIL))).rejects.toThrow(
      /input\/data can't be written: ENOTDIR.*; name another directory\.$/,
    )
    expect(readFileSync(into, 'utf8')).toBe('a file')
  })

  it('cannot make a dataset where nothing can be written', async () => {
    await expect(run('/proc/data', fileOf(RETAIL))).rejects.toThrow(
      /^\/proc\/data can't be written: E[A-Z]+.*; name another directory\.$/,
    )
    const into = scratch()
    writeFileSync(join(into, 'parts'), 'a file')
    await expect(run(into, fileOf('1 2\n'))).rejects.toThrow(/can't be written: ENOTDIR/)
    expect(readdirSync(into)).toEqual(['parts'])
  })
})
