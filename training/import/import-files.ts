/**
 * @module Imports files into a dataset, all of them or none.
 */
import { hash } from 'node:crypto'
import { mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { type CatalogReport, catalogDirectory, catalogReportFile } from '../dataset/catalog-source.ts'
import { EventStore } from '../dataset/event-store.ts'
import { InputError } from '../dataset/input-error.ts'
import { type LeftOut, REASONS } from '../dataset/left-out.ts'
import { type Format, type PartReport, partsDirectory, reportFile } from '../dataset/part.ts'
import { type OnRead, openText, type TextSource } from '../dataset/read-text.ts'
import { explainUnwritable, makeDirectory } from '../dataset/writing.ts'
import type { ProductCatalog } from '../shopify/product-catalog.ts'
import { detectFormat, type FileFormat } from './detect-format.ts'
import type { Importer } from './imported.ts'
import { importOnlineRetail } from './online-retail.ts'
import { importEvents, importSessions } from './plain-files.ts'
import { importProducts } from './products.ts'
import { type Pseudonym, pseudonymsOf } from './pseudonym.ts'
import { keepKey, openKey } from './pseudonym-key.ts'
import { importShopifyOrders } from './shopify-orders.ts'
import { type CatalogFacts, type WrittenCatalog, writeCatalog } from './write-catalog.ts'
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
  format: FileFormat | null
  /**
   * Reads the shop's catalog: for the first orders export, else after the last file. Its contents are imported too.
   * Null: SKUs stay as they are.
   */
  catalog: (() => Promise<ProductCatalog>) | null
  /** Called before each file, for what is to be told of its reading. */
  onFile?: (path: string) => OnRead
  /** The same for what is to be told of its writing, in events. */
  onWrite?: (path: string) => OnRead
}

/** A report, and whether this very file or shop had been imported before: it was written anew then. */
export type Replacing<Report> = Report & { replaced: boolean }
export type ImportedPart = Replacing<PartReport>
export type ImportedCatalog = Replacing<CatalogReport>

/**
 * Reads all files, and only when every one is read and written does any of them appear in the dataset.
 * @returns reports in the order of the files, the shop's catalog last
 * @throws InputError for the first file that can't be used, or a dataset that can't be written; it is then as it was
 */
export async function importFiles(
  paths: readonly string[],
  options: ImportOptions,
): Promise<(ImportedPart | ImportedCatalog)[]> {
  let reading: Promise<ProductCatalog> | undefined
  const importFile = async (
    path: string,
    staging: string,
    pseudonym: Pseudonym,
  ): Promise<WrittenPart | WrittenCatalog> => {
    const opened = await openText(path, options.onFile?.(path))
    const { format, delimiter, source } = await detectFormat(opened, options.format)
    if (format === 'products') return importProductsFile(source, delimiter, staging)
    if (format === 'shopify-orders') reading ??= options.catalog?.()
    await using store = await EventStore.open(staging)
    const imported = await IMPORTERS[format](source, (await reading) ?? null, store, pseudonym)
    if (store.length === 0) throw new InputError(nothingUsable(path, 'to learn from', imported))
    return await writePart(
      imported,
      store,
      { path, sha256: source.sha256() },
      staging,
      options.onWrite?.(path),
    )
  }

  let made: string | undefined
  let staging: string | undefined
  try {
    made = await makeDirectory(resolve(options.into))
    staging = await mkdtemp(join(options.into, '.import-'))
    const key = await openKey(options.into)
    const pseudonym = pseudonymsOf(key.bytes)
    const written = new Map<string, WrittenPart | WrittenCatalog>()
    for (const path of paths) {
      const result = await importFile(path, staging, pseudonym)
      written.set(result.report.name, result)
    }
    reading ??= options.catalog?.()
    const catalog = await reading
    if (catalog !== undefined) {
      const result = await writeShop(catalog, staging)
      written.set(result.report.name, result)
    }
    if ([...written.values()].some(({ report }) => 'customers' in report && report.customers > 0)) {
      await keepKey(options.into, key, new Set(written.keys()))
    }
    return await publish([...written.values()], staging, options.into)
  } catch (error) {
    if (made !== undefined) await rm(made, { recursive: true })
    throw explainUnwritable(options.into, error)
  } finally {
    if (staging !== undefined) await rm(staging, { recursive: true, force: true })
  }
}

async function importProductsFile(
  source: TextSource,
  delimiter: ',' | '\t',
  staging: string,
): Promise<WrittenCatalog> {
  const { mtime } = await stat(source.path)
  const { contents, lines, leftOut } = await importProducts(source, delimiter)
  if (contents.size === 0) throw new InputError(nothingUsable(source.path, 'of products', { lines, leftOut }))
  const facts: CatalogFacts = {
    format: 'products',
    source: basename(source.path),
    asOf: mtime.toISOString(),
    lines,
    leftOut: leftOut.entries(),
  }
  return writeCatalog(contents, source.sha256(), facts, staging)
}

function writeShop({ shop, contents }: ProductCatalog, staging: string): Promise<WrittenCatalog> {
  const facts: CatalogFacts = {
    format: 'shop',
    source: shop,
    asOf: new Date().toISOString(),
    lines: contents.size,
    leftOut: [],
  }
  return writeCatalog(contents, hash('sha256', shop), facts, staging)
}

async function publish(
  written: readonly (WrittenPart | WrittenCatalog)[],
  staging: string,
  into: string,
): Promise<(ImportedPart | ImportedCatalog)[]> {
  const imported: (ImportedPart | ImportedCatalog)[] = []
  for (const { report, files } of written) {
    const [directory, reportName] =
      'products' in report
        ? [catalogDirectory(into), catalogReportFile(report.name)]
        : [partsDirectory(into), reportFile(report.name)]
    await makeDirectory(resolve(directory))
    const replaced = await stat(join(directory, reportName)).then(
      () => true,
      () => false,
    )
    for (const file of files) await rename(join(staging, file), join(directory, file))
    imported.push({ ...report, replaced })
  }
  return imported
}

function nothingUsable(
  path: string,
  what: string,
  { lines, leftOut }: { lines: number; leftOut: LeftOut },
): string {
  const why = leftOut
    .entries()
    .map((entry) => `${entry.lines} × ${REASONS[entry.reason]} (line ${entry.example})`)
  return `${path} holds nothing ${what}: ${lines} lines read; ${why.join('; ') || 'none of them usable'}.`
}
