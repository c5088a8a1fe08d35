import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { readEventFile } from '../../../training/dataset/event-file.ts'
import { readSessionFile } from '../../../training/dataset/session-file.ts'
import { fileOf, sessionsOf } from './dataset-support.ts'

// Hundreds of files a property; a busy machine needs more than the default.
vi.setConfig({ testTimeout: 60_000 })

const HEADER = 'SessionId\tItemId\tTime\n'

describe('event files', () => {
  it('sorts sessions by their last event and events by time, ties as they came', async () => {
    const log = await readEventFile(
      fileOf(`${HEADER}late\ta\t10\nlate\tb\t90\nearly\tc\t50\nearly\td\t20.0\nearly\te\t20\n`),
    )
    expect(sessionsOf(log)).toEqual([
      ['d', 'e', 'c'],
      ['a', 'b'],
    ])
    expect(log.times).toEqual(Float64Array.of(50, 90))
    expect(log.items).toEqual(['d', 'e', 'c', 'a', 'b'])
  })

  it('finds the columns by name and tells baskets by their kind', async () => {
    const text =
      'Time\tExtra\tKind\tItemId\tSessionId\n1\t-\tpurchase\ta\torder\n1\t-\tpurchase\tb\torder\n2\t-\tpurchase\ta\tmixed\n3\t-\tview\tb\tmixed\n'
    const log = await readEventFile(fileOf(text))
    expect(sessionsOf(log)).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ])
    expect(log.baskets).toEqual(Uint8Array.of(1, 0))
  })

  it('counts malformed and repeated lines with the first line of each kind', async () => {
    const lines = [
      's\ta\t1',
      's\ta',
      '',
      's\t\t2',
      's\tb\tsoon',
      's\tb\t1592337718000',
      's\ta\t1',
      's\tb\t-1',
      's\tc\t3',
    ]
    const log = await readEventFile(fileOf(HEADER + lines.join('\n')))
    expect(sessionsOf(log)).toEqual([['a', 'c']])
    expect(log.lines).toBe(9)
    expect(log.leftOut).toEqual([
      { reason: 'same_line', lines: 1, example: 8 },
      { reason: 'bad_fields', lines: 1, example: 3 },
      { reason: 'bad_id', lines: 1, example: 5 },
      { reason: 'bad_time', lines: 3, example: 6 },
      { reason: 'blank', lines: 1, example: 4 },
    ])
  })

  it('reads what was written, compressed or not, with either line end', async () => {
    const id = fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }).filter((s) => !/[\t\n\r]/.test(s))
    const sessions = fc.uniqueArray(fc.array(id, { minLength: 1, maxLength: 6 }), {
      minLength: 1,
      selector: String,
    })
    await fc.assert(
      fc.asyncProperty(sessions, fc.boolean(), fc.constantFrom('\n', '\r\n'), async (written, gzip, end) => {
        const rows = written.flatMap((items, s) => items.map((item, i) => `s${s}\t${item}\t${s * 100 + i}`))
        const text = ['SessionId\tItemId\tTime', ...rows].join(end)
        const log = await readEventFile(fileOf(gzip ? gzipSync(text) : text))
        expect(sessionsOf(log)).toEqual(written)
        expect(log.leftOut).toEqual([])
      }),
      { numRuns: 50 },
    )
  })

  it('never throws for a malformed line, and accounts for every line', async () => {
    const field = fc.oneof(
      fc.constantFrom('', 'a', 'b', '1', '2', '1e9', '-', '\t'),
      fc.string({ maxLength: 5 }),
    )
    const line = fc.array(field, { maxLength: 5 }).map((fields) => fields.join('\t').replace(/\n/g, ''))
    await fc.assert(
      fc.asyncProperty(fc.array(line), async (lines) => {
        const log = await readEventFile(fileOf(`${HEADER}${lines.map((text) => `${text}\n`).join('')}`))
        const leftOut = log.leftOut.reduce((sum, entry) => sum + entry.lines, 0)
        expect(log.lines).toBe(lines.length)
        expect(log.events.length + leftOut).toBe(lines.length)
      }),
    )
  })

  it('refuses a file without the header', async () => {
    await expect(readEventFile(fileOf('1 2 3\n4 5\n'))).rejects.toThrow(
      /must name SessionId, ItemId and Time.*SessionId/,
    )
    await expect(readEventFile(fileOf('SessionId\tItemId\n1\t2\n'))).rejects.toThrow('Time is missing')
  })
})

describe('session files', () => {
  it('keeps the order of a file without times', async () => {
    const log = await readSessionFile(fileOf('1 2 1\n\n3  2\t4 \n'))
    expect(sessionsOf(log)).toEqual([
      ['1', '2', '1'],
      ['3', '2', '4'],
    ])
    expect(log.times).toBeNull()
    expect(log.baskets).toEqual(Uint8Array.of(0, 0))
    expect(log.leftOut).toEqual([{ reason: 'blank', lines: 1, example: 2 }])
  })

  it('sorts by the seconds a line starts with', async () => {
    const log = await readSessionFile(fileOf('200\t1 2\n100\t3 4\n200\t5 6\n'))
    expect(sessionsOf(log)).toEqual([
      ['3', '4'],
      ['1', '2'],
      ['5', '6'],
    ])
    expect(log.times).toEqual(Float64Array.of(100, 200, 200))
  })

  it('counts lines without a time among lines with one', async () => {
    const log = await readSessionFile(fileOf('200\t1 2\n3 4\n'))
    expect(log.leftOut).toEqual([{ reason: 'bad_time', lines: 1, example: 2 }])
    expect(sessionsOf(log)).toEqual([['1', '2']])
  })

  it('refuses an event file', async () => {
    await expect(readSessionFile(fileOf(`${HEADER}a\tb\t1\n`))).rejects.toThrow('is an event file')
  })

  it('reads what was written', async () => {
    const id = fc.stringMatching(/^[\w:/.-]{1,30}$/)
    const sessions = fc.array(fc.array(id, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(sessions, async (written) => {
        const log = await readSessionFile(fileOf(written.map((items) => items.join(' ')).join('\n')))
        expect(sessionsOf(log)).toEqual(written)
      }),
    )
  })
})

describe('files that cannot be read', () => {
  const gzip = gzipSync(HEADER + 'a\tb\t1\n'.repeat(5000))

  it.each([
    ['empty', '', 'is empty'],
    ['an empty gzip', gzipSync(''), 'is empty'],
    ['a gzip cut short', gzip.subarray(0, gzip.length / 2), 'gzip data is damaged or cut short'],
    ['an xz cut short', Buffer.from('fd377a585a000004e6d6b446', 'hex'), 'xz data is damaged or cut short'],
    [
      'not UTF-8',
      Buffer.concat([Buffer.from(HEADER), Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x0a])]),
      'is not UTF-8',
    ],
    ['one endless line', `${HEADER}${'x'.repeat(17 * 1024 * 1024)}`, 'is it a text file'],
  ])('%s', async (_, content, message) => {
    await expect(readEventFile(fileOf(content))).rejects.toThrow(message)
  })

  it('a directory, or nothing at all', async () => {
    await expect(readEventFile('/')).rejects.toThrow('is a directory')
    await expect(readEventFile('/no/such/file')).rejects.toThrow('There is no file /no/such/file')
  })

  it('leaves out a byte order mark', async () => {
    expect(sessionsOf(await readEventFile(fileOf(`\ufeff${HEADER}s\ta\t1\n`)))).toEqual([['a']])
  })
})
