/**
 * @module Reads session files and event files, which carry product ids and no amounts.
 */
import { appendEvents, type ParsedEvents } from '../dataset/event-file.ts'
import type { Format } from '../dataset/part.ts'
import { appendSessions } from '../dataset/session-file.ts'
import type { Imported, Importer } from './imported.ts'

const plain = (format: Format, parsed: ParsedEvents): Imported => ({
  ...parsed,
  format,
  emptyOrders: 0,
  catalog: null,
  details: new Map(),
})

export const importSessions: Importer = async (source, _catalog, store) =>
  plain('sessions', await appendSessions(source, store))
export const importEvents: Importer = async (source, _catalog, store, pseudonym) =>
  plain('events', await appendEvents(source, store, { customerName: pseudonym }))
