/**
 * @module The model manifest: everything a Worker must know to serve a model, and where the model came from.
 * Stored as canonical JSON (RFC 8785) under `manifests/<sha256 of its bytes>.json`.
 */
import { z } from 'zod'
import { digestSchema, productIdSchema, shopNameSchema } from './ids.ts'
import { ContractError, describeIssues } from './problem.ts'

/** The manifest version this code writes and reads. */
export const MANIFEST_VERSION = 1

/** An isolate has 128 MB for everything and holds two models while it swaps one for the other. */
export const MAX_BLOB_BYTES = 40 * 1024 * 1024
export const MAX_MANIFEST_BYTES = 256 * 1024
/** Popular products a manifest may list. */
export const MAX_POPULAR = 200

const blobSchema = z.strictObject({ sha256: digestSchema, bytes: z.int().min(1).max(MAX_BLOB_BYTES) })
export type Blob = z.infer<typeof blobSchema>

const tensorSchema = z.strictObject({
  name: z.string().min(1),
  type: z.enum(['float32', 'int32', 'int64', 'uint8']),
  /** A number is a fixed dimension, a string names a free one. */
  shape: z.array(z.union([z.int().min(0), z.string().min(1)])),
})

export const manifestSchema = z.strictObject({
  schemaVersion: z.literal(MANIFEST_VERSION),
  shop: shopNameSchema,
  createdAt: z.iso.datetime(),
  model: z.strictObject({
    /** The training method: `pair-scorer`, `slist`. */
    name: z.string().min(1).max(64),
    parameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
    /** Rows of the table: products the model knows. */
    items: z.int().min(1),
    /** Entries kept per row, K. */
    neighbours: z.int().min(1),
  }),
  session: z
    .strictObject({
      /** The most recent distinct items that count. */
      maxItems: z.int().min(1).max(50),
      /** Values an entry of the table: 1, or 2: one for the session's newest event, one for the items before it. */
      heads: z.union([z.literal(1), z.literal(2)]),
      /** Lengths up to which sessions are weighed alike, ascending; one bucket more holds all longer sessions. */
      lengthBuckets: z.array(z.int().min(1)).max(20),
      /**
       * By bucket, the weight of an item by its distance from the session's end; the last entry holds for every larger
       * distance.
       */
      positionWeights: z.array(z.array(z.number().positive()).min(1).max(50)).min(1).max(21),
    })
    .refine(({ lengthBuckets, positionWeights }) => positionWeights.length === lengthBuckets.length + 1, {
      path: ['positionWeights'],
      error: 'must have one entry more than lengthBuckets',
    }),
  files: z.strictObject({
    graph: blobSchema,
    weights: blobSchema,
    /** JSON array of product ids: entry r is the product of table row r. */
    items: blobSchema,
  }),
  onnx: z.strictObject({
    opset: z.int().min(1),
    irVersion: z.int().min(1),
    runtime: z.string().min(1),
    inputs: z.array(tensorSchema),
    outputs: z.array(tensorSchema),
  }),
  /** Best sellers, best first: the answer to an empty or unknown session. */
  popular: z.array(productIdSchema).max(MAX_POPULAR),
  training: z.strictObject({
    /** End of the first and of the last session learned from; null where the data carries no time. */
    window: z.strictObject({ from: z.iso.datetime(), to: z.iso.datetime() }).nullable(),
    sessions: z.int().min(0),
    events: z.int().min(0),
    dataSha256: digestSchema,
    codeSha256: digestSchema,
  }),
  /** The exported file against the unquantized scores, measured before anything was written. */
  quantization: z.strictObject({
    sessions: z.int().min(0),
    /** Mean share of the unquantized top 20 that the exported model also ranks in its top 20. */
    top20Overlap: z.number().min(0).max(1),
  }),
})
export type Manifest = z.infer<typeof manifestSchema>

/**
 * Checks a manifest that came from outside.
 * @throws ContractError `unknown_version` for another schemaVersion, `bad_manifest` for anything else amiss
 */
export function parseManifest(json: unknown): Manifest {
  const version = z.object({ schemaVersion: z.number() }).safeParse(json)
  if (version.success && version.data.schemaVersion !== MANIFEST_VERSION) {
    throw new ContractError(
      'unknown_version',
      `The manifest has schemaVersion ${version.data.schemaVersion}; this Worker reads ${MANIFEST_VERSION}. ` +
        'Deploy a Worker that reads it, or publish with the matching aisle.',
    )
  }
  const parsed = manifestSchema.safeParse(json)
  if (!parsed.success) {
    throw new ContractError('bad_manifest', `The manifest is not valid: ${describeIssues(parsed.error)}.`)
  }
  return parsed.data
}
