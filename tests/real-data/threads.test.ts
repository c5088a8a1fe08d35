/**
 * A model does not depend on how many cores the machine has that learns it: real sessions on one thread and on two.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readEventFile } from '../../training/dataset/event-file.ts'
import { partOfLog } from '../../training/dataset/part-of-log.ts'
import { type SessionLog, sessionCount } from '../../training/dataset/session-log.ts'
import { countPairs } from '../../training/models/pair-scorer/counting.ts'
import { createExamples } from '../../training/models/pair-scorer/examples.ts'
import { fitScorer } from '../../training/models/pair-scorer/fit.ts'
import { createFitTable } from '../../training/models/pair-scorer/fit-table.ts'

const FILE = join(import.meta.dirname, '../../../shared/data/serenade/train.tsv.gz')
const present = existsSync(FILE)
if (!present) console.warn(`Left out: training on one thread and on two, there is no ${FILE}.`)

/** Newest sessions that the scorer is fitted to; all before them are counted. */
const FITTED = 2000
const RULE = { self: true, alike: false }
const FADING = { slow: 0.15, fast: 0.03 }
const FIT = { nu: 1, steps: 25, batch: 400, seed: 1, source: 0 }

async function train(log: SessionLog, threads: number) {
  const sessions = sessionCount(log)
  const counting = await countPairs({ logs: [partOfLog(log, 0, sessions - FITTED)] }, null, FADING, {
    threads,
  })
  const later = partOfLog(log, sessions - FITTED, sessions)
  const items = new Set(later.events.subarray(later.offsets[0], later.offsets[FITTED]))
  const fitTable = await createFitTable(counting, RULE, Int32Array.from(items).sort())
  const examples = createExamples(later, fitTable)
  const { theta, logOmega, standard } = await fitScorer(counting, fitTable, examples, FIT)
  const table = await counting.table(RULE, { theta, standard }, 1, { neighbours: 50, heads: 2 })
  await counting.close()
  return { examples: examples.targets.length, theta, logOmega, table }
}

/** So that equal means equal to the bit, −0 and all. */
const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength)

describe.runIf(present)('training on the Serenade sample', () => {
  it('gives the same bytes on one thread and on two', async () => {
    const log = await readEventFile(FILE)
    const one = await train(log, 1)
    const two = await train(log, 2)
    expect(one.examples).toBeGreaterThan(3000)
    expect(one.table.value.some((value) => value > 0)).toBe(true)
    const pairs = [
      [one.theta, two.theta],
      [one.logOmega, two.logOmega],
      [one.table.index, two.table.index],
      [one.table.value, two.table.value],
    ] as const
    console.info(
      `Serenade on one thread and two: ${pairs.map(([{ byteLength }]) => byteLength).join(', ')} bytes compared, ` +
        `${one.examples} predictions fitted to`,
    )
    for (const [first, second] of pairs) expect(bytesOf(first).equals(bytesOf(second))).toBe(true)
  })
})
