/**
 * @module Reads a dataset: all its parts as one log of sessions.
 */
import { join } from 'node:path'
import { appendEvents } from './event-file.ts'
import { EventStore, type TimeRange } from './event-store.ts'
import { InputError } from './input-error.ts'
import { eventsFile, formatSchema, type PartReport, partsDirectory, readReports } from './part.ts'
import { type OnRead, openText } from './read-text.ts'
import type { SessionLog } from './session-log.ts'
import { toSessionLog } from './to-session-log.ts'

/**
 * All sessions of a dataset in time order, their last event within `range` (unix seconds, from ≤ time < until).
 *
 * Exports may overlap: a session id that several parts of one format hold is one session, and an event that several of
 * them hold counts once.
 * @param onProgress called with the events read so far and all there are
 * @throws InputError where there is no dataset, a part is damaged, or parts with and without times are mixed
 */
export async function loadDataset(
  dir: string,
  range: TimeRange = {},
  onProgress?: OnRead,
): Promise<SessionLog> {
  const reports = await readReports(dir)
  checkTimes(dir, reports, range)
  await using store = await EventStore.open()
  const events = reports.reduce((sum, report) => sum + report.events, 0)
  for (const report of reports) {
    const before = store.length
    await readPart(dir, report, store, (done, total) =>
      onProgress?.(before + (report.events * done) / total, events),
    )
  }
  return await toSessionLog(store, { range, onRepeat: () => {} })
}

function checkTimes(dir: string, reports: readonly PartReport[], { from, until }: TimeRange): void {
  const timed = reports.filter((report) => report.window !== null)
  const untimed = reports.find((report) => report.window === null)
  if (untimed === undefined) return
  if (timed.length > 0) {
    throw new InputError(
      `${dir} mixes sessions with and without times: ${untimed.source.file} has none. Import it into a directory of its own.`,
    )
  }
  if (from !== undefined || until !== undefined) {
    throw new InputError(`${untimed.source.file} in ${dir} carries no times, so it can't be cut by time.`)
  }
}

async function readPart(dir: string, report: PartReport, store: EventStore, onRead: OnRead): Promise<void> {
  const source = await openText(join(partsDirectory(dir), eventsFile(report.name)), onRead)
  const before = store.length
  // Sessions of two formats are never one, whatever they are called.
  await appendEvents(source, store, { sessionPrefix: `${formatSchema.options.indexOf(report.format)} ` })
  if (source.sha256() !== report.eventsSha256 || store.length - before !== report.events) {
    throw new InputError(
      `${source.path} is not what was imported from ${report.source.file}; import it again.`,
    )
  }
}
