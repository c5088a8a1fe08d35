/**
 * @module A decision as the Ledger keeps it: with the release it was about, and the channel it was taken in.
 */
import { z } from 'zod'
import { decisionSchema } from './evidence.ts'
import { digestSchema } from './ids.ts'

export const loggedDecisionSchema = decisionSchema.extend({
  /** The canary. */
  release: digestSchema,
  /** Of the channel. What came of it stands in the channel's history, by `controller`, as seq + 1. */
  seq: z.int().min(1),
})
export type LoggedDecision = z.infer<typeof loggedDecisionSchema>
