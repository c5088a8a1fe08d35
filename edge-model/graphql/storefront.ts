/**
 * @module Asks Shopify's Storefront API. Whatever is wrong with it, it throws one {@link StorefrontError} that says what.
 */
import { z } from 'zod'
import type { Config } from '../env.ts'
import type { ProductQuery } from './product-query.ts'

/** A page does not wait longer for its products. */
const LIMIT_MS = 3_000

export class StorefrontError extends Error {
  override name = 'StorefrontError'
}

/** Shopify refuses a whole query over one id that it can't read. */
export const isProductGid = (id: string): boolean => /^gid:\/\/shopify\/Product\/\d+$/.test(id)

const answerSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(z.object({ message: z.string(), path: z.array(z.union([z.string(), z.number()])).optional() }))
    .optional(),
})
export type StorefrontAnswer = z.output<typeof answerSchema>

export type AskStorefront = (query: ProductQuery) => Promise<StorefrontAnswer>

type Access = Pick<Config, 'STOREFRONT_API_URL' | 'STOREFRONT_API_TOKEN' | 'STOREFRONT_PRIVATE_TOKEN'>

/**
 * @param buyerIp whom Shopify is to count the request for, where the token is private
 * @returns asks and throws StorefrontError where there is no answer in GraphQL's form in time; undefined where the Worker
 *   was given no Storefront API
 */
export function storefrontOf(access: Access, buyerIp: string | undefined): AskStorefront | undefined {
  const url = access.STOREFRONT_API_URL
  const token = tokenHeaders(access, buyerIp)
  if (url === undefined || token === undefined) return undefined
  const headers = { 'content-type': 'application/json', ...token }
  return async (query) => {
    const response = await send(url, headers, JSON.stringify(query))
    const answer = answerSchema.safeParse(await response.json().catch(() => null))
    if (answer.success) return answer.data
    throw new StorefrontError(`The Storefront API answered ${response.status}, and no GraphQL.`)
  }
}

async function send(url: string, headers: Record<string, string>, body: string): Promise<Response> {
  const signal = AbortSignal.timeout(LIMIT_MS)
  try {
    return await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' })
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError'
    throw new StorefrontError(
      late
        ? `The Storefront API did not answer within ${LIMIT_MS / 1000} s.`
        : "The Storefront API can't be reached.",
      { cause: error },
    )
  }
}

function tokenHeaders(access: Access, buyerIp: string | undefined): Record<string, string> | undefined {
  const { STOREFRONT_API_TOKEN: shared, STOREFRONT_PRIVATE_TOKEN: secret } = access
  if (secret !== undefined) {
    return {
      'Shopify-Storefront-Private-Token': secret,
      ...(buyerIp !== undefined && { 'Shopify-Storefront-Buyer-IP': buyerIp }),
    }
  }
  return shared === undefined ? undefined : { 'X-Shopify-Storefront-Access-Token': shared }
}
