/**
 * @module What a release says of each slot: which table ranks it, and what may stand together on its shelf.
 */
import { z } from 'zod'
import { slotSchema } from './ids.ts'
import { tableNameSchema } from './table.ts'

export const slotRuleSchema = z.strictObject({
  table: tableNameSchema,
  /** The most recent distinct items of the session that speak here: 1 where the shelf is about one product. */
  items: z.int().min(1).max(50),
  /** Whether past orders speak as well, where the shopper allows their use. */
  bought: z.boolean(),
  /** Most products of one family on a shelf. */
  perFamily: z.int().min(1).max(50),
  /**
   * Whether families may be shown of which the shopper has a product at hand: the session's newest item, the page's
   * product, the cart's. False where variants of what one has are no answer.
   */
  ownFamily: z.boolean(),
  /** Whether popular products take the places that the table leaves open. False where they are no answer: not alike. */
  filled: z.boolean(),
})
export type SlotRule = z.infer<typeof slotRuleSchema>

/** Every slot has its rule. */
export const slotsSchema = z.record(slotSchema, slotRuleSchema)
export type Slots = z.infer<typeof slotsSchema>
