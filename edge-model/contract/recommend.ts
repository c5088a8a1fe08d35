/**
 * @module POST /recommend: what the storefront sends and what the Worker answers.
 */
import { z } from 'zod'
import { digestSchema, productIdSchema, slotSchema } from './ids.ts'
import { armSchema, VISITOR_LIMITS, visitorShape } from './visitor.ts'

/** Bounds of one request. Beyond them the Worker answers 400 (413 for the body) and says so. */
export const RECOMMEND_LIMITS = { ...VISITOR_LIMITS, limit: 50, spare: 20, bodyBytes: 256 * 1024 } as const

export const recommendRequestSchema = z.strictObject({
  slot: slotSchema,
  ...visitorShape,
  /** How many products to answer. */
  limit: z.int().min(1).max(RECOMMEND_LIMITS.limit).default(12),
})
export type RecommendRequest = z.input<typeof recommendRequestSchema>

export const recommendedItemSchema = z.object({
  productId: productIdSchema,
  /** 0 for popular products that fill up what the model left open. */
  score: z.number(),
  /** Marks a product that stands on the last place only so that something is learned of it. */
  explored: z.literal(true).optional(),
})
export type RecommendedItem = z.infer<typeof recommendedItemSchema>

/** Of every answer: what answered and why. */
export const answerShape = {
  /** Digest of the release that answered. */
  release: digestSchema,
  arm: armSchema,
  /** Milliseconds from the parsed request to the ranked list, as far as the runtime's clock tells. */
  took: z.number().nonnegative(),
} as const

export const recommendResponseSchema = z.object({
  ...answerShape,
  /** Best first; none in the holdout. */
  items: z.array(recommendedItemSchema),
})
export type RecommendResponse = z.infer<typeof recommendResponseSchema>
