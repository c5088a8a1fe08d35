/**
 * @module Requests as Shopify's app proxy sends them on.
 */
import { signedText } from '../../../edge-model/proxy/signature.ts'

export const APP_SECRET = 'hush'
export const SHOP_DOMAIN = 'oat-and-ember.myshopify.com'
/** The Worker's clock, and the second in which requests are signed. */
export const NOW = Date.UTC(2026, 10, 25) / 1000

export const proxyVariables = { SHOPIFY_APP_SECRET: APP_SECRET, SHOPIFY_SHOP_DOMAIN: SHOP_DOMAIN }

/** The path that Shopify asks for, with its own parameters and its signature. */
export async function signedPath(parameters: Record<string, string>, at = NOW): Promise<string> {
  const query = new URLSearchParams({
    shop: SHOP_DOMAIN,
    path_prefix: '/apps/aisle',
    logged_in_customer_id: '',
    timestamp: String(at),
    nonce: crypto.randomUUID(),
    ...parameters,
  })
  query.append('signature', await signatureOf(query))
  return `/proxy/recommendations?${query}`
}

export async function signatureOf(query: URLSearchParams): Promise<string> {
  const encoder = new TextEncoder()
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', encoder.encode(APP_SECRET), algorithm, false, ['sign'])
  const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(signedText(query))))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
