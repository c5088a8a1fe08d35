/**
 * @module The data the models are compared on, written once for all of them: session files whose ids are item numbers, those
 * of the training sessions first, 0 … n − 1.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readEventFile } from '../../../training/dataset/event-file.ts'
import { readSessionFile } from '../../../training/dataset/session-file.ts'
import { type SessionLog, sessionCount } from '../../../training/dataset/session-log.ts'
import type { DatasetFacts } from './results.ts'

const DATA = join(import.meta.dirname, '../../../../shared/data')

/** The newest training sessions, on which the peers choose; they learn from the older ones. */
export const VALID_SESSIONS = 1_000

const SOURCES = [
  {
    name: 'Serenade sample',
    train: 'serenade/train.tsv.gz',
    test: 'serenade/test.tsv.gz',
    read: readEventFile,
    newest: Number.POSITIVE_INFINITY,
  },
  {
    name: 'Diginetica',
    train: 'sessions/diginetica.train.txt.gz',
    test: 'sessions/diginetica.test.txt.gz',
    read: readSessionFile,
    // As much as the neural models learn to their best in half an hour on two cores, all of them together.
    newest: 20_000,
  },
]

export interface Dataset extends DatasetFacts {
  /** Paths of session files; ids are item numbers, those ≥ `items` are not in training. */
  train: string
  test: string
  testSessions: number[][]
  /** How long a top list must be to tell ranks up to 20 with all of a session's items masked. */
  listLength: number
}

/** Writes the files into `home`. What is not there is left out with a message. */
export async function prepareDatasets(home: string): Promise<Dataset[]> {
  const datasets: Dataset[] = []
  for (const { name, train, test, read, newest } of SOURCES) {
    const [trainPath, testPath] = [join(DATA, train), join(DATA, test)]
    if (!existsSync(trainPath) || !existsSync(testPath)) {
      console.log(`Left out: ${name}, there is no ${trainPath}.`)
      continue
    }
    datasets.push(writeDataset(join(home, name), name, await read(trainPath), await read(testPath), newest))
  }
  return datasets
}

/** Writes the newest training sessions and all test sessions into `home`. */
export function writeDataset(
  home: string,
  name: string,
  train: SessionLog,
  test: SessionLog,
  newest: number,
): Dataset {
  const numbers = new Map<string, number>()
  const numberOf = (id: string): number => {
    const number = numbers.get(id) ?? numbers.size
    numbers.set(id, number)
    return number
  }
  const sessionsOf = (log: SessionLog, first: number): number[][] =>
    Array.from({ length: sessionCount(log) - first }, (_, s) => {
      const events = log.events.subarray(log.offsets[first + s], log.offsets[first + s + 1])
      return Array.from(events, (event) => numberOf(log.items[event] ?? ''))
    })
  const trainSessions = sessionsOf(train, Math.max(0, sessionCount(train) - newest))
  const items = numbers.size
  const testSessions = sessionsOf(test, 0)

  mkdirSync(home, { recursive: true })
  const paths = { train: join(home, 'train.txt'), test: join(home, 'test.txt') }
  const text = (sessions: number[][]): string => sessions.map((session) => `${session.join(' ')}\n`).join('')
  writeFileSync(paths.train, text(trainSessions))
  writeFileSync(paths.test, text(testSessions))
  return {
    name,
    sessions: trainSessions.length,
    ofSessions: sessionCount(train),
    events: trainSessions.flat().length,
    items,
    predictions: testSessions.flat().length - testSessions.length,
    sha256: createHash('sha256').update(text(trainSessions)).update(text(testSessions)).digest('hex'),
    ...paths,
    testSessions,
    listLength: 21 + Math.max(...testSessions.map((session) => new Set(session).size)),
  }
}
