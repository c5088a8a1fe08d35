/**
 * @module Reads session files and event files, which carry product ids and no amounts.
 */
import { type ParsedEvents, parseEvents } from '../dataset/event-file.ts'
import type { Format } from '../dataset/part.ts'
import { parseSessions } from '../dataset/session-file.ts'
import type { Imported, Importer } from './imported.ts'
import { pseudonym } from './pseudonym.ts'

const plain = (format: Format, parsed: ParsedEvents): Imported => ({
  ...parsed,
  format,
  emptyOrders: 0,
  catalog: null,
  amount: null,
  details: new Map(),
})

export const importSessions: Importer = async (source) => plain('sessions', await parseSessions(source))
export const importEvents: Importer = async (source) => plain('events', await parseEvents(source, pseudonym))
