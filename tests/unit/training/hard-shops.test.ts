/**
 * Shops that are no easy ones, through the commands an engineer types: a model, or one clear sentence why not.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { parseItems } from '../../../edge-model/contract/items.ts'
import { loadCatalog } from '../../../training/dataset/catalog.ts'
import { readRelease } from '../../../training/publish/release.ts'
import { measuredAisle } from '../../support/measured-aisle.ts'
import { fileOf, scratch } from './dataset-support.ts'

// Every shop is trained for, twice while choosing; a busy machine needs minutes.
vi.setConfig({ testTimeout: 600_000 })

const ORDER_HEADER =
  'Name,Email,Financial Status,Created at,Cancelled at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku'
const order = (name: string, sku: string, day = 1): string =>
  `${name},ada@example.com,paid,2026-03-0${day} 10:00:00 +0000,,1,"Product ""${sku}""",9.50,${sku}`
const EVENT_HEADER = 'SessionId\tItemId\tTime'
/** Visits to products of a few kinds, each visit to one kind. */
const visits = (count: number, idOf: (product: number) => string): string[] =>
  Array.from({ length: count }, (_, s) => s).flatMap((s) =>
    [0, 1, 2].map(
      (step) => `s${s}\t${idOf(4 * (s % 10) + ((s * 7 + step) % 4))}\t${1_700_000_000 + 60 * s + step}`,
    ),
  )

/** `aisle import` and, where that does, `aisle train`. */
async function shop(...contents: string[]) {
  const dir = scratch()
  const [data, out] = [join(dir, 'data'), join(dir, 'release')]
  const imported = await measuredAisle(['import', ...contents.map((text) => fileOf(text)), '--into', data])
  if (imported.code !== 0) return { data, out, imported, trained: undefined }
  return { data, out, imported, trained: await measuredAisle(['train', '--data', data, '--out', out]) }
}

/** One sentence, one line, no stack. */
const SENTENCE = /^aisle: [^\n]+\.\n$/

describe('a hard shop', () => {
  it('of 5 products and 3 orders gets a model', async () => {
    const { trained, out } = await shop(
      [ORDER_HEADER, order('#1', 'A'), order('#1', 'B'), order('#2', 'C', 2), order('#2', 'D', 2)]
        .concat(order('#3', 'A', 3), order('#3', 'E', 3))
        .join('\n'),
    )
    expect(trained).toMatchObject({ code: 0, stderr: '' })
    const { manifest } = await readRelease(out)
    expect(manifest.model.items).toBe(5)
    expect(manifest.popular).toHaveLength(5)
  })

  it('without orders is told so', async () => {
    const { imported } = await shop(`${ORDER_HEADER}\n`)
    expect(imported).toMatchObject({ code: 1, stdout: '' })
    expect(imported.stderr).toMatch(SENTENCE)
    expect(imported.stderr).toContain('holds nothing to learn from: 0 lines read')
  })

  it('of products that nobody ever looked at is told so', async () => {
    const { trained } = await shop('ItemId,Title\n1,Mug\n2,Saucer\n')
    expect(trained).toMatchObject({ code: 1, stdout: '' })
    expect(trained?.stderr).toMatch(SENTENCE)
    expect(trained?.stderr).toContain('holds products but no orders or sessions')
  })

  it('with one bot session of 100,000 events gets the model of its shoppers', async () => {
    const bot = Array.from({ length: 100_000 }, (_, e) => `bot\tp${(e * 13) % 40}\t${1_700_000_500 + e}`)
    const { imported, trained, out } = await shop(
      [EVENT_HEADER, ...visits(400, (product) => `p${product}`), ...bot].join('\n'),
    )
    expect(imported.stdout).toMatch(/events +101,200/)
    expect(trained).toMatchObject({ code: 0, stderr: '' })
    expect((await readRelease(out)).manifest.model.items).toBe(40)
  })

  it('whose every session is the same product gets a model that knows best sellers', async () => {
    const lines = Array.from({ length: 500 }, (_, s) => `s${s}\tmug\t${1_700_000_000 + s}`)
    const { trained, out } = await shop([EVENT_HEADER, ...lines].join('\n'))
    expect(trained).toMatchObject({ code: 0, stderr: '' })
    expect((await readRelease(out)).manifest.popular).toEqual(['mug'])
  })

  it('of 100,000 products, most never sold, gets a model and keeps what it knows of all', async () => {
    const products = Array.from(
      { length: 100_000 },
      (_, p) => `p${p},Product ${p},A thing of kind ${p % 50},Kind ${p % 50},"a,b",${(p % 90) + 1}.50`,
    )
    const { data, trained, out } = await shop(
      ['ItemId,Title,Description,Type,Tags,Price', ...products].join('\n'),
      // 5,000 products sold.
      [EVENT_HEADER, ...visits(5000, (product) => `p${(product * 997) % 5000}`)]
        .concat(Array.from({ length: 5000 }, (_, p) => `t${p >> 2}\tp${p}\t${1_600_000_000 + p}`))
        .join('\n'),
    )
    expect(trained).toMatchObject({ code: 0, stderr: '' })
    expect((await readRelease(out)).manifest.model.items).toBeGreaterThanOrEqual(5000)
    const catalog = await loadCatalog(data)
    expect(catalog.size).toBe(100_000)
    expect(catalog.get('p99999')).toMatchObject({ title: 'Product 99999', tags: ['a', 'b'], price: 10.5 })
  })

  it.each<[string, (product: number) => string]>([
    ['gids', (product) => `gid://shopify/Product/${8_000_000_000_000 + product}`],
    ['SKUs with spaces', (product) => ` "MUG, oat" ${product} l`.trim()],
    ['unicode', (product) => `Tasse-ß-日本-🫖-${product}`],
  ])('whose ids are %s keeps them to the letter', async (_, idOf) => {
    const { trained, out } = await shop([EVENT_HEADER, ...visits(300, idOf)].join('\n'))
    expect(trained).toMatchObject({ code: 0, stderr: '' })
    const items = parseItems(JSON.parse(readFileSync(join(out, 'items.json'), 'utf8')))
    expect(new Set(items.ids)).toEqual(new Set(Array.from({ length: 40 }, (_, product) => idOf(product))))
  })
})
