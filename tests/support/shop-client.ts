/**
 * @module Questions to the local shop over HTTP, with its tokens.
 */
import { ADMIN_TOKEN, STOREFRONT_PUBLIC_TOKEN } from '../../local-shop/server/tokens.ts'

export interface Answer<Data> {
  data?: Data
  errors?: { message: string; path?: (string | number)[]; extensions?: { code?: string } }[]
  extensions?: {
    search?: { field: string; message: string }[]
    cost?: { requestedQueryCost: number; throttleStatus: { currentlyAvailable: number } }
  }
}

async function ask<Data>(
  url: string,
  headers: Record<string, string>,
  query: string,
  variables: Record<string, unknown>,
): Promise<Answer<Data>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  })
  const answer: Answer<Data> = JSON.parse(await response.text())
  return answer
}

export const storefront = <Data>(
  shopUrl: string,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Answer<Data>> =>
  ask(
    `${shopUrl}/api/2026-04/graphql.json`,
    { 'x-shopify-storefront-access-token': STOREFRONT_PUBLIC_TOKEN },
    query,
    variables,
  )

export const admin = <Data>(
  shopUrl: string,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Answer<Data>> =>
  ask(
    `${shopUrl}/admin/api/2026-04/graphql.json`,
    { 'x-shopify-access-token': ADMIN_TOKEN },
    query,
    variables,
  )

/** The data of an answer without errors; anything else fails the test with the errors' messages. */
export async function dataOf<Data>(answer: Promise<Answer<Data>>): Promise<Data> {
  const { data, errors } = await answer
  if (errors !== undefined || data === undefined) throw new Error(JSON.stringify(errors))
  return data
}
