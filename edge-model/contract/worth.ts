/**
 * @module What recommendations are worth: visitors who are shown a model's, beside the holdout who are shown Shopify's.
 */
import { z } from 'zod'
import { armCountsJsonSchema } from './arm-counts.ts'

const liftSchema = z.strictObject({
  metric: z.enum(['add_to_cart', 'revenue']),
  /** Adders a visitor, or minor units a visitor. */
  holdout: z.number(),
  served: z.number(),
  /**
   * How much more the served do than the holdout, relative: .03 is 3 % more. The interval holds at every look at once, at
   * the level of `worthSchema`. Null while there is too little to say so.
   */
  lift: z.strictObject({ estimate: z.number(), lower: z.number(), upper: z.number() }).nullable(),
})
export type Lift = z.infer<typeof liftSchema>

export const worthSchema = z.strictObject({
  /** The quarter of the year that is counted, as 2026q4. */
  quarter: z.string(),
  /** Share of quarters in which an interval may miss the truth at any look. */
  alpha: z.number(),
  /** Visitors of the holdout below which no lift is told. */
  leastVisitors: z.int(),
  holdout: armCountsJsonSchema,
  served: armCountsJsonSchema,
  lifts: z.array(liftSchema),
  /** Orders in another currency than the shop's; not counted. */
  foreignOrders: z.int(),
})
export type Worth = z.infer<typeof worthSchema>
