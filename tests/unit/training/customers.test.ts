/**
 * Whose sessions they are: what a dataset keeps of its customers, and under which key.
 */
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { loadDataset } from '../../../training/dataset/dataset.ts'
import { partOfLog } from '../../../training/dataset/part-of-log.ts'
import { digestLog } from '../../../training/export/digests.ts'
import { importFiles } from '../../../training/import/import-files.ts'
import { pseudonymsOf } from '../../../training/import/pseudonym.ts'
import { belongsToRelease } from '../../../training/publish/release-files.ts'
import { fileOf, scratch } from './dataset-support.ts'

const run = (into: string, ...paths: string[]) => importFiles(paths, { into, format: null, catalog: null })
const ORDERS =
  'Name,Email,Financial Status,Created at,Cancelled at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku\n' +
  '#1,Ada@Example.com,paid,2026-03-01 10:15:00 +0000,,1,Stoneware Mug,24.00,MUG 1\n' +
  '#1,,,,,2,Napkin,9.00,NAP\n' +
  '#2,ada@example.com ,paid,2026-03-02 10:15:00 +0000,,1,Stoneware Mug,26.00,MUG 1\n' +
  '#3,,paid,2026-03-03 10:15:00 +0000,,1,Napkin,9.00,NAP\n'
const VIEWS =
  'SessionId\tItemId\tTime\tCustomerId\nv\tMUG 1\t1772359000\tADA@example.com\nw\tNAP\t1772360000\t7\nx\tNAP\t1772360001\t\n'

const keyOf = (dir: string) => join(dir, 'customer-pseudonyms.key')
/** Every file of a dataset's parts, decompressed. */
const textsOf = (dir: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(dir, 'parts')).map((file) => {
      const bytes = readFileSync(join(dir, 'parts', file))
      return [file, file.endsWith('.gz') ? gunzipSync(bytes).toString() : bytes.toString()]
    }),
  )

describe('customers', () => {
  it('are told apart by their address, of which nothing is kept', async () => {
    const into = scratch()
    const [part] = await run(into, fileOf(ORDERS))
    expect(part).toMatchObject({ customers: 1, contents: 2 })
    const log = await loadDataset(into)
    expect(log.customers).toEqual(Int32Array.of(0, 0, -1))
    for (const text of Object.values(textsOf(into))) expect(text.toLowerCase()).not.toContain('ada@')
  })

  it('are one customer in orders and in visits that name the same address, imported at once or not', async () => {
    const [once, apart] = [scratch(), scratch()]
    await run(once, fileOf(ORDERS), fileOf(VIEWS))
    await run(apart, fileOf(ORDERS))
    await run(apart, fileOf(VIEWS))
    for (const dir of [once, apart]) {
      expect((await loadDataset(dir)).customers).toEqual(Int32Array.of(0, 1, -1, 0, 0, -1))
    }
  })

  it('are unknown where no source names them', async () => {
    const into = scratch()
    await run(into, fileOf('SessionId\tItemId\tTime\tCustomerId\nv\t1\t5\t\n'))
    expect((await loadDataset(into)).customers).toBeNull()
    expect(existsSync(keyOf(into))).toBe(false)
  })

  it('go with their sessions, into parts of a log and its digest', async () => {
    const into = scratch()
    await run(into, fileOf(ORDERS))
    const log = await loadDataset(into)
    expect(partOfLog(log, 2, 3).customers).toEqual(Int32Array.of(-1))
    expect(digestLog({ ...log, customers: null })).not.toBe(digestLog(log))
  })

  it('are numbered in the order they come, so that no model depends on the key', async () => {
    // Under each of ten keys seven pseudonyms stand in another order.
    const ids = ['g', 'c', 'a', 'f', 'b', 'e', 'd']
    const lines = ids.map((id, time) => `${id}\t1\t${time}\t${id}@shop.test`)
    const file = fileOf(['SessionId\tItemId\tTime\tCustomerId', ...lines].join('\n'))
    const digests = new Set<string>()
    for (let round = 0; round < 10; round++) {
      const into = scratch()
      await run(into, file)
      const log = await loadDataset(into)
      expect(log.customers).toEqual(Int32Array.of(0, 1, 2, 3, 4, 5, 6))
      digests.add(digestLog(log))
    }
    expect(digests).toHaveProperty('size', 1)
  })
})

describe('pseudonyms', () => {
  it('are the beginning of an HMAC-SHA-256', () => {
    // RFC 4231, test case 2.
    const pseudonym = pseudonymsOf(Buffer.from('Jefe'))
    expect(pseudonym('what do ya want for nothing?')).toBe('5bdcc146bf60754e')
    expect(pseudonym(' What do YA want for nothing? ')).toBe('5bdcc146bf60754e')
    expect(pseudonym(' ')).toBe('')
  })

  it('are the same however many customers come between', () => {
    const pseudonym = pseudonymsOf(new Uint8Array(32))
    const of = (customers: number) => Array.from({ length: customers }, (_, c) => pseudonym(`${c}`))
    const first = of(25_000)
    expect(new Set(first)).toHaveProperty('size', 25_000)
    expect(of(25_000)).toEqual(first)
  })

  it('differ from dataset to dataset, and stay the same in one', async () => {
    const [a, b] = [scratch(), scratch()]
    await run(a, fileOf(ORDERS))
    await run(b, fileOf(ORDERS))
    expect(readFileSync(keyOf(a), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/)
    expect(statSync(keyOf(a)).mode & 0o777).toBe(0o600)
    expect(textsOf(a)).not.toEqual(textsOf(b))
    expect(belongsToRelease(basename(keyOf(a)))).toBe(false)
    const before = { ...textsOf(a), key: readFileSync(keyOf(a), 'utf8') }
    const [again] = await run(a, fileOf(ORDERS))
    expect(again?.replaced).toBe(true)
    expect({ ...textsOf(a), key: readFileSync(keyOf(a), 'utf8') }).toEqual(before)
  })
})

describe('a dataset without its key', () => {
  const orders = () => fileOf(ORDERS, 'orders.csv')
  const views = () => fileOf(VIEWS, 'views.tsv')

  it('still trains, and takes files that name nobody', async () => {
    const into = scratch()
    await run(into, orders())
    rmSync(keyOf(into))
    await run(into, fileOf('SessionId\tItemId\tTime\nv\tMUG 1\t1772359000\n'))
    expect((await loadDataset(into)).customers).toEqual(Int32Array.of(-1, 0, 0, -1))
    expect(existsSync(keyOf(into))).toBe(false)
  })

  it('takes no file that would name customers by another', async () => {
    const into = scratch()
    await run(into, orders())
    rmSync(keyOf(into))
    const before = textsOf(into)
    await expect(run(into, views())).rejects.toThrow(
      /names customers already, and not by a key that is there: customer-pseudonyms\.key was lost, or an earlier version made .*import again together with all that names customers \(orders\.csv\)/,
    )
    expect(textsOf(into)).toEqual(before)
    expect(readdirSync(into)).toEqual(['parts'])
  })

  it('gets a new one where all that names customers is imported again', async () => {
    const into = scratch()
    await run(into, orders())
    rmSync(keyOf(into))
    await run(into, views(), orders())
    expect((await loadDataset(into)).customers).toEqual(Int32Array.of(0, 1, -1, 0, 0, -1))
  })

  it('says that a damaged key is none', async () => {
    const into = scratch()
    await run(into, orders())
    writeFileSync(keyOf(into), 'abc\n')
    await expect(run(into, views())).rejects.toThrow(/pseudonyms\.key is no key, which is 64 hexadecimal/)
  })
})
