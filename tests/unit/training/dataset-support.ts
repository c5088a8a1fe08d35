/**
 * @module Scratch directories and readable logs for the tests of reading and importing.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { EventStore } from '../../../training/dataset/event-store.ts'
import { openText } from '../../../training/dataset/read-text.ts'
import type { SessionLog } from '../../../training/dataset/session-log.ts'
import { toSessionLog } from '../../../training/dataset/to-session-log.ts'
import type { Imported, Importer } from '../../../training/import/imported.ts'
import { pseudonymsOf } from '../../../training/import/pseudonym.ts'

/** Names customers where no dataset has a key. */
const KEY = new Uint8Array(32)

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

/** What an importer made of a file, and the store that it went into. */
export interface Read extends Imported {
  store: EventStore
}

/** Reads a file's content by an importer. */
export async function readBy(
  importer: Importer,
  content: string,
  catalog: Parameters<Importer>[1] = null,
): Promise<Read> {
  const store = await EventStore.open()
  onTestFinished(() => store[Symbol.asyncDispose]())
  const pseudonym = pseudonymsOf(KEY)
  return { ...(await importer(await openText(fileOf(content)), catalog, store, pseudonym)), store }
}

/** What was read from a file: its baskets, how many lines were left out for which reason, its amounts. */
export const baskets = async ({ store }: Read) => sessionsOf(await toSessionLog(store))
export const reasons = (imported: Imported) =>
  Object.fromEntries(imported.leftOut.entries().map(({ reason, lines }) => [reason, lines]))
export async function amounts({ store }: Read): Promise<{ quantity: number; unitPrice: number }[]> {
  const found = []
  for await (const batch of (await store.sorted()).batches()) {
    for (let row = 0; row < batch.length; row++) {
      found.push({ quantity: batch.quantity(row), unitPrice: batch.unitPrice(row) })
    }
  }
  return found
}
