/**
 * @module Session files: one session a line, item ids in order, separated by white space. Lines may start with unix
 * seconds and a tab, the session's time; either all do or none.
 */
import { isId, type ParsedEvents, parseSeconds, type SessionLogFile } from './event-file.ts'
import { EventStore } from './event-store.ts'
import { InputError } from './input-error.ts'
import { LeftOut, type Reason } from './left-out.ts'
import { type OnRead, openText, readLines, type TextSource } from './read-text.ts'
import { toSessionLog } from './to-session-log.ts'

/** A line that starts with a number and a tab: its time, and the rest. */
const TIMED = /^([\d.]+)\t(.*)$/s

/**
 * Reads sessions in one pass and adds them to the store; a session's id is its line number. Whether lines carry times is told by the first.
 * @throws InputError where the file can't be read; a malformed line is counted, never thrown
 */
export async function appendSessions(source: TextSource, store: EventStore): Promise<ParsedEvents> {
  const leftOut = new LeftOut()
  let timed: boolean | undefined
  let number = 0

  const take = (line: string): Reason | undefined => {
    if (line.trim() === '') return 'blank'
    const [, timeText, rest] = TIMED.exec(line) ?? []
    const hasTime = timeText !== undefined
    const seconds = parseSeconds(timeText ?? '')
    if (hasTime !== (timed ?? hasTime) || (hasTime && Number.isNaN(seconds))) return 'bad_time'
    const ids = (rest ?? line).trim().split(/\s+/)
    if (!ids.every(isId)) return 'bad_id'
    timed = hasTime
    const session = {
      sessionId: String(number),
      time: seconds,
      kind: 'view',
      line: number,
      customer: '',
    } as const
    for (const itemId of ids) store.push({ ...session, itemId })
    return undefined
  }

  for await (const lines of readLines(source)) {
    for (const line of lines) {
      number += 1
      if (number === 1 && line.startsWith('SessionId\t')) {
        throw new InputError(`${source.path} is an event file (its header says so), not a file of sessions.`)
      }
      const reason = take(line)
      if (reason !== undefined) leftOut.add(reason, number)
    }
  }
  return { lines: number, leftOut }
}

/**
 * Reads a session file (plain, .gz, .xz) into sessions in time order; without times, in the order of the file.
 * @throws InputError where it can't be read
 */
export async function readSessionFile(path: string, onRead?: OnRead): Promise<SessionLogFile> {
  await using store = await EventStore.open()
  const { lines, leftOut } = await appendSessions(await openText(path, onRead), store)
  return { ...(await toSessionLog(store)), lines, leftOut: leftOut.entries() }
}
