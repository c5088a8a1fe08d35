/**
 * `aisle sync` as a process, on a small shop whose companions are known.
 */
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { parseItems } from '../../../edge-model/contract/items.ts'
import { readScorer } from '../../../training/models/shop/scorer-file.ts'
import { readRelease } from '../../../training/publish/release.ts'
import { openRanker } from '../../../training/runtime/onnx-ranker.ts'
import { aisle } from './aisle-process.ts'
import { events, productLine, products, productsFile } from './companion-shop.ts'
import { fileOf, scratch } from './dataset-support.ts'
import { sha256 } from './publish-support.ts'

/** A test starts a few processes, each of which counts all sessions. */
const PROCESSES = { timeout: 120_000 }

const NEW = productsFile([
  productLine('tea', 'tea-new', 'Sencha'),
  productLine('candle', 'candle-new', 'Cedar'),
])

/** The shop imported and trained once; each test works on a copy. */
let origin = ''
beforeAll(async () => {
  origin = mkdtempSync(join(tmpdir(), 'aisle-sync-'))
  const files = ['products.tsv', 'events.tsv'].map((name) => join(origin, name))
  for (const [f, content] of [products(), events()].entries()) writeFileSync(files[f] ?? '', content)
  expect(await aisle(['import', ...files, '--into', join(origin, 'data')])).toMatchObject({ code: 0 })
  const train = ['train', '--data', join(origin, 'data'), '--out', join(origin, 'release'), '--shop', 'tea']
  const { code, stdout, stderr } = await aisle(train)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/model +pair-scorer/)
}, 300_000)
afterAll(() => rmSync(origin, { recursive: true, force: true }))

function shop(): { data: string; release: string; sync: string[] } {
  const dir = scratch()
  for (const part of ['data', 'release']) cpSync(join(origin, part), join(dir, part), { recursive: true })
  const [data, release] = [join(dir, 'data'), join(dir, 'release')]
  return { data, release, sync: ['sync', '--data', data, '--release', release] }
}

/** Digests of all files below a directory. */
const contentsOf = (dir: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(dir, path), sha256(readFileSync(path))]),
  )

/** What a table of a release recommends beside one product, best first. */
async function besides(dir: string, table: string, id: string): Promise<string[]> {
  const { ids } = parseItems(JSON.parse(readFileSync(join(dir, 'items.json'), 'utf8')))
  const { manifest } = await readRelease(dir)
  const [graph, weights] = ['graph.onnx', 'weights.bin'].map((name) => readFileSync(join(dir, table, name)))
  if (graph === undefined || weights === undefined) throw new Error('no table')
  const heads = manifest.tables[table]?.session.heads ?? 1
  const ranker = await openRanker({ graph, weights, items: ids.length })
  const row = Int32Array.of(ids.indexOf(id))
  const ranked = await ranker.rank(
    { rows: row, weights: new Float32Array(heads).fill(1, 0, 1) },
    row,
    ids.length,
  )
  await ranker.release()
  return Array.from(ranked.items, (item) => ids[item] ?? '').filter(
    (_, place) => (ranked.scores[place] ?? 0) > 0,
  )
}

describe('aisle train', () => {
  it('keeps the scorer and the card beside the release, and publishes neither', PROCESSES, async () => {
    const { release } = shop()
    const scorer = await readScorer(release)
    expect(scorer.fitted.tasks.map(({ task }) => task.name)).toEqual(['next', 'together', 'similar'])
    expect(scorer.worth).toBeGreaterThan(0.01)
    expect(readFileSync(join(release, 'model-card.md'), 'utf8')).toMatch(/^# Model card: the pair scorer\n/)
    const { files } = await readRelease(release)
    expect(files.map(({ name }) => name).filter((name) => /scorer|card/.test(name))).toEqual([])
  })
})

describe('aisle sync', () => {
  it('counts for a model without descriptions, and says that new products need them', PROCESSES, async () => {
    const dir = scratch()
    const [data, release] = [join(dir, 'data'), join(dir, 'release')]
    for (const args of [
      ['import', join(origin, 'events.tsv'), '--into', data],
      ['train', '--data', data, '--out', release],
      ['import', fileOf(NEW, 'new.tsv'), '--into', data],
    ]) {
      expect(await aisle(args)).toMatchObject({ code: 0, stderr: '' })
    }
    const { code, stdout } = await aisle(['sync', '--data', data, '--release', release])
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /without a row +candle-new, tea-new: the model was learned without descriptions; train/,
    )
  })

  it('gives new products rows and places, and loses nothing', PROCESSES, async () => {
    const { data, release, sync } = shop()
    const before = contentsOf(release)
    const { manifest: old } = await readRelease(release)
    expect(await aisle(['import', fileOf(NEW, 'new.tsv'), '--into', data])).toMatchObject({ code: 0 })
    const { code, stdout, stderr } = await aisle(sync)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/products +62, before 60\nnew +2: candle-new, tea-new\nsessions +4,000 with /)

    expect((await besides(release, 'together', 'tea-new')).slice(0, 5)).toEqual(five(/^pot\d/))
    expect((await besides(release, 'together', 'candle-new')).slice(0, 5)).toEqual(five(/^holder\d/))
    expect((await besides(release, 'similar', 'tea-new')).slice(0, 5)).toEqual(five(/^tea\d/))
    // Others recommend them: behind the companions that were sold, before what was never bought beside them.
    const pot = await besides(release, 'together', 'pot3')
    expect(pot.slice(0, 5)).toEqual(five(/^tea\d/))
    expect(pot.slice(0, pot.indexOf('tea-new') + 1).filter((id) => /^(candle|holder)/.test(id))).toEqual([])
    expect(pot).toContain('tea-new')
    expect((await besides(release, 'next', 'holder3')).slice(0, 10)).toContain('candle-new')

    const after = contentsOf(release)
    expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort())
    for (const kept of ['scorer.json', 'model-card.md']) expect(after[kept]).toBe(before[kept])
    const { manifest } = await readRelease(release)
    const { card, shop: name, slots, popular } = old
    expect(manifest).toMatchObject({ card, shop: name, slots, popular, model: old.model && { items: 62 } })
    const items = parseItems(JSON.parse(readFileSync(join(release, 'items.json'), 'utf8')))
    expect(items.ids.filter((_, row) => items.fresh[row] === 1)).toEqual(['candle-new', 'tea-new'])
  })

  it('gives the release of the training where nothing has changed, to the byte', PROCESSES, async () => {
    const { release, sync } = shop()
    const before = contentsOf(release)
    const { code, stdout } = await aisle([...sync, '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ products: { before: 60, now: 60 }, new: [], withoutRow: [] })
    expect(contentsOf(release)).toEqual(before)
  })

  it('says by its data digest that a product describes itself otherwise', PROCESSES, async () => {
    const { data, release, sync } = shop()
    const { manifest: before } = await readRelease(release)
    const retitled = productsFile([productLine('tea', 'tea1', 'Assam')])
    expect(await aisle(['import', fileOf(retitled, 'retitled.tsv'), '--into', data])).toMatchObject({
      code: 0,
    })
    expect(await aisle(sync)).toMatchObject({ code: 0, stderr: '' })
    const { training } = (await readRelease(release)).manifest
    expect(training).toEqual({ ...before.training, dataSha256: expect.any(String) })
    expect(training.dataSha256).not.toBe(before.training.dataSha256)
  })

  it("reads the shop's catalog first, and counts sessions imported since", PROCESSES, async () => {
    const { data, release, sync } = shop()
    const more = 'SessionId\tItemId\tTime\nlate\ttea1\t1735689600\nlate\tpot1\t1735689601\n'
    expect(await aisle(['import', fileOf(more), '--into', data])).toMatchObject({ code: 0 })
    const shopUrl = await shopOf({ title: 'Morning Tea', type: 'Tea' }, { title: 'Voucher', type: '' })
    const env = { SHOPIFY_ADMIN_TOKEN: 'secret' }
    const { code, stdout, stderr } = await aisle([...sync, '--shop-url', shopUrl], env)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^Reading the catalog of localhost:\d+\n/)
    expect(stdout).toMatch(/new +2: gid:\/\/shopify\/Product\/0, gid:\/\/shopify\/Product\/1\n/)
    // The voucher says nothing of itself but that it came right after the tea.
    expect(stdout).not.toContain('without a row')
    expect(await besides(release, 'next', 'gid://shopify/Product/1')).not.toEqual([])
    expect(stdout).toMatch(/sessions +4,001 with /)
    const beside = await besides(release, 'together', 'gid://shopify/Product/0')
    expect(beside[0]).toMatch(/^pot/)
  })

  it('says what is missing, and leaves all as it was', PROCESSES, async () => {
    const { data, release, sync } = shop()
    const nowhere = join(scratch(), 'none')
    expect(await aisle(['sync', '--data', data, '--release', nowhere])).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^aisle: There is no release in .*none .*; make one with aisle train\.\n$/,
      ),
    })
    expect(await aisle(['sync', '--data', nowhere, '--release', release])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/There is no dataset in .*none; make one with aisle import/),
    })
    expect(existsSync(nowhere)).toBe(false)
    expect(await aisle([...sync, '--shop-url', 'http://localhost:1'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/The Admin API needs both its address .* See aisle sync --help\./),
    })
    const unread = await aisle([...sync, '--shop-url', 'http://localhost:1'], { SHOPIFY_ADMIN_TOKEN: 't' })
    expect(unread).toMatchObject({ code: 1, stderr: expect.stringMatching(/can't be reached/) })
    expect(contentsOf(data)).toEqual(contentsOf(join(origin, 'data')))
    expect(contentsOf(release)).toEqual(contentsOf(join(origin, 'release')))

    writeFileSync(join(release, 'scorer.json'), '{"schemaVersion":9}')
    expect(await aisle(sync)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/scorer\.json is no scorer of this version: .*\. Train again\.\n$/),
    })
    const text = readFileSync(join(origin, 'release', 'scorer.json'), 'utf8')
    writeFileSync(join(release, 'scorer.json'), text.replace('"described":true', '"described":false'))
    await expect(readScorer(release)).rejects.toThrow(/the weights are not those of the network/)
    const slist = ['train', '--data', data, '--out', release, '--model', 'slist']
    expect(await aisle(slist)).toMatchObject({ code: 0, stderr: '' })
    expect(existsSync(join(release, 'scorer.json'))).toBe(false)
    expect(await aisle(sync)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/release has no scorer\.json.*train again/),
    })
  })

  it('refuses where the products are no longer described', PROCESSES, async () => {
    const { data, release, sync } = shop()
    rmSync(join(data, 'catalog'), { recursive: true })
    expect(await aisle(sync)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/describes less than half of them now: import the products again/),
    })
    expect(contentsOf(release)).toEqual(contentsOf(join(origin, 'release')))
  })
})

const five = (id: RegExp) => Array(5).fill(expect.stringMatching(id))

/** An Admin API that knows these products. */
async function shopOf(...known: { title: string; type: string }[]): Promise<string> {
  const nodes = known.map(({ title, type }, p) => ({
    sku: `sku-${p}`,
    title: 'Default Title',
    price: '14.00',
    product: {
      id: `gid://shopify/Product/${p}`,
      title,
      isGiftCard: false,
      status: 'ACTIVE',
      description: '',
      productType: type,
      vendor: '',
      tags: [],
      createdAt: '2024-12-24T09:00:00Z',
    },
  }))
  const pageInfo = { hasNextPage: false, endCursor: null }
  const server = createServer(async (request, response) => {
    const asked = Buffer.concat(await request.toArray()).toString()
    const data = asked.includes('query Collections')
      ? { collections: { nodes: [], pageInfo } }
      : { productVariantsCount: { count: nodes.length }, productVariants: { nodes, pageInfo } }
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ data }))
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  return `http://localhost:${typeof address === 'object' ? address?.port : ''}`
}
