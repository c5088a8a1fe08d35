/**
 * @module Asks an exported model all cases, on every core: ONNX Runtime works on one thread, as in a Worker, so each of
 * several threads opens the model and takes a stretch of the cases. The answers don't depend on how many there are.
 */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { SessionRule } from '../../edge-model/contract/table.ts'
import type { ExportedModel } from '../export/export-model.ts'
import type { OnProgress } from '../models/model.ts'
import type { SparseTable } from '../table/sparse-table.ts'
import { type Cases, caseCount, someCases } from './cases.ts'
import { emptyRecords, type Records } from './rank-cases.ts'

/** Below so many cases a thread costs more than it brings. */
const LEAST_CASES = 2000
/** Each holds the model once more. */
const MOST_THREADS = 8

/** What a thread is given. */
export interface Stretch {
  exported: ExportedModel
  /** The table that was exported: its sums make scores shares. */
  table: SparseTable
  session: SessionRule
  /** Product ids of the rows. */
  items: readonly string[]
  cases: Cases
  k: number
}

const messageSchema = z.union([
  z.strictObject({ done: z.int() }),
  z.strictObject({
    rank: z.instanceof(Uint16Array),
    novelRank: z.instanceof(Uint16Array),
    list: z.instanceof(Int32Array),
    listShare: z.instanceof(Float32Array),
    firstShare: z.instanceof(Float32Array),
  }),
])
/** What a thread tells: how many cases are done, and at last the answers. */
export type Message = { done: number } | Omit<Records, 'k'>

/** @throws Error in ONNX Runtime's words, where a thread can't run the model */
export async function rankExported(stretch: Stretch, onProgress?: OnProgress): Promise<Records> {
  const { cases, k } = stretch
  const total = caseCount(cases)
  const threads = Math.max(1, Math.min(availableParallelism(), MOST_THREADS, Math.floor(total / LEAST_CASES)))
  const records = emptyRecords(total, k)
  const done = new Array<number>(threads).fill(0)
  const first = (thread: number): number => Math.floor((thread * total) / threads)
  const run = (thread: number): Promise<void> =>
    inThread({ ...stretch, cases: someCases(cases, first(thread), first(thread + 1)) }, (message) => {
      if ('done' in message) {
        done[thread] = message.done
        onProgress?.(
          done.reduce((sum, each) => sum + each, 0),
          total,
        )
        return
      }
      records.rank.set(message.rank, first(thread))
      records.novelRank.set(message.novelRank, first(thread))
      records.list.set(message.list, k * first(thread))
      records.listShare.set(message.listShare, first(thread))
      records.firstShare.set(message.firstShare, first(thread))
    })
  await Promise.all(Array.from({ length: threads }, (_, thread) => run(thread)))
  return records
}

function inThread(stretch: Stretch, onMessage: (message: Message) => void): Promise<void> {
  const worker = new Worker(new URL('./rank-thread.ts', import.meta.url), { workerData: stretch })
  return new Promise((resolve, reject) => {
    worker.on('message', (message) => onMessage(messageSchema.parse(message)))
    worker.on('error', reject)
    worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`A thread ended with ${code}.`))))
  })
}
