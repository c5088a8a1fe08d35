/**
 * @module Small releases for the Worker's tests: a real graph and real weights, made where they are needed.
 */
import {
  type Blob,
  type Digest,
  MANIFEST_VERSION,
  type Manifest,
  manifestSchema,
} from '../../../edge-model/contract/index.ts'
import { sha256Hex } from '../../../edge-model/releases/digest.ts'
import { buildGraph, IR_VERSION, inputsOf, OPSET, OUTPUTS } from '../../../training/export/graph.ts'
import { packWeights } from '../../../training/export/weights.ts'
import { quantize } from '../../../training/table/quantize.ts'
import { emptyTable } from '../../../training/table/sparse-table.ts'

export type Bytes = Uint8Array<ArrayBuffer>

export interface ReleaseFiles {
  /** Digest of the manifest. */
  id: Digest
  manifest: Manifest
  bytes: { manifest: Bytes; graph: Bytes; weights: Bytes; items: Bytes }
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
  popular?: string[]
  /** Replaces bytes before digests are taken, so that every digest is right and the content wrong. */
  bytes?: Partial<Omit<ReleaseFiles['bytes'], 'manifest'>>
  /** Changes the manifest last. */
  manifest?: (manifest: Manifest) => Manifest
}

export const productId = (row: number): string => `gid://shopify/Product/${1000 + row}`

/**
 * A release of a table in which product r leads to r + step with value 1, to r + 2 · step with 1/2, and so on, so that
 * a test knows every answer without computing one.
 */
export async function releaseFiles(recipe: Recipe): Promise<ReleaseFiles> {
  const { shop, items = 24, neighbours = 3, heads = 1, step = 1 } = recipe
  const table = emptyTable(items, neighbours, heads)
  for (let row = 0; row < items; row++) {
    for (let n = 0; n < neighbours; n++) {
      table.index[row * neighbours + n] = (row + (n + 1) * step) % items
      for (let head = 0; head < heads; head++) {
        table.value[(row * heads + head) * neighbours + n] = 1 / (n + 1) / (head + 1)
      }
    }
  }
  const productIds = Array.from({ length: items }, (_, row) => productId(row))
  const files = {
    graph: Uint8Array.from(buildGraph({ items, neighbours, heads })),
    weights: packWeights(quantize(table)),
    items: jsonBytes(productIds),
    ...recipe.bytes,
  }
  const plain = manifestSchema.parse({
    schemaVersion: MANIFEST_VERSION,
    shop,
    createdAt: '2026-11-01T00:00:00Z',
    model: { name: 'slist', parameters: { step }, items, neighbours },
    session: { maxItems: 10, heads, lengthBuckets: [], positionWeights: [[1, 0.5, 0.25]] },
    files: {
      graph: await blobOf(files.graph),
      weights: await blobOf(files.weights),
      items: await blobOf(files.items),
    },
    onnx: {
      opset: OPSET,
      irVersion: IR_VERSION,
      runtime: 'onnxruntime-web 1.30.0',
      inputs: inputsOf(heads),
      outputs: OUTPUTS,
    },
    popular: recipe.popular ?? [productId(7), productId(8), productId(9), productId(10)],
    training: {
      window: null,
      sessions: 1,
      events: 2,
      dataSha256: '0'.repeat(64),
      codeSha256: '1'.repeat(64),
    },
    quantization: { sessions: 1, top20Overlap: 1 },
  })
  const manifest = recipe.manifest?.(plain) ?? plain
  const manifestBytes = jsonBytes(manifest)
  return { id: await sha256Hex(manifestBytes), manifest, bytes: { ...files, manifest: manifestBytes } }
}

export const jsonBytes = (value: unknown): Bytes =>
  Uint8Array.from(new TextEncoder().encode(JSON.stringify(value)))

async function blobOf(bytes: Bytes): Promise<Blob> {
  return { sha256: await sha256Hex(bytes), bytes: bytes.byteLength }
}
