/**
 * @module What a large event file costs: `npm run bench:large`. Generated files of 1 GB, of visits alone and with orders
 * among them, become datasets and models by the command line; time and peak memory of each step. It takes some 5 GB of disk.
 *
 *     node tests/bench/large-file.ts [megabytes]
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bytes, count, table } from '../../training/cli/output.ts'
import { writeLargeEvents } from '../support/large-events.ts'
import { measuredAisle } from '../support/measured-aisle.ts'

const PROMISED_BYTES = 1.5e9
const PRODUCTS = 20_000

const size = Number(process.argv[2] ?? 1000) * 1e6
const promise = `promised ${bytes(PROMISED_BYTES)}`
const rows = [['file', 'command', 'time', 'peak memory', promise]]
for (const orders of [false, true]) {
  const dir = await mkdtemp(join(tmpdir(), 'aisle-large-'))
  try {
    const shop = orders ? 'visits, orders of known customers' : 'visits'
    const file = join(dir, 'events.tsv')
    const { lines, sessions } = await writeLargeEvents(file, { bytes: size, products: PRODUCTS, orders })
    console.log(
      `${shop}, ${bytes(size)}: ${count(lines)} events, ${count(sessions)} sessions, ${count(PRODUCTS)} products`,
    )
    const data = join(dir, 'data')
    for (const args of [
      ['import', file, '--into', data],
      ['train', '--data', data, '--out', join(dir, 'release')],
    ]) {
      const { code, stdout, stderr, peakBytes, seconds } = await measuredAisle(args, { TMPDIR: dir })
      console.log(stdout || stderr)
      const kept = code === 0 && peakBytes <= PROMISED_BYTES ? 'kept' : 'broken'
      rows.push([shop, `aisle ${args[0]}`, `${seconds.toFixed(0)} s`, bytes(peakBytes), kept])
      if (code !== 0) throw new Error(stderr)
    }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}
console.log(table(rows, [2, 3]))
