/**
 * @module From a release's digest to a release that has answered once: release document, manifest, items, then table
 * after table its blobs and its ONNX session. Every signature, size and digest is checked on the way, before a byte is
 * used; nothing is kept of a release that fails.
 */
import type { Digest } from '../contract/ids.ts'
import { type Items, parseItems } from '../contract/items.ts'
import { blobKey } from '../contract/keys.ts'
import type { Manifest } from '../contract/manifest.ts'
import { checkExpiry } from '../contract/parse-release.ts'
import { ContractError } from '../contract/problem.ts'
import type { Blob, TableManifest } from '../contract/table.ts'
import { ItemModel } from '../runtime/item-model.ts'
import { checkDigest, type DocumentSource, readManifest, readRelease } from './documents.ts'
import { Release } from './release.ts'
import { readExisting } from './storage.ts'

/** An entry of the table takes at least two bytes of index and one of value. */
const LEAST_BYTES_PER_ENTRY = 3
/** Far more than any coding of an entry takes, and room for row scales and alignment. */
const MOST_BYTES_PER_ENTRY = 32
const MOST_BYTES_BESIDE = 4096

export interface ReleaseSource extends DocumentSource {
  /** Milliseconds since the epoch, to tell which releases have expired. */
  now: () => number
}

/**
 * Loads a release and runs each of its tables over all rows.
 * @param makeRoom hears what the release consists of before any of it is in memory
 * @throws ContractError where something stored is missing, wrong or expired, StorageError where R2 fails
 */
export async function loadRelease(
  source: ReleaseSource,
  id: Digest,
  makeRoom: (manifest: Manifest) => void,
): Promise<Release> {
  const { release } = await readRelease(source, id)
  checkExpiry(release, source.now())
  const manifest = await readManifest(source, release.manifest)
  makeRoom(manifest)
  const items = await readItems(source.bucket, manifest)
  return new Release(id, release, manifest, items, await openTables(source.bucket, manifest))
}

/** One after the other: the bytes of one table are out of reach before those of the next are read. */
async function openTables(bucket: R2Bucket, { model, tables }: Manifest): Promise<Map<string, ItemModel>> {
  const models = new Map<string, ItemModel>()
  try {
    for (const [name, table] of Object.entries(tables)) {
      checkWeightsSize(table, model.items)
      const opened = await openTable(bucket, table)
      models.set(name, opened)
      await opened.probe(model.items)
    }
    return models
  } catch (error) {
    await Promise.all(Array.from(models.values(), (opened) => opened.release()))
    throw error
  }
}

/** A function of its own: the weights' bytes must be out of reach once the session holds its copy of them. */
async function openTable(bucket: R2Bucket, table: TableManifest): Promise<ItemModel> {
  const [graph, weights] = await Promise.all([readBlob(bucket, table.graph), readBlob(bucket, table.weights)])
  return ItemModel.open(table, graph, weights)
}

async function readItems(bucket: R2Bucket, manifest: Manifest): Promise<Items> {
  const key = blobKey(manifest.items.sha256)
  const items = parseItems(parseStored(key, await readBlob(bucket, manifest.items)))
  if (items.ids.length !== manifest.model.items) {
    throw new ContractError(
      'bad_items',
      `${key} lists ${items.ids.length} product ids, the manifest says ${manifest.model.items}.`,
    )
  }
  const known = new Set(items.ids)
  const stranger = manifest.popular.find((productId) => !known.has(productId))
  if (stranger !== undefined) {
    throw new ContractError('bad_manifest', `The popular product ${stranger} is not among the model's items.`)
  }
  return items
}

async function readBlob(bucket: R2Bucket, blob: Blob): Promise<Uint8Array> {
  const key = blobKey(blob.sha256)
  const object = await readExisting(bucket, key, blob.bytes)
  if (object.bytes.byteLength !== blob.bytes) {
    throw new ContractError(
      'size_mismatch',
      `${key} has ${object.bytes.byteLength} bytes, the manifest says ${blob.bytes}.`,
    )
  }
  await checkDigest(key, object.bytes, blob.sha256)
  return object.bytes
}

function checkWeightsSize({ weights: { bytes }, neighbours }: TableManifest, items: number): void {
  const entries = items * neighbours
  if (bytes < LEAST_BYTES_PER_ENTRY * entries || bytes > MOST_BYTES_PER_ENTRY * entries + MOST_BYTES_BESIDE) {
    throw new ContractError(
      'bad_manifest',
      `Weights of ${bytes} bytes can't hold ${items} items with ${neighbours} neighbours each.`,
    )
  }
}

function parseStored(key: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes))
  } catch {
    throw new ContractError(
      'bad_json',
      `${key} is not JSON in UTF-8. Publish a release that was written whole.`,
    )
  }
}
