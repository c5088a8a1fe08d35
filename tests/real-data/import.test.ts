/**
 * Reads the real data sets. The expected counts of the Online Retail import were found a second time by a Python script
 * that shares nothing with this code; the others are those the data sets' own descriptions give.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { loadDataset } from '../../training/dataset/dataset.ts'
import { readEventFile } from '../../training/dataset/event-file.ts'
import { readSessionFile } from '../../training/dataset/session-file.ts'
import { type SessionLog, sessionCount } from '../../training/dataset/session-log.ts'
import { importFiles } from '../../training/import/import-files.ts'

const DATA = join(import.meta.dirname, '../../../shared/data')
const present = existsSync(DATA)
if (!present) console.warn(`Left out: the real data sets are not at ${DATA}.`)

const sizes = (log: SessionLog) => ({
  sessions: sessionCount(log),
  events: log.events.length,
  items: log.items.length,
})

describe.runIf(present)('Online Retail', () => {
  it('is imported with every line accounted for', async () => {
    const into = mkdtempSync(join(tmpdir(), 'aisle-test-'))
    onTestFinished(() => rmSync(into, { recursive: true }))
    const file = join(DATA, 'online_retail/online_retail.csv.xz')
    const [part] = await importFiles([file], { into, format: null, catalog: null })
    expect(part).toMatchObject({
      format: 'online-retail',
      lines: 541_909,
      sessions: 19_773,
      events: 517_287,
      purchases: 517_287,
      items: 3_798,
      emptyOrders: 25_900 - 19_773,
      window: { from: '2010-12-01T08:26:00.000Z', to: '2011-12-09T12:50:00.000Z' },
      leftOut: [
        { reason: 'cancelled', lines: 9_288, example: 143 },
        { reason: 'returned', lines: 1_336, example: 2_408 },
        { reason: 'no_price', lines: 1_161, example: 624 },
        { reason: 'not_a_product', lines: 2_366, example: 47 },
        { reason: 'same_line', lines: 5_089, example: 519 },
        { reason: 'same_product', lines: 5_382, example: 127 },
      ],
    })
    const until = Date.UTC(2011, 10, 9) / 1000
    const before = await loadDataset(into, { until })
    const after = await loadDataset(into, { from: until })
    expect(sizes(before).sessions).toBe(16_863)
    expect(sizes(before).events + sizes(after).events).toBe(517_287)
    expect(before.baskets.every((basket) => basket === 1)).toBe(true)
  })
})

describe.runIf(present)('session and event files', () => {
  it.each([
    ['serenade/train.tsv.gz', readEventFile, { sessions: 23_753, events: 113_601, items: 18_009 }],
    [
      'sessions/diginetica.train.txt.gz',
      readSessionFile,
      { sessions: 186_670, events: 906_140, items: 43_097 },
    ],
    [
      'sessions/retailrocket.train.txt.gz',
      readSessionFile,
      { sessions: 126_168, events: 685_984, items: 36_968 },
    ],
  ])('%s', async (file, read, expected) => {
    const log = await read(join(DATA, file))
    expect(sizes(log)).toEqual(expected)
    expect(log.leftOut).toEqual([])
  })

  /** Prefixes of `from` items and more, each of which predicts the next item. */
  const predictions = (log: SessionLog, from: number) => sizes(log).events - from * sizes(log).sessions

  it('test files make as many predictions as are known of them', async () => {
    const diginetica = await readSessionFile(join(DATA, 'sessions/diginetica.test.txt.gz'))
    expect([sessionCount(diginetica), predictions(diginetica, 1)]).toEqual([15_963, 60_858])
    const retailrocket = await readSessionFile(join(DATA, 'sessions/retailrocket.test.txt.gz'))
    expect([sessionCount(retailrocket), predictions(retailrocket, 2)]).toEqual([4_735, 15_132])
    expect(retailrocket.times?.[0]).toBe(1_441_940_543)
    const serenade = await readEventFile(join(DATA, 'serenade/test.tsv.gz'))
    expect(predictions(serenade, 1)).toBe(931)
  })
})
