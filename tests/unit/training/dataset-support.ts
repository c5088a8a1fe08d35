/**
 * @module Scratch directories and readable logs for the tests of reading and importing.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { SessionLog } from '../../../training/dataset/session-log.ts'

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
