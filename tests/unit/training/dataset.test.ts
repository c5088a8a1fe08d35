import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { loadDataset } from '../../../training/dataset/dataset.ts'
import { importFiles } from '../../../training/import/import-files.ts'
import { fileOf, scratch, sessionsOf } from './dataset-support.ts'

const events = (...rows: string[]) => fileOf(['SessionId\tItemId\tTime', ...rows].join('\n'))
const importInto = async (into: string, ...paths: string[]) =>
  importFiles(paths, { into, format: null, catalog: null })
const dataset = async (...paths: string[]) => {
  const dir = join(scratch(), 'data')
  await importInto(dir, ...paths)
  return dir
}

describe('loadDataset', () => {
  it('joins parts in time order', async () => {
    const dir = await dataset(events('a\t1\t10', 'c\t3\t30', 'c\t4\t31'), events('b\t2\t20'))
    const log = await loadDataset(dir)
    expect(sessionsOf(log)).toEqual([['1'], ['2'], ['3', '4']])
    expect(log.times).toEqual(Float64Array.of(10, 20, 31))
  })

  it('counts overlapping exports once', async () => {
    const dir = await dataset(
      events('a\t1\t10', 'a\t1\t11', 'b\t2\t20'),
      events('a\t1\t11', 'a\t3\t12', 'b\t2\t20', 'c\t4\t5'),
    )
    expect(sessionsOf(await loadDataset(dir))).toEqual([['4'], ['1', '1', '3'], ['2']])
  })

  it('keeps sessions of equal name apart where the formats differ', async () => {
    const order =
      'Name,Financial Status,Created at,Cancelled at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku\n' +
      'a,paid,1970-01-01 00:00:10 +0000,,1,Mug,5.00,1\n'
    const log = await loadDataset(await dataset(events('a\t1\t10'), fileOf(order)))
    expect(sessionsOf(log)).toEqual([['1'], ['1']])
    expect([...log.baskets].sort()).toEqual([0, 1])
  })

  it('keeps the sessions of several session files apart', async () => {
    const log = await loadDataset(await dataset(fileOf('1 2\n3 4\n'), fileOf('5 6\n7 8\n')))
    expect(sessionsOf(log).map(String).sort()).toEqual(['1,2', '3,4', '5,6', '7,8'])
  })

  it('cuts by the time of the last event: from ≤ time < until', async () => {
    const dir = await dataset(events('a\t1\t10', 'b\t2\t20', 'b\t1\t30', 'c\t3\t40'))
    expect(sessionsOf(await loadDataset(dir, { until: 30 }))).toEqual([['1']])
    expect(sessionsOf(await loadDataset(dir, { from: 30, until: 40 }))).toEqual([['2', '1']])
    const none = await loadDataset(dir, { from: 41 })
    expect([sessionsOf(none), none.items]).toEqual([[], []])
  })

  it('keeps the order of sessions without times, and refuses to cut or mix them', async () => {
    const sessions = fileOf('5 6\n1 2 1\n')
    const dir = await dataset(sessions)
    const log = await loadDataset(dir)
    expect(sessionsOf(log)).toEqual([
      ['5', '6'],
      ['1', '2', '1'],
    ])
    expect(log.times).toBeNull()
    await expect(loadDataset(dir, { from: 1 })).rejects.toThrow('carries no times')
    await expect(loadDataset(await dataset(sessions, events('a\t1\t10')))).rejects.toThrow(
      'with and without times',
    )
  })

  it('refuses a part whose events or report were changed', async () => {
    const dir = await dataset(events('a\t1\t10'))
    const [report = '', rows = ''] = readdirSync(join(dir, 'parts')).map((file) => join(dir, 'parts', file))
    writeFileSync(rows, gzipSync('SessionId\tItemId\tTime\tKind\na\t2\t10\tview\n'))
    await expect(loadDataset(dir)).rejects.toThrow('is not what was imported from input; import it again')
    writeFileSync(report, readFileSync(report, 'utf8').replace('"events": 1', '"events": 0'))
    await expect(loadDataset(dir)).rejects.toThrow(/is no report of an import: events/)
    writeFileSync(report, '{')
    await expect(loadDataset(dir)).rejects.toThrow('is no report of an import')
    rmSync(report)
    await expect(loadDataset(dir)).rejects.toThrow(`There is no dataset in ${dir}`)
  })
})
