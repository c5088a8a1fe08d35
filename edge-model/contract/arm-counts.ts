/**
 * @module What one arm of a rollout's step has counted. Exact integers throughout: shards count apart and are added up, and
 * the sum is what one counter would have seen.
 */
import { z } from 'zod'

/** Upper edges of the latency histogram's bins, milliseconds, inclusive; one more bin holds all that took longer. */
export const LATENCY_EDGES_MS = [
  1, 2, 3, 5, 7.5, 10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 400, 500, 750, 1000, 2000, 5000, 10_000,
] as const

/** The bin of a latency. @param ms at least 0 */
export function latencyBin(ms: number): number {
  const bin = LATENCY_EDGES_MS.findIndex((edge) => ms <= edge)
  return bin === -1 ? LATENCY_EDGES_MS.length : bin
}

const countSchema = z.int().min(0)

const shape = {
  /** Distinct visitors of the step. */
  visitors: countSchema,
  /** Visitors who added to the cart from a shelf. */
  adders: countSchema,
  orders: countSchema,
  /** Visitors who ordered. */
  buyers: countSchema,
  /** Recommendation requests, with and without a visitor id. */
  requests: countSchema,
  /** Requests that were answered by an error. */
  errors: countSchema,
  /** Requests that another than the arm's release answered, since the arm's could not. */
  fallbacks: countSchema,
  /** Answered requests by `latencyBin`. */
  latency: z.array(countSchema).length(LATENCY_EDGES_MS.length + 1),
}

const DECIMAL = /^(0|[1-9]\d{0,38})$/
const decimalSchema = z.string().regex(DECIMAL, 'expected a whole number as a string of digits')

/** Squares of revenue outgrow 2^53: a bigint in memory, a string of digits in JSON. */
const bigSchema = z.codec(decimalSchema, z.bigint().min(0n), {
  decode: (digits) => BigInt(digits),
  encode: (big) => big.toString(),
})

/** A share is of no more visitors than there are: the statistics rest on it. */
const sharesFit = ({
  visitors,
  adders,
  buyers,
}: {
  visitors: number
  adders: number
  buyers: number
}): boolean => adders <= visitors && buyers <= visitors
const SHARES_FIT = { error: 'counts more adders or buyers than visitors' }

/** Decodes the JSON form; `z.encode(armCountsSchema, counts)` gives it. */
export const armCountsSchema = z
  .strictObject({
    ...shape,
    /** Sum of all orders, in the currency's minor units (cents). */
    revenue: bigSchema,
    /** Sum over visitors of the square of what the visitor spent in the step. */
    revenueSquares: bigSchema,
  })
  .refine(sharesFit, SHARES_FIT)
export type ArmCounts = z.output<typeof armCountsSchema>

/** The JSON form as it is, for documents that are written down and read, not counted on with. */
export const armCountsJsonSchema = z
  .strictObject({ ...shape, revenue: decimalSchema, revenueSquares: decimalSchema })
  .refine(sharesFit, SHARES_FIT)
export type ArmCountsJson = z.infer<typeof armCountsJsonSchema>

export const noCounts = (): ArmCounts => ({
  visitors: 0,
  adders: 0,
  orders: 0,
  buyers: 0,
  requests: 0,
  errors: 0,
  fallbacks: 0,
  latency: Array.from({ length: LATENCY_EDGES_MS.length + 1 }, () => 0),
  revenue: 0n,
  revenueSquares: 0n,
})

/** Counts of two shards as one. A visitor must be counted in one shard alone. */
export function mergeCounts(a: ArmCounts, b: ArmCounts): ArmCounts {
  return {
    visitors: a.visitors + b.visitors,
    adders: a.adders + b.adders,
    orders: a.orders + b.orders,
    buyers: a.buyers + b.buyers,
    requests: a.requests + b.requests,
    errors: a.errors + b.errors,
    fallbacks: a.fallbacks + b.fallbacks,
    latency: a.latency.map((count, bin) => count + (b.latency[bin] ?? 0)),
    revenue: a.revenue + b.revenue,
    revenueSquares: a.revenueSquares + b.revenueSquares,
  }
}
