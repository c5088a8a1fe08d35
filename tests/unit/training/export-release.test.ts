/**
 * `aisle train` and `aisle evaluate` as processes: what they write and print, and what they refuse.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkReleaseDirectory } from '../../../training/export/write-release.ts'
import { importFiles } from '../../../training/import/import-files.ts'
import { readRelease } from '../../../training/publish/release.ts'
import { resultSchema } from '../../../training/report/result.ts'
import { openRanker } from '../../../training/runtime/onnx-ranker.ts'
import { aisle } from './aisle-process.ts'
import { fileOf, scratch } from './dataset-support.ts'

/** Each test starts a few processes of half a second, much longer on a busy machine. */
const PROCESSES = { timeout: 60_000 }

/** A dataset of these visits, a day apart from 2024-01-01 on. */
async function datasetOf(sessions: readonly string[]): Promise<string> {
  const into = join(scratch(), 'data')
  const day = 86_400
  const start = Date.parse('2024-01-01') / 1000
  const lines = sessions.map((session, s) => `${start + s * day}\t${session}`)
  await importFiles([fileOf(lines.join('\n'))], { into, format: 'sessions', catalog: null })
  return into
}

const SHOP = ['mug saucer spoon', 'mug saucer', 'candle soap', 'soap candle mug', 'mug spoon saucer']
const FILES = [
  'items.json',
  'manifest.json',
  ...['next/graph.onnx', 'next/weights.bin'],
  'scorer.json',
  ...['similar/graph.onnx', 'similar/weights.bin'],
  ...['together/graph.onnx', 'together/weights.bin'],
]

const filesIn = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)))
    .sort()

describe('aisle train', () => {
  it('writes a release that publishing takes, the same bytes for the same data', PROCESSES, async () => {
    const data = await datasetOf(SHOP)
    const out = join(scratch(), 'deep', 'release')
    const first = await aisle(['train', '--data', data, '--out', out])
    expect(first).toMatchObject({ code: 0, stderr: '' })
    expect(first.stdout).toMatch(
      /model +pair-scorer\nbecause +.+\nproducts +5\nsessions +5 with 13 events\ntrained in +[\d.]+ s\nsize /,
    )
    expect(filesIn(out)).toEqual(FILES)
    const bytes = FILES.map((name) => readFileSync(join(out, name)))

    // A second run replaces the first, and leaves nothing else behind.
    const second = await aisle(['train', '--data', data, '--out', out, '--json'])
    expect(FILES.map((name) => readFileSync(join(out, name)))).toEqual(bytes)
    expect(readdirSync(join(out, '..'))).toEqual(['release'])

    const { manifest, manifestSha256 } = await readRelease(out)
    expect(JSON.parse(second.stdout)).toMatchObject({ release: manifestSha256, manifest })
    expect(manifest).toMatchObject({
      shop: 'demo',
      createdAt: '2024-01-05T00:00:00.000Z',
      model: { name: 'pair-scorer', items: 5 },
      tables: {
        next: {
          neighbours: 50,
          ranks: 'all',
          session: { heads: 2 },
          quantization: { sessions: 5, top20Overlap: 1 },
        },
      },
      slots: {
        'for-you': { table: 'next', items: 50, bought: true, ownFamily: true },
        'goes-well-with': { table: 'together', items: 1, bought: false, ownFamily: false },
        similar: { table: 'similar', items: 1, bought: false, filled: false },
        cart: { table: 'together', items: 50, bought: false, ownFamily: false },
      },
      popular: ['mug', 'saucer', 'spoon', 'candle', 'soap'],
      training: {
        window: { from: '2024-01-01T00:00:00.000Z', to: '2024-01-05T00:00:00.000Z' },
        sessions: 5,
        events: 13,
      },
    })
  })

  it('names shop, window and time as told', PROCESSES, async () => {
    const out = join(scratch(), 'release')
    const range = ['--from', '2024-01-02', '--until', '2024-01-04']
    const args = ['train', '--data', await datasetOf(SHOP), '--out', out, '--shop', 'oat', ...range]
    expect(await aisle(args, { SOURCE_DATE_EPOCH: '1700000000' })).toMatchObject({ code: 0, stderr: '' })
    const { manifest } = await readRelease(out)
    expect(manifest).toMatchObject({
      shop: 'oat',
      createdAt: '2023-11-14T22:13:20.000Z',
      training: { sessions: 2, events: 4 },
    })
    expect(JSON.parse(readFileSync(join(out, 'items.json'), 'utf8'))).toEqual({
      ids: ['mug', 'saucer', 'candle', 'soap'],
      families: [0, 1, 2, 3],
      repeats: [0, 0, 0, 0],
      fresh: [0, 0, 0, 0],
    })
  })

  it.each([
    ['one product', ['mug']],
    ['sessions of one product each', ['mug', 'soap', 'mug']],
  ])('serves popular products where there is only %s', PROCESSES, async (_, sessions) => {
    const out = join(scratch(), 'release')
    const { code, stdout } = await aisle(['train', '--data', await datasetOf(sessions), '--out', out])
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /check next +no two products ever came together, so popular products will be answered/,
    )
    const { manifest } = await readRelease(out)
    expect(manifest.popular[0]).toBe('mug')
    const [graph, weights] = ['graph.onnx', 'weights.bin'].map((name) =>
      readFileSync(join(out, 'next', name)),
    )
    if (graph === undefined || weights === undefined) throw new Error('no model')
    const ranker = await openRanker({ graph, weights, items: manifest.model.items })
    const { items } = await ranker.rank(
      { rows: Int32Array.of(0), weights: Float32Array.of(1, 0) },
      Int32Array.of(0),
      manifest.model.items,
    )
    expect(items).toHaveLength(manifest.model.items)
    await ranker.release()
  })

  it('has nothing to learn from where no session lies in the range', PROCESSES, async () => {
    const data = await datasetOf(SHOP)
    const out = join(scratch(), 'release')
    expect(await aisle(['train', '--data', data, '--out', out, '--until', '2020-01-01'])).toEqual({
      code: 1,
      stdout: '',
      stderr: `aisle: ${data} holds no sessions between --from and --until, so there is nothing to learn from.\n`,
    })
    expect(existsSync(out)).toBe(false)
  })

  it('says before training where no release can be written', PROCESSES, async () => {
    const out = join(scratch(), 'deep', 'release')
    await checkReleaseDirectory(out)
    expect(existsSync(join(out, '..'))).toBe(false)
    const file = fileOf('a file')
    for (const place of ['/proc/release', join(file, 'deep', 'release')]) {
      // No dataset is there either: the place is looked at first.
      expect(await aisle(['train', '--data', '/no/such/dataset', '--out', place])).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringMatching(
          /^aisle: .*release (can't be written: E.*; name another directory|is a file; .*)\.\n$/,
        ),
      })
    }
  })

  it('does not replace what is no release', PROCESSES, async () => {
    const data = await datasetOf(SHOP)
    const out = join(scratch(), 'photos')
    mkdirSync(out)
    writeFileSync(join(out, 'cat.jpg'), 'meow')
    expect(await aisle(['train', '--data', data, '--out', out])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^aisle: .*photos holds cat\.jpg, which is no part of a release; name a new/,
      ),
    })
    expect(readFileSync(join(out, 'cat.jpg'), 'utf8')).toBe('meow')
    const albums = join(scratch(), 'albums')
    mkdirSync(join(albums, 'next'), { recursive: true })
    writeFileSync(join(albums, 'next', 'cat.jpg'), 'meow')
    expect(await aisle(['train', '--data', data, '--out', albums])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/albums holds next\/cat\.jpg, which is no part of a release/),
    })
    const file = join(out, 'cat.jpg')
    expect(await aisle(['train', '--data', data, '--out', file])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/is a file; name a directory/),
    })
  })
})

describe('aisle evaluate', () => {
  const train = ['a b c', 'a b', 'c d', 'd c'].join('\n')

  it('ends with one JSON object; test lines may start with a time', PROCESSES, async () => {
    const files = ['--train', fileOf(train), '--test', fileOf('1592337718\ta b zebra\n1592337719\tc d\n')]
    const { code, stdout, stderr } = await aisle(['evaluate', ...files, '--format', 'sessions', '--json'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const result = resultSchema.parse(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? ''))
    expect(result).toMatchObject({ predictions: 3, items: 4, all: { hr: 2 / 3 }, novel: { hr: 2 / 3 } })
    expect(result.unquantized.all).toEqual(result.all)
    expect(Object.keys(result.models)).toEqual(['pair-scorer'])
    expect(result).toMatchObject(result.models['pair-scorer'] ?? {})
  })

  it('reads events, and prints a table for people', PROCESSES, async () => {
    const events = 'SessionId\tItemId\tTime\ns\ta\t1\ns\tb\t2\n'
    const later = events.replace('\t1\n', '\t3\n').replace('\t2\n', '\t4\n')
    const args = ['--train', fileOf(events), '--test', fileOf(later), '--format', 'events', '--k', '5']
    const { stdout } = await aisle(['evaluate', ...args])
    expect(stdout).toMatch(/1 predictions of 1 sessions over 2 products/)
    expect(stdout).toMatch(
      / all HR@5 +± +MRR@5 +± +novel HR@5 +± +MRR@5 +± +training +size\npair-scorer +1\.0000 +1\.0000 +1\.0000 +1\.0000 +[\d.]+ s /,
    )
  })

  it('puts models side by side, the first as the result', PROCESSES, async () => {
    const files = ['--train', fileOf(train), '--test', fileOf('a b\nb a\n'), '--format', 'sessions']
    const { stdout } = await aisle(['evaluate', ...files, '--model', 'slist,popular,pair-scorer', '--json'])
    const { models, ...first } = resultSchema.parse(JSON.parse(stdout))
    expect(Object.keys(models)).toEqual(['slist', 'popular', 'pair-scorer'])
    expect(first).toMatchObject(models.slist ?? {})
    // d was held last: popular names it first, whatever the session holds.
    expect(models.popular?.all.mrr).toBeLessThan(models.slist?.all.mrr ?? 0)
    expect(await aisle(['evaluate', ...files, '--model', 'slist,oracle'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/--model.*: expected names among pair-scorer, slist, popular\./),
    })
  })

  it('says when there is nothing to predict', PROCESSES, async () => {
    const files = ['--train', fileOf(train), '--test', fileOf('a b\n', 'short.txt')]
    const { code, stderr } = await aisle(['evaluate', ...files, '--format', 'sessions', '--min-prefix', '2'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/short\.txt holds nothing to predict: every session is shorter than 3\./)
  })

  it('refuses a length that is none', PROCESSES, async () => {
    const args = ['--train', 'a', '--test', 'b', '--format', 'sessions', '--k', '0']
    expect(await aisle(['evaluate', ...args])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/--k: expected a whole number from 1 to 1000/),
    })
  })
})
