/**
 * @module A thread of `rank-exported.ts`: opens the model, asks its stretch of the cases, tells the answers.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { openRanker } from '../runtime/onnx-ranker.ts'
import { rowLookup } from './next-item.ts'
import { rankCases } from './rank-cases.ts'
import type { Message, Stretch } from './rank-exported.ts'
import { scoreMass } from './score-mass.ts'

const { exported, table, session, items, cases, k }: Stretch = workerData
const tell = (message: Message): void => parentPort?.postMessage(message)

const ranker = await openRanker(exported)
const reader = { ranker, rowOf: rowLookup(items), session }
const { rank, novelRank, list, listShare, firstShare } = await rankCases(reader, cases, k, {
  mass: scoreMass(table),
  onProgress: (done) => tell({ done }),
})
await ranker.release()
tell({ rank, novelRank, list, listShare, firstShare })
