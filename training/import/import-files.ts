/**
 * @module Imports files into a dataset, all of them or none.
 */
import { mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { InputError } from '../dataset/input-error.ts'
import { REASONS } from '../dataset/left-out.ts'
import { type Format, type PartReport, partsDirectory, reportFile } from '../dataset/part.ts'
import { type OnRead, openText } from '../dataset/read-text.ts'
import { explainUnwritable, makeDirectory } from '../dataset/writing.ts'
import type { ProductCatalog } from '../shopify/product-catalog.ts'
import { detectFormat } from './detect-format.ts'
import type { Imported, Importer } from './imported.ts'
import { importOnlineRetail } from './online-retail.ts'
import { importEvents, importSessions } from './plain-files.ts'
import { importShopifyOrders } from './shopify-orders.ts'
import { type WrittenPart, writePart } from './write-part.ts'

const IMPORTERS: Record<Format, Importer> = {
  'shopify-orders': importShopifyOrders,
  'online-retail': importOnlineRetail,
  sessions: importSessions,
  events: importEvents,
}

export interface ImportOptions {
  /** The dataset's directory, made if it is not there. */
  into: string
  /** Null: told by each file's first line. */
  format: Format | null
  /** Reads the shop's catalog; called when the first orders export comes up. Null: SKUs stay as they are. */
  catalog: (() => Promise<ProductCatalog>) | null
  /** Called before each file, for what is to be told of its reading. */
  onFile?: (path: string) => OnRead
  /** The same for what is to be told of its writing, in events. */
  onWrite?: (path: string) => OnRead
}

export interface ImportedPart extends PartReport {
  /** This very file had been imported before; its part was written anew. */
  replaced: boolean
}

/**
 * Reads all files, and only when every one is read and written does any of them appear in the dataset.
 * @throws InputError for the first file that can't be used, or a dataset that can't be written; it is then as it was
 */
export async function importFiles(paths: readonly string[], options: ImportOptions): Promise<ImportedPart[]> {
  let reading: Promise<ProductCatalog> | undefined
  const read = async (path: string): Promise<{ imported: Imported; sha256: string }> => {
    const opened = await openText(path, options.onFile?.(path))
    const { format, source } =
      options.format === null ? await detectFormat(opened) : { format: options.format, source: opened }
    if (format === 'shopify-orders') reading ??= options.catalog?.()
    const imported = await IMPORTERS[format](source, (await reading) ?? null)
    if (imported.ordered.events.length === 0) throw new InputError(nothingUsable(path, imported))
    return { imported, sha256: source.sha256() }
  }

  const parts = partsDirectory(options.into)
  let made: string | undefined
  let staging: string | undefined
  try {
    made = await makeDirectory(resolve(parts))
    staging = await mkdtemp(join(options.into, '.import-'))
    const written = new Map<string, WrittenPart>()
    for (const path of paths) {
      const { imported, sha256 } = await read(path)
      const part = await writePart(imported, { path, sha256 }, staging, options.onWrite?.(path))
      written.set(part.report.name, part)
    }
    return await publishParts([...written.values()], staging, parts)
  } catch (error) {
    if (made !== undefined) await rm(made, { recursive: true })
    throw explainUnwritable(options.into, error)
  } finally {
    if (staging !== undefined) await rm(staging, { recursive: true, force: true })
  }
}

async function publishParts(
  written: readonly WrittenPart[],
  staging: string,
  parts: string,
): Promise<ImportedPart[]> {
  const imported: ImportedPart[] = []
  for (const { report, files } of written) {
    const replaced = await stat(join(parts, reportFile(report.name))).then(
      () => true,
      () => false,
    )
    for (const file of files) await rename(join(staging, file), join(parts, file))
    imported.push({ ...report, replaced })
  }
  return imported
}

function nothingUsable(path: string, { lines, leftOut }: Imported): string {
  const why = leftOut
    .entries()
    .map((entry) => `${entry.lines} × ${REASONS[entry.reason]} (line ${entry.example})`)
  return `${path} holds nothing to learn from: ${lines} lines read; ${why.join('; ') || 'none of them usable'}.`
}
