/**
 * @module Shopify's Admin API: one query at a time, waiting as long as its cost limit asks, every failure one clear message.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { describeIssues } from '@aisle/edge-model/contract'
import { createAdminApiClient } from '@shopify/admin-api-client'
import { z } from 'zod'
import { InputError } from '../dataset/input-error.ts'

const API_VERSION = '2026-04'
/** How often a throttled or briefly unavailable query is asked again before giving up. */
const MAX_TRIES = 8
/** Longest wait before asking again, seconds. */
const MAX_WAIT = 30
/** A query that takes longer than this is given up, milliseconds. */
const TIMEOUT = 60_000

export interface AdminApi {
  /** The shop's host. */
  shop: string
  /**
   * Asks one query and checks the answer.
   * @throws InputError for whatever goes wrong, saying what to do
   */
  request<S extends z.ZodType>(
    query: string,
    variables: Record<string, unknown>,
    schema: S,
  ): Promise<z.output<S>>
}

const costSchema = z.object({
  cost: z.object({
    requestedQueryCost: z.number(),
    throttleStatus: z.object({ currentlyAvailable: z.number(), restoreRate: z.number().positive() }),
  }),
})
const graphQLErrorSchema = z.object({
  message: z.string(),
  extensions: z.object({ code: z.string() }).partial().optional(),
})

export function connectAdminApi(shopUrl: string, accessToken: string): AdminApi {
  const { origin, protocol, host } = new URL(shopUrl)
  const client = createAdminApiClient({
    storeDomain: origin,
    apiVersion: API_VERSION,
    accessToken,
    userAgentPrefix: 'aisle',
    // The client turns every address into https; a shop on this machine speaks http.
    customFetchApi: (url, init) =>
      fetch(url.replace(/^https:/, protocol), { ...init, signal: AbortSignal.timeout(TIMEOUT) }),
    // Without a logger the client warns on stderr of API versions newer than itself.
    logger: () => {},
  })

  return {
    shop: host,
    async request(query, variables, schema) {
      for (let attempt = 1; ; attempt++) {
        const { data, errors, extensions } = await client.request(query, { variables })
        if (errors === undefined) return checkAnswer(host, schema, data)
        const faults = z.array(graphQLErrorSchema).safeParse(errors.graphQLErrors).data ?? []
        const retryAfter = errors.response?.headers.get('Retry-After') ?? null
        const wait = secondsToWait(errors.networkStatusCode, faults, extensions, retryAfter)
        if (wait === undefined || attempt === MAX_TRIES) {
          throw new InputError(explainFailure(origin, errors.networkStatusCode, faults, errors.message))
        }
        await sleep(wait * 1000)
      }
    },
  }
}

/** Seconds until asking again makes sense, or undefined where it never does. */
function secondsToWait(
  status: number | undefined,
  faults: readonly z.infer<typeof graphQLErrorSchema>[],
  extensions: unknown,
  retryAfter: string | null,
): number | undefined {
  if (status === 429 || status === 502 || status === 503) return Math.min(Number(retryAfter) || 1, MAX_WAIT)
  if (!faults.some((fault) => fault.extensions?.code === 'THROTTLED')) return undefined
  const cost = costSchema.safeParse(extensions).data?.cost
  if (cost === undefined) return 1
  const missing = cost.requestedQueryCost - cost.throttleStatus.currentlyAvailable
  return Math.min(Math.max(missing / cost.throttleStatus.restoreRate, 0.1), MAX_WAIT)
}

function explainFailure(
  origin: string,
  status: number | undefined,
  faults: readonly { message: string }[],
  message = 'no reason given',
): string {
  if (faults.length > 0)
    return `${origin} refused a query: ${faults.map((fault) => fault.message).join('; ')}`
  switch (status) {
    case undefined:
      return `${origin} can't be reached: ${message}. Check the shop URL and the network.`
    case 401:
    case 403:
      return `${origin} refused the admin token (${status}). Check SHOPIFY_ADMIN_TOKEN; it needs the scope read_products.`
    case 404:
      return `${origin} has no Admin API ${API_VERSION} (404). Check the shop URL: it is the one that ends in myshopify.com.`
    default:
      return `${origin} answered ${status}: ${message}. Try again later.`
  }
}

function checkAnswer<S extends z.ZodType>(host: string, schema: S, data: unknown): z.output<S> {
  const parsed = schema.safeParse(data)
  if (parsed.success) return parsed.data
  throw new InputError(
    `The Admin API of ${host} answered in an unknown form: ${describeIssues(parsed.error)}.`,
  )
}
