/**
 * What is known of products, from every source of a dataset.
 */
import { readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalShop, startLocalShop } from '../../../local-shop/server/index.ts'
import { LOCAL_TOKENS } from '../../../scripts/stack/tokens.ts'
import { loadCatalog, NO_CONTENT } from '../../../training/dataset/catalog.ts'
import { loadDataset } from '../../../training/dataset/dataset.ts'
import { digestData } from '../../../training/export/digests.ts'
import { importFiles } from '../../../training/import/import-files.ts'
import { withCatalog } from '../../../training/models/shop/catalog-items.ts'
import { connectAdminApi } from '../../../training/shopify/admin-api.ts'
import { fetchProductCatalog } from '../../../training/shopify/product-catalog.ts'
import { shopCatalog } from '../../support/shop-catalog.ts'
import { fileOf, scratch } from './dataset-support.ts'

const run = (into: string, ...paths: string[]) => importFiles(paths, { into, format: null, catalog: null })
const ORDER =
  'Name,Email,Financial Status,Created at,Cancelled at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Vendor\n' +
  '#1,Ada@Example.com,paid,2026-03-01 10:15:00 +0000,,1,Stoneware Mug,24.00,MUG 1,Oat\n' +
  '#1,,,,,2,Napkin,9.00,NAP,\n' +
  '#2,ada@example.com ,paid,2026-03-02 10:15:00 +0000,,1,Stoneware Mug,26.00,MUG 1,Oat\n' +
  '#3,,paid,2026-03-03 10:15:00 +0000,,1,Napkin,9.00,NAP,\n'

describe('products files', () => {
  it('tell of products, also of those never sold', async () => {
    const into = scratch()
    const text =
      'ItemId,Title,Description,Type,Vendor,Tags,Collections,Price,CreatedAt,Colour\n' +
      'MUG 1,"Mug, oat","A ""fine""\nmug",Mugs,Oat,"new, oat ,",Kitchen|Gifts,24.5,2026-01-02,oat\n' +
      'ü,Teller,,,,,,,1767312000,\n' +
      'ü,,Ein Teller,,,a|b,,3,2026-01-02 02:00:00 +0200,\n' +
      'a,b\n,x,,,,,,,,\nc,x,,,,,,cheap,,\nd,x,,,,,,1,yesterday,\n'
    const [report] = await run(into, fileOf(text, 'products.csv'))
    expect(report).toMatchObject({
      format: 'products',
      source: 'products.csv',
      lines: 7,
      products: 2,
      replaced: false,
      leftOut: [
        { reason: 'product_again', lines: 1 },
        { reason: 'bad_fields', lines: 1 },
        { reason: 'bad_id', lines: 1 },
        { reason: 'bad_time', lines: 1 },
        { reason: 'bad_number', lines: 1 },
      ],
    })
    const createdAt = Date.UTC(2026, 0, 2) / 1000
    expect([...(await loadCatalog(into))]).toEqual([
      [
        'MUG 1',
        {
          title: 'Mug, oat',
          description: 'A "fine"\nmug',
          type: 'Mugs',
          vendor: 'Oat',
          tags: ['new', 'oat'],
          collections: ['Kitchen', 'Gifts'],
          price: 24.5,
          createdAt,
        },
      ],
      [
        'ü',
        { ...NO_CONTENT, title: 'Teller', description: 'Ein Teller', tags: ['a', 'b'], price: 3, createdAt },
      ],
    ])
    await expect(loadDataset(into)).rejects.toThrow('holds products but no orders or sessions')
  })

  it('may be tab-separated, a quote then being a quote', async () => {
    const into = scratch()
    await run(into, fileOf(gzipSync('Title\tItemId\n"Big" 12" pan\t1\n"\t2\n')))
    const titles = [...(await loadCatalog(into))].map(([id, { title }]) => [id, title])
    expect(titles).toEqual([
      ['1', '"Big" 12" pan'],
      ['2', '"'],
    ])
  })

  it('need a product', async () => {
    await expect(run(scratch(), fileOf('ItemId,Title\n,Mug\n'))).rejects.toThrow(
      /holds nothing of products: 1 lines read; 1 × malformed: missing or overlong id \(line 2\)/,
    )
  })

  it('never fail for a malformed line, and account for every line', async () => {
    const field = fc.oneof(
      fc.constantFrom('', 'a', '1', '-1', '2026-01-02', '|', '"'),
      fc.string({ unit: 'binary' }).map((text) => text.replace(/[\t\r\n\ufeff]/g, '')),
    )
    const line = fc.array(field, { minLength: 4, maxLength: 4 }).map((fields) => fields.join('\t'))
    await fc.assert(
      fc.asyncProperty(fc.array(line), async (lines) => {
        const into = scratch()
        const text = ['ItemId\tTags\tPrice\tCreatedAt', 'known\t\t\t', ...lines].join('\n')
        const [report] = await run(into, fileOf(text))
        expect(report?.lines).toBe(lines.length + 1)
        const kept = (await loadCatalog(into)).size
        const leftOut = report?.leftOut.reduce((sum, entry) => sum + entry.lines, 0) ?? 0
        expect(kept + leftOut).toBe(lines.length + 1)
      }),
      { numRuns: 30 },
    )
  })
})

describe('loadCatalog', () => {
  it('takes of each field the newest source that has it', async () => {
    const into = scratch()
    const aged = (text: string, date: string) => {
      const path = fileOf(text)
      utimesSync(path, new Date(date), new Date(date))
      return path
    }
    await run(
      into,
      aged('ItemId,Title,Type,Price\nMUG 1,Old mug,Old type,1\nNAP,Old napkin,,1\n', '2026-02-01'),
      fileOf(ORDER),
      aged('ItemId,Title,Tags,Price\nMUG 1,New mug,new,\nNAP,,,7\n', '2026-04-01'),
    )
    expect(Object.fromEntries(await loadCatalog(into))).toEqual({
      'MUG 1': { ...NO_CONTENT, title: 'New mug', type: 'Old type', vendor: 'Oat', tags: ['new'], price: 26 },
      NAP: { ...NO_CONTENT, title: 'Napkin', price: 7 },
    })
  })

  it('gives the same products in the same order, whichever source told of which', async () => {
    const [one, other] = [fileOf('ItemId,Title\nb,Mug\nd,Cup\n'), fileOf('ItemId,Title\nc,Pot\na,Lid\n')]
    const learned = async (older: string, newer: string) => {
      utimesSync(older, new Date('2026-02-01'), new Date('2026-02-01'))
      utimesSync(newer, new Date('2026-03-01'), new Date('2026-03-01'))
      const into = scratch()
      await run(into, fileOf(ORDER), older, newer)
      const catalog = await loadCatalog(into)
      return {
        catalog: [...catalog],
        data: digestData(withCatalog(await loadDataset(into), catalog), catalog),
      }
    }
    expect(await learned(one, other)).toEqual(await learned(other, one))
    const renamed = fileOf('ItemId,Title\nb,Mug\nd,Bowl\n')
    expect((await learned(renamed, other)).data).not.toBe((await learned(one, other)).data)
  })

  it('is empty where no source tells of products, and refuses a changed file', async () => {
    const into = scratch()
    await run(into, fileOf('1 2\n'))
    expect((await loadCatalog(into)).size).toBe(0)
    await run(into, fileOf('ItemId,Title\n1,Mug\n'))
    const [rows = ''] = readdirSync(join(into, 'catalog')).filter((file) => file.endsWith('.gz'))
    const path = join(into, 'catalog', rows)
    for (const text of ['{"id":"1","title":"Cup"}\n', '{"id":1}\n', '{']) {
      writeFileSync(path, gzipSync(text))
      await expect(loadCatalog(into)).rejects.toThrow(/is not what was imported; import its source again/)
    }
  })
})

describe("the shop's Admin API", () => {
  let shop: LocalShop
  beforeAll(async () => {
    shop = await startLocalShop({ port: 0, catalog: shopCatalog() })
  })
  afterAll(() => shop.close())

  it('describes every product on sale', async () => {
    const into = scratch()
    const catalog = () => fetchProductCatalog(connectAdminApi(shop.url, LOCAL_TOKENS.admin))
    const reports = await importFiles([fileOf('1 2\n')], { into, format: null, catalog })
    expect(reports[1]).toMatchObject({ format: 'shop', source: new URL(shop.url).host, products: 10 })
    const contents = await loadCatalog(into)
    expect(contents.get('gid://shopify/Product/5')).toEqual({
      title: 'Crème Brûlée Torch',
      description: 'For sugar <only>. Use outdoors & with care.',
      type: 'Tools',
      vendor: 'Flamme <& Fils>',
      tags: [],
      collections: ['Everything'],
      price: 39.99,
      createdAt: Date.UTC(2025, 5, 15, 9) / 1000,
    })
    const again = await importFiles([fileOf('1 2\n')], { into, format: null, catalog })
    expect(again[1]).toMatchObject({ replaced: true })
    expect(readdirSync(join(into, 'catalog'))).toHaveLength(2)
  })
})
