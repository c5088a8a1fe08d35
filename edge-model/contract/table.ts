/**
 * @module One item-to-item table of a release as its manifest tells it: files, how a session reads it, its ONNX graph.
 */
import { z } from 'zod'
import { digestSchema } from './ids.ts'

/**
 * An isolate has 128 MB for everything and holds two releases while a canary runs: no blob may be larger, nor the weights
 * of all tables of a release together. Measured: docs/decisions/0003.
 */
export const MAX_BLOB_BYTES = 20 * 1024 * 1024

/** Bytes of all releases in an isolate's memory: two of the largest. */
export const MEMORY_BUDGET = 2 * MAX_BLOB_BYTES

export const blobSchema = z.strictObject({ sha256: digestSchema, bytes: z.int().min(1).max(MAX_BLOB_BYTES) })
export type Blob = z.infer<typeof blobSchema>

const tensorSchema = z.strictObject({
  name: z.string().min(1),
  type: z.enum(['float32', 'int32', 'int64', 'uint8']),
  /** A number is a fixed dimension, a string names a free one. */
  shape: z.array(z.union([z.int().min(0), z.string().min(1)])),
})

export const onnxSchema = z.strictObject({
  opset: z.int().min(1),
  irVersion: z.int().min(1),
  runtime: z.string().min(1),
  inputs: z.array(tensorSchema),
  outputs: z.array(tensorSchema),
})

/** How a session becomes rows and weights of a table, see `sessionRows`. */
export const sessionRuleSchema = z
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
  })
export type SessionRule = z.infer<typeof sessionRuleSchema>

/** The exported file against the unquantized scores, measured before anything was written. */
export const quantizationSchema = z.strictObject({
  sessions: z.int().min(0),
  /** Mean share of the unquantized top 20 that the exported model also ranks in its top 20. */
  top20Overlap: z.number().min(0).max(1),
})

/**
 * What a graph ranks: `all` items of the table, or the `candidates` alone that the session's rows name, which then may
 * be fewer than asked for. See `graph.ts`.
 */
export const rankingSchema = z.enum(['all', 'candidates'])
export type RankingForm = z.infer<typeof rankingSchema>

/** A table's name; also that of its folder in a release directory. */
export const tableNameSchema = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,31}$/,
    'expected a lower-case letter, then letters, digits and hyphens, at most 32',
  )

export const tableSchema = z.strictObject({
  /** Entries kept per row, K. */
  neighbours: z.int().min(1),
  ranks: rankingSchema,
  session: sessionRuleSchema,
  graph: blobSchema,
  weights: blobSchema,
  onnx: onnxSchema,
  quantization: quantizationSchema,
})
export type TableManifest = z.infer<typeof tableSchema>
