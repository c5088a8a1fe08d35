/**
 * @module From a manifest's digest to a release that has answered once: manifest, then blobs, then the ONNX session.
 * Every size and digest is checked on the way; nothing is kept of a release that fails.
 */
import { z } from 'zod'
import { type Digest, productIdSchema } from '../contract/ids.ts'
import { blobKey, manifestKey } from '../contract/keys.ts'
import { type Blob, MAX_MANIFEST_BYTES, type Manifest, parseManifest } from '../contract/manifest.ts'
import { ContractError } from '../contract/problem.ts'
import { ItemModel } from '../runtime/item-model.ts'
import { sha256Hex } from './digest.ts'
import { Release } from './release.ts'
import { readObject } from './storage.ts'

/** An entry of the table takes at least two bytes of index and one of value. */
const LEAST_BYTES_PER_ENTRY = 3
/** Far more than any coding of an entry takes, and room for row scales and alignment. */
const MOST_BYTES_PER_ENTRY = 32
const MOST_BYTES_BESIDE = 4096

const productIdsSchema = z.array(productIdSchema)

/**
 * Loads a release and runs it over its whole table.
 * @throws ContractError where something stored is missing or wrong, StorageError where R2 fails
 */
export async function loadRelease(bucket: R2Bucket, shop: string, id: Digest): Promise<Release> {
  const manifest = await readManifest(bucket, id)
  if (manifest.shop !== shop) {
    throw new ContractError('other_shop', `The manifest is of shop "${manifest.shop}", this is "${shop}".`)
  }
  checkWeightsSize(manifest)
  const productIds = await readProductIds(bucket, manifest)
  const model = await openModel(bucket, manifest)
  try {
    await model.probe(manifest.model.items)
  } catch (error) {
    await model.release()
    throw error
  }
  return new Release(id, manifest, productIds, model)
}

async function readManifest(bucket: R2Bucket, id: Digest): Promise<Manifest> {
  const key = manifestKey(id)
  const object = await readObject(bucket, key, MAX_MANIFEST_BYTES)
  if (object === null) throw missing(key)
  await checkDigest(key, object.bytes, id)
  return parseManifest(parseStored(key, object.bytes))
}

/** A function of its own: the weights' bytes must be out of reach once the session holds its copy of them. */
async function openModel(bucket: R2Bucket, manifest: Manifest): Promise<ItemModel> {
  const [graph, weights] = await Promise.all([
    readBlob(bucket, manifest.files.graph),
    readBlob(bucket, manifest.files.weights),
  ])
  return ItemModel.open(manifest, graph, weights)
}

async function readProductIds(bucket: R2Bucket, manifest: Manifest): Promise<string[]> {
  const key = blobKey(manifest.files.items.sha256)
  const parsed = productIdsSchema.safeParse(parseStored(key, await readBlob(bucket, manifest.files.items)))
  if (!parsed.success) throw new ContractError('bad_items', `${key} is no JSON array of product ids.`)
  const productIds = parsed.data
  const known = new Set(productIds)
  if (productIds.length !== manifest.model.items) {
    throw new ContractError(
      'bad_items',
      `${key} lists ${productIds.length} product ids, the manifest says ${manifest.model.items}.`,
    )
  }
  if (known.size !== productIds.length) {
    throw new ContractError('bad_items', `${key} lists a product id twice.`)
  }
  const stranger = manifest.popular.find((productId) => !known.has(productId))
  if (stranger !== undefined) {
    throw new ContractError('bad_manifest', `The popular product ${stranger} is not among the model's items.`)
  }
  return productIds
}

async function readBlob(bucket: R2Bucket, blob: Blob): Promise<Uint8Array> {
  const key = blobKey(blob.sha256)
  const object = await readObject(bucket, key, blob.bytes)
  if (object === null) throw missing(key)
  if (object.bytes.byteLength !== blob.bytes) {
    throw new ContractError(
      'size_mismatch',
      `${key} has ${object.bytes.byteLength} bytes, the manifest says ${blob.bytes}.`,
    )
  }
  await checkDigest(key, object.bytes, blob.sha256)
  return object.bytes
}

function checkWeightsSize({ files, model }: Manifest): void {
  const entries = model.items * model.neighbours
  const { bytes } = files.weights
  if (bytes < LEAST_BYTES_PER_ENTRY * entries || bytes > MOST_BYTES_PER_ENTRY * entries + MOST_BYTES_BESIDE) {
    throw new ContractError(
      'bad_manifest',
      `Weights of ${bytes} bytes can't hold ${model.items} items with ${model.neighbours} neighbours each.`,
    )
  }
}

async function checkDigest(key: string, bytes: Uint8Array<ArrayBuffer>, expected: Digest): Promise<void> {
  if ((await sha256Hex(bytes)) === expected) return
  throw new ContractError(
    'digest_mismatch',
    `The bytes of ${key} do not hash to its name. Delete the object and publish the release again.`,
  )
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

function missing(key: string): ContractError {
  return new ContractError('missing_object', `${key} is not in the bucket. Publish the release again.`)
}
