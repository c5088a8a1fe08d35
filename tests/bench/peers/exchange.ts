/**
 * @module Runs a model in a process of its own and takes what it tells.
 *
 * A Python peer gets one argument, JSON as `Request` says, and runs in `home`. It reads the session files, writes its top
 * list for every test prefix, in the order of sessions and prefixes, to items.i32 and scores.f32 there, and prints JSON as
 * `toldSchema` says in its last line.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { type Dataset, VALID_SESSIONS } from './datasets.ts'
import { type Outcome, toldSchema } from './results.ts'
import { scoreLists } from './score.ts'

export interface Request {
  model: string
  home: string
  /** Session files. */
  train: string
  test: string
  /** Item numbers 0 … items − 1 can be ranked. */
  items: number
  listLength: number
  /** How many of the newest training sessions to choose on. */
  validSessions: number
  /** Of all training, over all cores; then the best so far is taken. */
  cpuSeconds: number
  threads: number
  seed: number
}

export type Effort = Pick<Request, 'cpuSeconds' | 'threads' | 'seed'>

export async function runPeer(
  { model, script }: { model: string; script: string },
  python: string,
  home: string,
  dataset: Dataset,
  effort: Effort,
): Promise<Outcome> {
  mkdirSync(home, { recursive: true })
  const { train, test, items, listLength } = dataset
  const request: Request = {
    ...effort,
    model,
    home,
    train,
    test,
    items,
    listLength,
    validSessions: VALID_SESSIONS,
  }
  const args = ['-W', 'ignore', join(import.meta.dirname, script), JSON.stringify(request)]
  const told = toldSchema.parse(JSON.parse(await lastLine(python, args, home)))
  return { ...told, ...scoreLists(home, dataset) }
}

const NODE_MAIN = join(import.meta.dirname, '../../../training/cli/main.ts')
const metricsSchema = z.object({ hr: z.number(), mrr: z.number() })
const evaluatedSchema = z.object({
  models: z.record(z.string(), z.object({ all: metricsSchema, novel: metricsSchema })),
  predictions: z.int(),
})

/** Measures one of Aisle's own models with `aisle evaluate`. */
export async function runAisle(method: string, home: string, dataset: Dataset): Promise<Outcome> {
  mkdirSync(home, { recursive: true })
  const cost = join(import.meta.dirname, 'aisle-cost.ts')
  const told = toldSchema.parse(
    JSON.parse(await lastLine(process.execPath, [cost, method, dataset.train, dataset.test], home)),
  )
  const files = ['--train', dataset.train, '--test', dataset.test, '--format', 'sessions']
  const evaluate = [NODE_MAIN, 'evaluate', ...files, '--model', method, '--json']
  const { models, predictions } = evaluatedSchema.parse(
    JSON.parse(await lastLine(process.execPath, evaluate, home)),
  )
  const metrics = models[method]
  if (metrics === undefined || predictions !== dataset.predictions) {
    throw new Error(`aisle evaluate made ${predictions} predictions instead of ${dataset.predictions}.`)
  }
  return { ...told, ...metrics }
}

/**
 * Runs a program, showing what it says on stderr, and returns the last line of its output.
 * @throws Error with the last line of stderr where it fails
 */
async function lastLine(program: string, args: readonly string[], cwd: string): Promise<string> {
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  child.stderr.pipe(process.stderr, { end: false })
  const closed = once(child, 'close')
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  const [status] = await closed
  const last = (output: string): string => output.trimEnd().split('\n').at(-1) ?? ''
  if (status !== 0) throw new Error(last(stderr) || `it ended with ${status}`)
  return last(stdout)
}
