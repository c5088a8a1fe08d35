/**
 * @module POST /recommend: what the storefront sends and what the Worker answers.
 */
import { z } from 'zod'
import { digestSchema, productIdSchema, slotSchema } from './ids.ts'

/** Bounds of one request. Beyond them the Worker answers 400 (413 for the body) and says so. */
export const RECOMMEND_LIMITS = {
  items: 100,
  bought: 100,
  exclude: 500,
  limit: 50,
  bodyBytes: 256 * 1024,
} as const

export const recommendRequestSchema = z.strictObject({
  slot: slotSchema,
  /** Product ids of this session, newest last. Empty: popular products are answered, where the slot takes them. */
  items: z.array(productIdSchema).max(RECOMMEND_LIMITS.items),
  /** Product ids of the visitor's past orders, newest last. Used only with `consent`. */
  bought: z.array(productIdSchema).max(RECOMMEND_LIMITS.bought).default([]),
  /** Product ids never to be answered: the product being looked at, the cart's. */
  exclude: z.array(productIdSchema).max(RECOMMEND_LIMITS.exclude).default([]),
  /** How many products to answer. */
  limit: z.int().min(1).max(RECOMMEND_LIMITS.limit).default(12),
  /** Present only where the shopper consented to be recognised. */
  visitorId: z.string().min(1).max(128).optional(),
  /** Whether the shopper consented to personalisation beyond this session. */
  consent: z.boolean().default(false),
})
export type RecommendRequest = z.input<typeof recommendRequestSchema>

export const recommendResponseSchema = z.object({
  /** Digest of the manifest that answered. */
  release: digestSchema,
  /**
   * Best first. `score` is 0 for popular products that fill up what the model left open. `explored` marks a product
   * that stands on the last place only so that something is learned of it.
   */
  items: z.array(
    z.object({ productId: productIdSchema, score: z.number(), explored: z.literal(true).optional() }),
  ),
  /** Milliseconds from the parsed request to the ranked list, as far as the runtime's clock tells. */
  took: z.number().nonnegative(),
})
export type RecommendResponse = z.infer<typeof recommendResponseSchema>
export type RecommendedItem = RecommendResponse['items'][number]
