/**
 * One protocol for all: what `aisle evaluate` finds of a model is what the peers' scorer finds of the model's top lists.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sessionRows } from '../../../edge-model/contract/session.ts'
import { readSessionFile } from '../../../training/dataset/session-file.ts'
import { evaluateNextItem, rowLookup } from '../../../training/evaluate/next-item.ts'
import { trainSlist } from '../../../training/models/slist.ts'
import { tableRanker } from '../../../training/table/score.ts'
import { generateLog } from '../../bench/generated-log.ts'
import { type Dataset, writeDataset } from '../../bench/peers/datasets.ts'
import { scoreLists } from '../../bench/peers/score.ts'

let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'aisle-peers-'))
})
afterEach(() => rmSync(home, { recursive: true }))

/** A peer that answers with the lists of SLIST, all scores below 0, and what evaluation says of SLIST itself. */
async function answerAsSlist(dataset: Dataset) {
  const train = await readSessionFile(dataset.train)
  const rowOf = rowLookup(train.items)
  const { table, session } = trainSlist(train)
  const ranker = tableRanker(table)
  const length = dataset.listLength
  const items = new Int32Array(dataset.predictions * length).fill(-1)
  const scores = new Float32Array(dataset.predictions * length).fill(Number.NEGATIVE_INFINITY)
  let start = 0
  for (const test of dataset.testSessions) {
    for (let end = 1; end < test.length; end++) {
      const rows = sessionRows(test.slice(0, end).map(String), rowOf, session)
      const ranking = await ranker.rank(rows, new Int32Array(0), length)
      for (let place = 0; place < ranking.items.length; place++) {
        items[start + place] = Number(train.items[ranking.items[place] ?? -1])
        scores[start + place] = -1 / (ranking.scores[place] ?? 1)
      }
      start += length
    }
  }
  writeFileSync(join(home, 'items.i32'), items)
  writeFileSync(join(home, 'scores.f32'), scores)
  const test = await readSessionFile(dataset.test)
  return evaluateNextItem({ ranker, rowOf, session }, test, { k: 20, minPrefix: 1 })
}

it("finds of a model's lists what evaluation finds of the model", async () => {
  const dataset = writeDataset(home, 'generated', generateLog(600, 200), generateLog(100, 280), 400)
  expect(dataset).toMatchObject({ sessions: 400, ofSessions: 600 })
  expect(dataset.testSessions.flat().some((item) => item >= dataset.items)).toBe(true)

  const evaluated = await answerAsSlist(dataset)
  const scored = scoreLists(home, dataset)
  expect(evaluated.predictions).toBe(dataset.predictions)
  expect(evaluated.novel.hr).not.toBe(evaluated.all.hr)
  expect(scored).toEqual({ all: evaluated.all, novel: evaluated.novel })
})

it('refuses lists that are cut short', () => {
  const dataset = writeDataset(home, 'generated', generateLog(60, 80), generateLog(10, 80), 60)
  writeFileSync(join(home, 'items.i32'), new Int32Array(3))
  writeFileSync(join(home, 'scores.f32'), new Float32Array(3))
  expect(() => scoreLists(home, dataset)).toThrow(/items.i32 has 12 bytes instead of/)
})
