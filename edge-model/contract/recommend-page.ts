/**
 * @module POST /recommend/page: all shelves of one page by one release, so that a page never mixes the theme of one with
 * the model of another.
 */
import { z } from 'zod'
import { answerShape, RECOMMEND_LIMITS, recommendedItemSchema } from './recommend.ts'
import { pageSchema, shelfSchema } from './theme.ts'
import { visitorShape } from './visitor.ts'

export const pageRequestSchema = z.strictObject({
  page: pageSchema,
  ...visitorShape,
  /** Products answered beyond a shelf's length, for those that turn out not to be for sale. */
  spare: z.int().min(0).max(RECOMMEND_LIMITS.spare).default(0),
})
export type PageRequest = z.input<typeof pageRequestSchema>

export const pageResponseSchema = z.object({
  ...answerShape,
  /**
   * As the release's theme has them, from top to bottom. A product stands on one shelf only. An explored product stands
   * on the last of the shelf's places, before those to spare. In the holdout a shelf has no items: show Shopify's own.
   */
  shelves: z.array(shelfSchema.extend({ items: z.array(recommendedItemSchema) })),
})
export type PageResponse = z.infer<typeof pageResponseSchema>
