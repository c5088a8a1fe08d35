/**
 * @module POST /events: what came of recommendations. Counted for visitors who consented and who were shown something by
 * the arm they are in; everything else is dropped, and the answer says how many were counted.
 */
import { z } from 'zod'
import { slotSchema } from './ids.ts'
import { visitorIdSchema } from './visitor.ts'

export const EVENT_LIMITS = { events: 50, bodyBytes: 32 * 1024 } as const

/** ISO 4217. */
export const currencySchema = z.string().regex(/^[A-Z]{3}$/, 'expected a currency such as EUR')

/** Money in the currency's smallest unit: cents. */
const minorUnits = z.int().min(0).max(1_000_000_000)

export const eventSchema = z.discriminatedUnion('type', [
  /** A product was put into the cart from a shelf, the model's or, in the holdout, Shopify's. */
  z.strictObject({ type: z.literal('add'), slot: slotSchema }),
  /** An order was placed. The same `orderId` counts once. */
  z.strictObject({
    type: z.literal('order'),
    orderId: z.string().min(1).max(128),
    revenue: minorUnits,
    /** Orders in another currency than the shop's are not counted. */
    currency: currencySchema,
  }),
  /** How a call to the Worker went as the storefront saw it: the Worker's own clock stands still while it computes. */
  z.strictObject({
    type: z.literal('call'),
    outcome: z.enum(['answered', 'late', 'failed']),
    milliseconds: z.number().min(0).max(60_000),
  }),
])
export type StorefrontEvent = z.infer<typeof eventSchema>

export const eventsRequestSchema = z.strictObject({
  visitorId: visitorIdSchema,
  /** Without consent there is nothing to send. */
  consent: z.literal(true),
  events: z.array(eventSchema).min(1).max(EVENT_LIMITS.events),
})
export type EventsRequest = z.infer<typeof eventsRequestSchema>

export const eventsResponseSchema = z.object({ counted: z.int().min(0) })
export type EventsResponse = z.infer<typeof eventsResponseSchema>
