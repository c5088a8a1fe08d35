/**
 * @module Names that every side uses: product ids, slots, digests, shop names.
 */
import { z } from 'zod'

/** A product id as its source spells it: a Shopify gid, a SKU, a stock code. Opaque to the model. */
export const productIdSchema = z.string().min(1).max(255)

/** Where on the storefront a recommendation is shown. */
export const slotSchema = z.enum(['for-you', 'goes-well-with', 'similar', 'cart'])
export type Slot = z.infer<typeof slotSchema>

/** SHA-256 as 64 lower-case hexadecimal digits: the name of every artifact. */
export const digestSchema = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 lower-case hexadecimal digits')
export type Digest = z.infer<typeof digestSchema>

/** A shop's name in R2 keys. */
export const shopNameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'expected lower-case letters, digits and hyphens, at most 63')
