/**
 * @module Manifests of version 1, as releases published before carry them: one table, which answers every slot.
 */
import { z } from 'zod'
import { productIdSchema, shopNameSchema } from './ids.ts'
import { MAX_POPULAR, type Manifest, modelSchema, trainingSchema } from './manifest.ts'
import { blobSchema, onnxSchema, quantizationSchema, sessionRuleSchema } from './table.ts'

export const manifestV1Schema = z.strictObject({
  schemaVersion: z.literal(1),
  shop: shopNameSchema,
  createdAt: z.iso.datetime(),
  model: z.strictObject({ ...modelSchema.shape, neighbours: z.int().min(1) }),
  session: sessionRuleSchema,
  files: z.strictObject({ graph: blobSchema, weights: blobSchema, items: blobSchema }),
  onnx: onnxSchema,
  popular: z.array(productIdSchema).max(MAX_POPULAR),
  training: trainingSchema,
  quantization: quantizationSchema,
})
export type ManifestV1 = z.infer<typeof manifestV1Schema>

/** The name of the one table. */
const TABLE = 'next'

/**
 * The same release as version 2 tells it. Its products are families of their own, so these rules leave out none: it
 * answers what it always answered.
 */
export function liftManifest(old: ManifestV1): Manifest {
  const { neighbours, ...model } = old.model
  const { graph, weights, items } = old.files
  const rule = { table: TABLE, items: 50, bought: false, perFamily: 1, ownFamily: true, filled: true }
  return {
    schemaVersion: 2,
    shop: old.shop,
    createdAt: old.createdAt,
    model,
    items,
    tables: {
      [TABLE]: {
        neighbours,
        ranks: 'all',
        session: old.session,
        graph,
        weights,
        onnx: old.onnx,
        quantization: old.quantization,
      },
    },
    slots: { 'for-you': rule, 'goes-well-with': rule, similar: rule, cart: rule },
    exploration: { share: 0 },
    popular: old.popular,
    training: old.training,
  }
}
