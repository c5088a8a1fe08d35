/**
 * @module Time splits: what is learned from is older than what is measured on, never a random draw. A model that has
 * seen tomorrow's sessions finds today's easily, and no shop has tomorrow's.
 */
import { InputError } from '../dataset/input-error.ts'
import { partOfLog } from '../dataset/part-of-log.ts'
import { type SessionLog, sessionCount } from '../dataset/session-log.ts'

export interface TimeSplit {
  train: SessionLog
  test: SessionLog
  /** How the two lie in time, and where that is less than it should be; one sentence. */
  note: string
}

/**
 * Cuts a log at a time (unix seconds: sessions that end then or later are the test), or after a share of its sessions,
 * where sessions that end at the same second stay together.
 * @throws InputError where a time is asked of sessions without times, or either side would be empty
 */
export function splitLog(log: SessionLog, at: { time: number } | { share: number }): TimeSplit {
  const sessions = sessionCount(log)
  const { times } = log
  let cut: number
  if ('time' in at) {
    if (times === null) {
      throw new InputError(
        'The sessions carry no times, so they can’t be split at a date; give a share, as --split 0.9.',
      )
    }
    cut = firstFrom(times, at.time)
  } else {
    cut = Math.floor(sessions * at.share)
    const instant = times?.[cut]
    if (times !== null && instant !== undefined) cut = firstFrom(times, instant)
  }
  if (cut === 0 || cut === sessions) {
    const side = cut === 0 ? 'learn from before' : 'measure on from'
    const span =
      times === null ? '' : ` The sessions run from ${day(times[0])} to ${day(times[sessions - 1])}.`
    throw new InputError(
      `The split leaves nothing to ${side} it: ${cut} of ${sessions} sessions are older.${span}`,
    )
  }
  // Items are numbered by first appearance, so those the older part knows come first.
  const older = partOfLog(log, 0, cut)
  const events = older.events.subarray(0, older.offsets.at(-1))
  const known = events.reduce((most, item) => Math.max(most, item + 1), 0)
  const train = { ...older, events, items: log.items.slice(0, known) }
  const test = partOfLog(log, cut, sessions)
  const note =
    times === null
      ? 'The sessions carry no times; their order in the file was taken for their order in time.'
      : `Trained on sessions that ended before ${instantText(times[cut])}, measured on those that ended then or later.`
  return { train, test, note }
}

/**
 * Looks at two logs that somebody else split.
 * @throws InputError where nothing of the test is newer than what is learned from
 */
export function checkSplit(train: SessionLog, test: SessionLog): string {
  if (train.times === null || test.times === null) {
    const which =
      train.times === test.times
        ? 'The files carry'
        : train.times
          ? 'The test carries'
          : 'The training file carries'
    return `${which} no times, so whether the test is newer than what was learned from could not be checked.`
  }
  const end = train.times.at(-1) ?? 0
  const newest = test.times.at(-1) ?? 0
  if (newest <= end) {
    throw new InputError(
      `The test is older than what is learned from: its last session ended ${instantText(newest)}, the training's ${instantText(end)}. ` +
        'A model must be measured on what came later; exchange the files, or split by time.',
    )
  }
  const within = firstFrom(test.times, end)
  if (within === 0) {
    return `Trained on sessions up to ${instantText(end)}, measured on those that ended later.`
  }
  const sessions = sessionCount(test)
  return (
    `The files overlap in time: ${within} of ${sessions} test sessions ended before the last session learned from (${instantText(end)}), ` +
    'so the figures may be a little too good.'
  )
}

/** The first session that ended at `time` or later; all of them where none did. */
function firstFrom(times: Float64Array, time: number): number {
  const first = times.findIndex((t) => t >= time)
  return first === -1 ? times.length : first
}

const instantText = (seconds: number | undefined): string =>
  `${new Date(1000 * (seconds ?? 0)).toISOString().slice(0, 16).replace('T', ' ')} UTC`
const day = (seconds: number | undefined): string =>
  new Date(1000 * (seconds ?? 0)).toISOString().slice(0, 10)
