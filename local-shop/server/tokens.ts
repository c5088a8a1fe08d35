/**
 * @module The local shop's access tokens. They open nothing but this shop, so they are no secrets.
 */
import type { IncomingHttpHeaders } from 'node:http'
import { type Answer, jsonAnswer } from './http.ts'

export const STOREFRONT_PUBLIC_TOKEN = 'aisle-local-public-token-0000000'
export const STOREFRONT_PRIVATE_TOKEN = 'aisle-local-private-token-000000'
export const ADMIN_TOKEN = 'aisle-local-admin-token'

/** Null where the request may use the Storefront API, else Shopify's 401 with a message that helps. */
export function refuseStorefront(headers: IncomingHttpHeaders): Answer | null {
  if (headers['shopify-storefront-private-token'] === STOREFRONT_PRIVATE_TOKEN) return null
  if (headers['x-shopify-storefront-access-token'] === STOREFRONT_PUBLIC_TOKEN) return null
  const message =
    'Missing or wrong access token: send X-Shopify-Storefront-Access-Token or Shopify-Storefront-Private-Token. ' +
    "The local shop's start page shows both."
  return jsonAnswer(401, { errors: [{ message, extensions: { code: 'UNAUTHORIZED' } }] })
}

/** Null where the request may use the Admin API, else Shopify's 401. */
export function refuseAdmin(headers: IncomingHttpHeaders): Answer | null {
  if (headers['x-shopify-access-token'] === ADMIN_TOKEN) return null
  return jsonAnswer(401, {
    errors: '[API] Invalid API key or access token (unrecognized login or wrong password)',
  })
}
