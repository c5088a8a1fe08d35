/**
 * @module What serving and training cost: `npm run bench`.
 *
 * Serving: one ONNX run through onnxruntime-web, one thread, 10 session items, top 20. The dense scorer stands beside it
 * in the same rounds, so that the ratio holds where the times do not.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { count, table } from '../../training/cli/output.ts'
import { readSessionFile } from '../../training/dataset/session-file.ts'
import { type SessionLog, sessionCount } from '../../training/dataset/session-log.ts'
import { seededRandom } from '../../training/evaluate/random.ts'
import { exportModel } from '../../training/export/export-model.ts'
import { trainSlist } from '../../training/models/slist.ts'
import { openRanker, RUNTIME } from '../../training/runtime/onnx-ranker.ts'
import { emptyTable, type SparseTable } from '../../training/table/sparse-table.ts'
import { buildDenseModel } from './dense-graph.ts'
import { generateLog } from './generated-log.ts'
import { compare, fastest, type Timing } from './measure.ts'

const SIZES = [
  { items: 1_000, neighbours: 50 },
  { items: 10_000, neighbours: 50 },
  { items: 43_000, neighbours: 50 },
  { items: 100_000, neighbours: 50 },
]
const SESSION_ITEMS = 10
const TOP = 20
/** The promise: p50 of one run at 10,000 items, milliseconds. */
const PROMISED = { items: 10_000, p50: 0.3 }

const DIGINETICA = join(import.meta.dirname, '../../../shared/data/sessions/diginetica.train.txt.gz')

function randomTable(items: number, neighbours: number): SparseTable {
  const random = seededRandom(items)
  const { index, value } = emptyTable(items, neighbours)
  return {
    items,
    neighbours,
    heads: 1,
    index: index.map(() => Math.floor(random() * items)),
    value: value.map((_, at) => 1 / (1 + (at % neighbours)) + random() * 1e-3),
  }
}

interface Served {
  items: number
  /** Of the graph that serves, milliseconds. */
  p50: number
  cells: string[]
}

async function benchServing({ items, neighbours }: (typeof SIZES)[number]): Promise<Served> {
  const sparse = randomTable(items, neighbours)
  const exported = exportModel(sparse, 'all')
  const rankers = [
    await openRanker(exported),
    await openRanker(exportModel(sparse, 'candidates')),
    await openRanker(buildDenseModel(items)),
  ]
  const random = seededRandom(1)
  const rows = Int32Array.from({ length: SESSION_ITEMS }, () => Math.floor(random() * items))
  const weights = Float32Array.from(rows, (_, distance) => Math.exp(-distance / 2))
  const timings = await compare(
    rankers.map((ranker) => async () => ranker.rank({ rows, weights }, rows, TOP)),
  )
  for (const ranker of rankers) await ranker.release()
  const [all, candidates, dense] = timings
  if (all === undefined || candidates === undefined || dense === undefined) throw new Error('no timing')
  const size = `${((exported.graph.length + exported.weights.length) / 1e6).toFixed(1)} MB`
  const ratio = `${(dense.p50 / all.p50).toFixed(1)} ×`
  const cells = [count(items), String(neighbours), size, ...[all, candidates, dense].map(format), ratio]
  return { items, p50: all.p50, cells }
}

const format = ({ p50, p99 }: Timing): string => `${p50.toFixed(3)} / ${p99.toFixed(3)}`

function benchTraining(name: string, log: SessionLog): string[] {
  const seconds = fastest(() => trainSlist(log))
  return [
    name,
    count(sessionCount(log)),
    count(log.events.length),
    count(log.items.length),
    `${seconds.toFixed(2)} s`,
  ]
}

console.log(`Serving: ${RUNTIME}, one thread, ${SESSION_ITEMS} session items, top ${TOP}; ms p50 / p99`)
const head = ['items', 'K', 'size', 'rank all', 'rank candidates', 'dense int8', 'dense / rank all']
const served: Served[] = []
for (const size of SIZES) served.push(await benchServing(size))
console.log(table([head, ...served.map(({ cells }) => cells)], [0, 1, 2, 3, 4, 5, 6]))
for (const { items, p50 } of served) {
  if (items !== PROMISED.items) continue
  const verdict = p50 <= PROMISED.p50 ? 'kept' : 'broken'
  console.log(
    `Promised: ${count(items)} items in at most ${PROMISED.p50} ms p50. ${verdict}: ${p50.toFixed(3)} ms`,
  )
}

console.log('\nTraining sparse SLIST, one core')
const training = [['data', 'sessions', 'events', 'items', 'time']]
training.push(benchTraining('generated', generateLog(200_000, 20_000)))
const baskets = generateLog(20_000, 4_000)
training.push(benchTraining('generated baskets', { ...baskets, baskets: baskets.baskets.map(() => 1) }))
if (existsSync(DIGINETICA)) training.push(benchTraining('Diginetica', await readSessionFile(DIGINETICA)))
else console.log(`Left out: Diginetica, there is no ${DIGINETICA}.`)
console.log(table(training, [1, 2, 3, 4]))
