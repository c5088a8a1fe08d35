/**
 * @module Work on all cores: a job is cut into numbered pieces, whoever is free takes the next, and results go to shared
 * memory. What a piece writes depends on its number alone, so one thread or many give the same bytes.
 *
 * A small job is not worth starting threads for; then its pieces run in this thread, by the same code.
 */
import { availableParallelism } from 'node:os'
import { parentPort, Worker } from 'node:worker_threads'
import { z } from 'zod'

/** Does one piece. */
export type Piece = (index: number) => void
/** Jobs by name; each is made from the arguments of a run and then called once a piece. */
export type Jobs = Record<string, (args: unknown) => Piece>

export interface Pool {
  /** Does pieces 0 … count − 1 of a job; `args` are handed to every thread, typed arrays over shared memory uncopied. */
  run(job: string, count: number, args: unknown): Promise<void>
  close(): Promise<void>
}

export interface PoolOptions {
  /** The module that a thread runs; it calls `serveJobs`. */
  entry: URL
  /** What each thread is set up with, its `workerData`. */
  setup: unknown
  /** The same jobs for this thread. */
  jobs: () => Jobs
  /** 0: no thread is started. */
  threads: number
}

const orderSchema = z.object({
  job: z.string(),
  count: z.int(),
  args: z.unknown(),
  /** The number of the next piece to take. */
  next: z.custom<Int32Array>((value) => value instanceof Int32Array),
})

/** Threads for work over so many rows: one a core, none where the work is done before a thread would have started. */
export const threadsFor = (rows: number): number => (rows < 2000 ? 0 : availableParallelism())

export function createPool({ entry, setup, jobs, threads }: PoolOptions): Pool {
  if (threads === 0) {
    const own = jobs()
    return {
      async run(job, count, args) {
        work(own, job, args, count, new Int32Array(1))
      },
      close: async () => {},
    }
  }
  // What threads leave behind is short-lived. The main thread was seen to keep 134 MB for such, all of it empty.
  const resourceLimits = { maxYoungGenerationSizeMb: 8 }
  const workers = Array.from(
    { length: threads },
    () => new Worker(entry, { workerData: setup, resourceLimits }),
  )
  // A thread without work must not keep a process that has failed elsewhere from ending.
  for (const worker of workers) worker.unref()
  return {
    async run(job, count, args) {
      const next = new Int32Array(new SharedArrayBuffer(4))
      await Promise.all(workers.map((worker) => order(worker, { job, count, args, next })))
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

/** Sends one order and waits for its end. */
function order(worker: Worker, message: z.input<typeof orderSchema>): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error): void => {
      worker.off('message', done).off('error', settle).off('exit', lost).unref()
      if (error === undefined) resolve()
      else reject(error)
    }
    const done = (): void => settle()
    const lost = (): void => settle(new Error('A training thread ended before its work.'))
    // A thread that has ended answers nothing; its number is then −1.
    if (worker.threadId === -1) return lost()
    worker.on('message', done).on('error', settle).on('exit', lost).ref()
    worker.postMessage(message)
  })
}

/** Makes this thread work for the pool that started it. */
export function serveJobs(jobs: Jobs): void {
  const port = parentPort
  if (port === null) throw new Error('This module runs in a thread of a pool.')
  port.on('message', (message: unknown) => {
    const { job, args, count, next } = orderSchema.parse(message)
    try {
      work(jobs, job, args, count, next)
    } catch (error) {
      // What zod throws would arrive without its message.
      throw error instanceof z.ZodError ? new Error(z.prettifyError(error)) : error
    }
    port.postMessage('done')
  })
}

function work(jobs: Jobs, job: string, args: unknown, count: number, next: Int32Array): void {
  const make = jobs[job]
  if (make === undefined) throw new Error(`There is no job ${job}.`)
  const piece = make(args)
  for (let index = Atomics.add(next, 0, 1); index < count; index = Atomics.add(next, 0, 1)) piece(index)
}
