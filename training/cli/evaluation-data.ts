/**
 * @module What `aisle evaluate` learns from and measures on: two files, or a dataset cut in time.
 */
import { basename } from 'node:path'
import { loadCatalog, type ProductContent } from '../dataset/catalog.ts'
import { loadDataset } from '../dataset/dataset.ts'
import { readEventFile } from '../dataset/event-file.ts'
import { REASONS } from '../dataset/left-out.ts'
import { readSessionFile } from '../dataset/session-file.ts'
import { type SessionLog, sessionCount } from '../dataset/session-log.ts'
import { checkSplit, splitLog, type TimeSplit } from '../evaluate/time-split.ts'
import { CliError } from './errors.ts'
import { count, type Output } from './output.ts'
import { withProgress } from './with-progress.ts'

export const FORMATS = ['sessions', 'events'] as const
export type Format = (typeof FORMATS)[number]

export interface EvaluationData extends TimeSplit {
  /** Names of what was read, without folders. */
  sources: string[]
  /** What is known of products, by id; empty where nothing is. */
  contents: ReadonlyMap<string, ProductContent>
}

/** @throws CliError where a file holds no session, InputError where one can't be read or the test is the older */
export async function readFiles(
  { train, test, format }: { train: string; test: string; format: Format },
  output: Output,
): Promise<EvaluationData> {
  const logs = { train: await read(train, format, output), test: await read(test, format, output) }
  return {
    ...logs,
    note: checkSplit(logs.train, logs.test),
    sources: [basename(train), basename(test)],
    contents: new Map(),
  }
}

/** @throws InputError where there is no dataset or it can't be cut there */
export async function readDataset(
  dir: string,
  split: { time: number } | { share: number },
  output: Output,
): Promise<EvaluationData> {
  const log = await withProgress('Reading the dataset', output, (onProgress) =>
    loadDataset(dir, {}, onProgress),
  )
  const parts = splitLog(log, split)
  output.line(
    `${dir}: ${count(sessionCount(parts.train))} sessions to learn from, ${count(sessionCount(parts.test))} to measure on`,
  )
  return { ...parts, sources: [basename(dir)], contents: await loadCatalog(dir) }
}

async function read(path: string, format: Format, output: Output): Promise<SessionLog> {
  const log = await withProgress(`Reading ${path}`, output, (onProgress) =>
    format === 'sessions' ? readSessionFile(path, onProgress) : readEventFile(path, onProgress),
  )
  if (sessionCount(log) === 0) {
    throw new CliError(`${path} holds no session in the format "${format}" (${count(log.lines)} lines read).`)
  }
  output.line(`${path}: ${count(sessionCount(log))} sessions, ${count(log.events.length)} events`)
  for (const { reason, lines, example } of log.leftOut) {
    output.line(`  left out ${count(lines)}: ${REASONS[reason]} (line ${example})`)
  }
  return log
}
