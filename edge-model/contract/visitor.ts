/**
 * @module Who asks, as far as they allow it, and which release they get for which reason.
 */
import { z } from 'zod'
import { productIdSchema } from './ids.ts'

export const VISITOR_LIMITS = { items: 100, bought: 100, exclude: 500 } as const

export const visitorIdSchema = z.string().min(1).max(128)

/** A storefront build, as it was named when it was built. */
export const buildIdSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'expected a letter or digit, then letters, digits, dots, hyphens and underscores, at most 64',
  )

/** What every request for recommendations may tell of the visitor. */
export const visitorShape = {
  /** Product ids of this session, newest last. Empty: popular products are answered, where the slot takes them. */
  items: z.array(productIdSchema).max(VISITOR_LIMITS.items),
  /** Product ids of the visitor's past orders, newest last. Used only with `consent`. */
  bought: z.array(productIdSchema).max(VISITOR_LIMITS.bought).default([]),
  /** Product ids never to be answered: the product being looked at, the cart's. */
  exclude: z.array(productIdSchema).max(VISITOR_LIMITS.exclude).default([]),
  /** Whether the shopper consented to personalisation beyond this session, and to being counted. */
  consent: z.boolean().default(false),
  /** Recognises the shopper. Used only with `consent`: without it everybody gets the stable release. */
  visitorId: visitorIdSchema.optional(),
  /** The storefront's build, which may be pinned to a release. */
  build: buildIdSchema.optional(),
} as const

/**
 * Why a visitor got a release:
 * `preview` an engineer asked for it by a signed override; `holdout` nobody's model, the storefront shows Shopify's own
 * recommendations; `pinned` the storefront's build is pinned to it; `canary`; `stable`, everybody else.
 */
export const armSchema = z.enum(['stable', 'canary', 'holdout', 'pinned', 'preview'])
export type Arm = z.infer<typeof armSchema>
