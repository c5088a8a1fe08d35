/**
 * @module Event files: TSV with a header that names SessionId, ItemId and Time (unix seconds), and optionally Kind (view or
 * purchase, view where absent) and CustomerId (empty where unknown). Further columns are ignored, so the parts of a dataset are event files too.
 */
import { productIdSchema } from '@aisle/edge-model/contract'
import { EventStore } from './event-store.ts'
import { InputError } from './input-error.ts'
import { LeftOut, type LeftOutEntry, type Reason } from './left-out.ts'
import { type OnRead, openText, readLines, type TextSource } from './read-text.ts'
import type { SessionLog } from './session-log.ts'
import type { Kind } from './sorted-events.ts'
import { toSessionLog } from './to-session-log.ts'

/** Beyond it a time is milliseconds, not seconds (year 5138). */
const MAX_SECONDS = 1e11
const SECONDS = /^\d+(\.\d+)?$/
const MAX_ID_LENGTH = productIdSchema.maxLength ?? Number.POSITIVE_INFINITY

/** What was read of one file, beside the events that went into a store. */
export interface ParsedEvents {
  /** Lines read, without the header. */
  lines: number
  leftOut: LeftOut
}

/** A file's sessions, with what was left out of them and why. */
export interface SessionLogFile extends SessionLog {
  lines: number
  leftOut: LeftOutEntry[]
}

/** Unix seconds of a field, or NaN. */
export function parseSeconds(text: string): number {
  const seconds = SECONDS.test(text) ? Number(text) : Number.NaN
  return seconds < MAX_SECONDS ? seconds : Number.NaN
}

/** Whether a text can be an id: not empty, not too long, and fit for a field of a TSV. */
export const isId = (text: string): boolean =>
  text.length > 0 && text.length <= MAX_ID_LENGTH && !/[\t\n\r]/.test(text)

/** Where the columns stand in a line; -1: the file has no such column. */
interface Layout {
  fields: number
  session: number
  item: number
  time: number
  kind: number
  customer: number
}

function readHeader(path: string, line: string): Layout {
  const names = line.split('\t')
  for (const name of ['SessionId', 'ItemId', 'Time']) {
    if (!names.includes(name)) {
      throw new InputError(
        `${path} is no event file: its first line must name SessionId, ItemId and Time, separated by tabs; ${name} is missing.`,
      )
    }
  }
  return {
    fields: names.length,
    session: names.indexOf('SessionId'),
    item: names.indexOf('ItemId'),
    time: names.indexOf('Time'),
    kind: names.indexOf('Kind'),
    customer: names.indexOf('CustomerId'),
  }
}

/**
 * Reads events in one pass and adds them to the store. Either every event of the file carries a time or none.
 * @param options.customerName what is kept of a customer's id
 * @throws InputError where the file can't be read or has no such header; a malformed line is counted, never thrown
 */
export async function appendEvents(
  source: TextSource,
  store: EventStore,
  { sessionPrefix = '', customerName = (id: string): string => id } = {},
): Promise<ParsedEvents> {
  const leftOut = new LeftOut()
  let layout: Layout | undefined
  let timed: boolean | undefined
  let number = 0

  const take = (
    line: string,
    { fields, session, item, time, kind, customer }: Layout,
  ): Reason | undefined => {
    if (line === '') return 'blank'
    const values = line.split('\t')
    if (values.length !== fields) return 'bad_fields'
    const sessionId = values[session] ?? ''
    const itemId = values[item] ?? ''
    const customerId = values[customer] ?? ''
    if (!isId(sessionId) || !isId(itemId) || !(customerId === '' || isId(customerId))) return 'bad_id'
    const timeText = values[time] ?? ''
    const seconds = parseSeconds(timeText)
    const hasTime = timeText !== ''
    if (hasTime !== (timed ?? hasTime) || (hasTime && Number.isNaN(seconds))) return 'bad_time'
    const kindText = kind === -1 ? 'view' : values[kind]
    if (kindText !== 'view' && kindText !== 'purchase') return 'bad_kind'
    timed = hasTime
    store.push({
      sessionId: sessionPrefix + sessionId,
      itemId,
      time: seconds,
      kind: kindText satisfies Kind,
      line: number,
      customer: customerName(customerId),
    })
    return undefined
  }

  for await (const lines of readLines(source)) {
    for (const line of lines) {
      number += 1
      if (layout === undefined) {
        layout = readHeader(source.path, line)
        continue
      }
      const reason = take(line, layout)
      if (reason !== undefined) leftOut.add(reason, number)
    }
  }
  return { lines: Math.max(0, number - 1), leftOut }
}

/**
 * Reads an event file (plain, .gz, .xz) into sessions sorted by their last event, events in a session by time.
 * @throws InputError where it can't be read
 */
export async function readEventFile(path: string, onRead?: OnRead): Promise<SessionLogFile> {
  await using store = await EventStore.open()
  const { lines, leftOut } = await appendEvents(await openText(path, onRead), store)
  const log = await toSessionLog(store, { onRepeat: (line) => leftOut.add('same_line', line) })
  return { ...log, lines, leftOut: leftOut.entries() }
}
