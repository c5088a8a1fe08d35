/**
 * @module The release's manifest: everything a Worker must know to serve it, and where the model came from.
 * Stored as canonical JSON (RFC 8785) under `manifests/<sha256 of its bytes>.json`.
 */

import { z } from 'zod'
import { cardSchema } from './card.ts'
import { digestSchema, productIdSchema, shopNameSchema } from './ids.ts'
import { slotsSchema } from './slots.ts'
import { type Blob, blobSchema, MAX_BLOB_BYTES, tableNameSchema, tableSchema } from './table.ts'

/** The manifest version this code writes; `parse-manifest.ts` reads it and those before. */
export const MANIFEST_VERSION = 2

export const MAX_MANIFEST_BYTES = 256 * 1024
/** Popular products a manifest may list. */
export const MAX_POPULAR = 200
/** Each table is an ONNX session of its own. */
export const MAX_TABLES = 8

export const modelSchema = z.strictObject({
  /** The training method: `pair-scorer`, `slist`. */
  name: z.string().min(1).max(64),
  parameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  /** Rows of every table: products the model knows. */
  items: z.int().min(1),
})

export const trainingSchema = z.strictObject({
  /** End of the first and of the last session learned from; null where the data carries no time. */
  window: z.strictObject({ from: z.iso.datetime(), to: z.iso.datetime() }).nullable(),
  sessions: z.int().min(0),
  events: z.int().min(0),
  /** Over the sessions, and what was known of the products. */
  dataSha256: digestSchema,
  codeSha256: digestSchema,
})

export const manifestSchema = z
  .strictObject({
    schemaVersion: z.literal(MANIFEST_VERSION),
    shop: shopNameSchema,
    createdAt: z.iso.datetime(),
    model: modelSchema,
    /** See `items.ts`. */
    items: blobSchema,
    tables: z.record(tableNameSchema, tableSchema),
    slots: slotsSchema,
    exploration: z.strictObject({
      /** Share of requests whose last place goes to a fresh product, where the table ranks one. */
      share: z.number().min(0).max(0.5),
    }),
    /** Best sellers, best first: the answer to an empty or unknown session. */
    popular: z.array(productIdSchema).max(MAX_POPULAR),
    training: trainingSchema,
    /** The model card: what was measured before the release was made. */
    card: cardSchema.optional(),
  })
  .superRefine(({ tables, slots }, context) => {
    const count = Object.keys(tables).length
    if (count === 0 || count > MAX_TABLES) {
      context.addIssue({
        code: 'custom',
        path: ['tables'],
        message: `expected 1 to ${MAX_TABLES} tables, not ${count}`,
      })
    }
    const bytes = weightBytes({ tables })
    if (bytes > MAX_BLOB_BYTES) {
      context.addIssue({
        code: 'custom',
        path: ['tables'],
        message: `the weights have ${bytes} bytes together, at most ${MAX_BLOB_BYTES} fit into an isolate`,
      })
    }
    for (const [slot, { table }] of Object.entries(slots)) {
      if (Object.hasOwn(tables, table)) continue
      context.addIssue({ code: 'custom', path: ['slots', slot], message: `there is no table "${table}"` })
    }
  })
export type Manifest = z.infer<typeof manifestSchema>

/** Every blob of a release with a name to tell it by: the items first, then graph and weights of each table. */
export function blobsOf({
  items,
  tables,
}: Pick<Manifest, 'items' | 'tables'>): { name: string; blob: Blob }[] {
  return [
    { name: 'items', blob: items },
    ...Object.entries(tables).flatMap(([table, { graph, weights }]) => [
      { name: `graph of ${table}`, blob: graph },
      { name: `weights of ${table}`, blob: weights },
    ]),
  ]
}

/** Bytes of the weights of all tables: what a release takes in WebAssembly memory. */
export function weightBytes({ tables }: Pick<Manifest, 'tables'>): number {
  return Object.values(tables).reduce((sum, { weights }) => sum + weights.bytes, 0)
}
