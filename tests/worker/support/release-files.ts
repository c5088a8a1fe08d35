/**
 * @module Small releases for the Worker's tests: a real graph and real weights, made where they are needed.
 */

import { sha256Hex } from '../../../edge-model/contract/digest.ts'
import {
  type Blob,
  canonicalBytes,
  type Digest,
  MANIFEST_TYPE,
  MANIFEST_VERSION,
  type Manifest,
  manifestSchema,
  type RankingForm,
  RELEASE_TYPE,
  type ReleaseDocument,
  type SlotRule,
  sign,
  type TableManifest,
  type Theme,
} from '../../../edge-model/contract/index.ts'
import { buildGraph, IR_VERSION, inputsOf, OPSET, OUTPUTS } from '../../../training/export/graph.ts'
import { packWeights } from '../../../training/export/weights.ts'
import { quantize } from '../../../training/table/quantize.ts'
import { emptyTable } from '../../../training/table/sparse-table.ts'
import { testKey } from './test-keys.ts'

export type Bytes = Uint8Array<ArrayBuffer>

/** The signed documents of a release. */
export interface Documents {
  /** Digest of the release document: the release's id. */
  id: Digest
  release: ReleaseDocument
  manifestId: Digest
  /** As they are sent and stored: signed envelopes. */
  signed: { manifest: Bytes; release: Bytes }
}

export interface ReleaseFiles extends Documents {
  manifest: Manifest
  /** The manifest's entry of the table `next`. */
  table: TableManifest
  /** Of the items and the table `next`. */
  bytes: { graph: Bytes; weights: Bytes; items: Bytes }
  /** Every blob, those of other tables included. */
  blobs: { sha256: Digest; bytes: Bytes }[]
}

export interface Recipe {
  shop: string
  /** Products; product r is called `productId(r)`. */
  items?: number
  neighbours?: number
  /** Values an entry; the second is half the first. */
  heads?: 1 | 2
  /** How far the strongest neighbour of a product is: neighbours of r are r + step, r + 2 · step … */
  step?: number
  ranks?: RankingForm
  /** More tables beside `next`: their steps by name. */
  others?: Record<string, number>
  /** Replaces the rules of slots; without it every slot reads `next` and leaves nothing out. */
  slots?: Partial<Manifest['slots']>
  /** By row; by default each row is a family of its own, nothing repeats, nothing is fresh. */
  families?: number[]
  repeats?: number[]
  fresh?: number[]
  popular?: string[]
  /** Replaces bytes before digests are taken, so that every digest is right and the content wrong. */
  bytes?: Partial<ReleaseFiles['bytes']>
  /** Changes the entry of the table `next`. */
  table?: (table: TableManifest) => TableManifest
  /** Changes the manifest last. */
  manifest?: (manifest: Manifest) => Manifest
  /** Changes the release document, its theme for example. */
  release?: (release: ReleaseDocument) => ReleaseDocument
}

/** One shelf a page. */
export const plainTheme: Theme = {
  schemaVersion: 1,
  name: 'plain',
  pages: {
    home: [{ slot: 'for-you', title: 'For you', layout: 'grid', length: 8 }],
    product: [{ slot: 'goes-well-with', title: 'Goes well with', layout: 'row', length: 6 }],
    collection: [],
    search: [],
    cart: [{ slot: 'cart', title: 'You might also like', layout: 'row', length: 4 }],
  },
}

/** Signs a manifest, whatever it holds, and the release of it, with the key of tests. */
export async function signRelease(
  shop: string,
  manifest: unknown,
  change: (release: ReleaseDocument) => ReleaseDocument = (release) => release,
): Promise<Documents> {
  const key = await testKey()
  const manifestId = await sha256Hex(canonicalBytes(manifest))
  const release = change({
    schemaVersion: 1,
    shop,
    manifest: manifestId,
    theme: plainTheme,
    createdAt: '2026-11-01T00:00:00Z',
    expiresAt: '2126-11-01T00:00:00Z',
  })
  return {
    id: await sha256Hex(canonicalBytes(release)),
    release,
    manifestId,
    signed: {
      manifest: await sign(MANIFEST_TYPE, manifest, key),
      release: await sign(RELEASE_TYPE, release, key),
    },
  }
}

/** Leaves nothing out. */
export const openRule = (table = 'next'): SlotRule => ({
  table,
  items: 50,
  bought: true,
  perFamily: 50,
  ownFamily: true,
  filled: true,
})

export const productId = (row: number): string => `gid://shopify/Product/${1000 + row}`

type Shape = Required<Pick<Recipe, 'items' | 'neighbours' | 'heads'>>

/**
 * A release of a table in which product r leads to r + step with value 1, to r + 2 · step with 1/2, and so on, so that
 * a test knows every answer without computing one.
 */
export async function releaseFiles(recipe: Recipe): Promise<ReleaseFiles> {
  const { shop, items = 24, neighbours = 3, heads = 1, step = 1, ranks = 'all', others = {} } = recipe
  const shape = { items, neighbours, heads }
  const rows = Array.from({ length: items }, (_, row) => row)
  const flags = (ones: number[] = []) => rows.map((row) => (ones.includes(row) ? 1 : 0))
  const files = {
    ...tableBytes(shape, step, ranks),
    items: jsonBytes({
      ids: rows.map(productId),
      families: recipe.families ?? rows,
      repeats: flags(recipe.repeats),
      fresh: flags(recipe.fresh),
    }),
    ...recipe.bytes,
  }
  const own = await describeTable(shape, files, ranks)
  const table = recipe.table?.(own) ?? own
  const tables = { next: table }
  const blobs = [files.graph, files.weights, files.items]
  for (const [name, otherStep] of Object.entries(others)) {
    const other = tableBytes(shape, otherStep, ranks)
    Reflect.set(tables, name, await describeTable(shape, other, ranks))
    blobs.push(other.graph, other.weights)
  }
  const plain = manifestSchema.parse({
    schemaVersion: MANIFEST_VERSION,
    shop,
    createdAt: '2026-11-01T00:00:00Z',
    model: { name: 'slist', parameters: { step }, items },
    items: await blobOf(files.items),
    tables,
    slots: {
      'for-you': openRule(),
      'goes-well-with': openRule(),
      similar: openRule(),
      cart: openRule(),
      ...recipe.slots,
    },
    exploration: { share: 0 },
    popular: recipe.popular ?? [productId(7), productId(8), productId(9), productId(10)],
    training: {
      window: null,
      sessions: 1,
      events: 2,
      dataSha256: '0'.repeat(64),
      codeSha256: '1'.repeat(64),
    },
  })
  const manifest = recipe.manifest?.(plain) ?? plain
  return {
    ...(await signRelease(shop, manifest, recipe.release)),
    manifest,
    table,
    bytes: files,
    blobs: await Promise.all(blobs.map(async (bytes) => ({ sha256: await sha256Hex(bytes), bytes }))),
  }
}

function tableBytes(shape: Shape, step: number, ranks: RankingForm): { graph: Bytes; weights: Bytes } {
  const { items, neighbours, heads } = shape
  const table = emptyTable(items, neighbours, heads)
  for (let row = 0; row < items; row++) {
    for (let n = 0; n < neighbours; n++) {
      table.index[row * neighbours + n] = (row + (n + 1) * step) % items
      for (let head = 0; head < heads; head++) {
        table.value[(row * heads + head) * neighbours + n] = 1 / (n + 1) / (head + 1)
      }
    }
  }
  return { graph: Uint8Array.from(buildGraph(shape, ranks)), weights: packWeights(quantize(table)) }
}

async function describeTable(
  { neighbours, heads }: Shape,
  { graph, weights }: { graph: Bytes; weights: Bytes },
  ranks: RankingForm,
): Promise<TableManifest> {
  return {
    neighbours,
    ranks,
    session: { maxItems: 10, heads, lengthBuckets: [], positionWeights: [[1, 0.5, 0.25]] },
    graph: await blobOf(graph),
    weights: await blobOf(weights),
    onnx: {
      opset: OPSET,
      irVersion: IR_VERSION,
      runtime: 'onnxruntime-web 1.30.0',
      inputs: inputsOf(heads),
      outputs: OUTPUTS,
    },
    quantization: { sessions: 1, top20Overlap: 1 },
  }
}

/** The manifest of version 1 of a release of one table, and the items blob that went with it. */
export async function releaseOfVersion1(
  recipe: Recipe,
): Promise<Documents & Pick<ReleaseFiles, 'blobs' | 'bytes'> & { manifest: unknown }> {
  const { manifest, table, bytes } = await releaseFiles(recipe)
  const items = jsonBytes(Array.from({ length: manifest.model.items }, (_, row) => productId(row)))
  const { shop, createdAt, popular, training } = manifest
  const { neighbours, session, graph, weights, onnx, quantization } = table
  const old = {
    schemaVersion: 1,
    ...{ shop, createdAt, session, onnx, popular, training, quantization },
    model: { ...manifest.model, neighbours },
    files: { graph, weights, items: await blobOf(items) },
  }
  const blobs = [bytes.graph, bytes.weights, items]
  return {
    ...(await signRelease(shop, old, recipe.release)),
    manifest: old,
    bytes: { ...bytes, items },
    blobs: await Promise.all(blobs.map(async (blob) => ({ sha256: await sha256Hex(blob), bytes: blob }))),
  }
}

export const jsonBytes = (value: unknown): Bytes =>
  Uint8Array.from(new TextEncoder().encode(JSON.stringify(value)))

async function blobOf(bytes: Bytes): Promise<Blob> {
  return { sha256: await sha256Hex(bytes), bytes: bytes.byteLength }
}
