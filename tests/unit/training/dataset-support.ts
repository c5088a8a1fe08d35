/**
 * @module Scratch directories and readable logs for the tests of reading and importing.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { SessionLog } from '../../../training/dataset/session-log.ts'
import { toSessionLog } from '../../../training/dataset/to-session-log.ts'
import type { Imported } from '../../../training/import/imported.ts'

/** A fresh directory, gone after the test. */
export function scratch(): string {
  const dir = mkdtempSync(join(tmpdir(), 'aisle-test-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

/** Writes a file into a fresh directory and says where it is. */
export function fileOf(content: string | Uint8Array, name = 'input'): string {
  const path = join(scratch(), name)
  writeFileSync(path, content)
  return path
}

/** A log's sessions as lists of product ids. */
export const sessionsOf = (log: SessionLog): string[][] =>
  Array.from({ length: log.offsets.length - 1 }, (_, s) =>
    Array.from(log.events.subarray(log.offsets[s], log.offsets[s + 1]), (item) => log.items[item] ?? '?'),
  )

/** What was read from a file: its baskets, how many lines were left out for which reason, its amounts. */
export const baskets = (imported: Imported) => sessionsOf(toSessionLog(imported.columns, imported.ordered))
export const reasons = (imported: Imported) =>
  Object.fromEntries(imported.leftOut.entries().map(({ reason, lines }) => [reason, lines]))
export const amounts = (imported: Imported) =>
  Array.from(imported.ordered.events, (event) => imported.amount?.(event))
