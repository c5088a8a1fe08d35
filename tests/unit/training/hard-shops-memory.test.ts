/**
 * A large event file becomes a dataset within memory that does not follow its events.
 */
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadDataset } from '../../../training/dataset/dataset.ts'
import { writeLargeEvents } from '../../support/large-events.ts'
import { measuredAisle } from '../../support/measured-aisle.ts'
import { scratch } from './dataset-support.ts'

const BYTES = 250e6
/** Grouped in memory, by columns and a map of session ids, the same file took 1.34 GB; on disk it takes .91. */
const BOUND = 1.05e9

it('a file of 250 MB is imported within the bound', { timeout: 900_000 }, async () => {
  const dir = scratch()
  const [file, data] = [join(dir, 'events.tsv'), join(dir, 'data')]
  const { lines, sessions } = await writeLargeEvents(file, { bytes: BYTES, products: 5000 })
  const { code, stderr, peakBytes } = await measuredAisle(['import', file, '--into', data], { TMPDIR: dir })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(peakBytes).toBeLessThan(BOUND)
  const log = await loadDataset(data)
  expect(log.events.length).toBeLessThanOrEqual(lines)
  expect(log.events.length).toBeGreaterThan(0.99 * lines)
  expect(log.times?.length).toBeGreaterThan(0.99 * sessions)
})
