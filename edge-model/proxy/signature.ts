/**
 * @module The signature of Shopify's app proxy (shopify.dev, "Authenticate app proxies"): HMAC-SHA256, in hexadecimal, over
 * all other parameters, sorted by name and written `name=value` without anything between them; values of one name are
 * joined by commas.
 */

const HEX_DIGEST = /^[0-9a-f]{64}$/

/** Whether Shopify signed these parameters with the app's secret. Takes the same time however much of it is right. */
export async function isSigned(parameters: URLSearchParams, secret: string): Promise<boolean> {
  const signature = parameters.get('signature') ?? ''
  if (!HEX_DIGEST.test(signature)) return false
  const encoder = new TextEncoder()
  const key = await crypto.subtle.importKey(
    'raw',
    encoder.encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['verify'],
  )
  const bytes = Uint8Array.from(signature.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  return crypto.subtle.verify('HMAC', key, bytes, encoder.encode(signedText(parameters)))
}

/** What Shopify signs. */
export function signedText(parameters: URLSearchParams): string {
  const names = [...new Set(parameters.keys())].filter((name) => name !== 'signature')
  return names
    .toSorted()
    .map((name) => `${name}=${parameters.getAll(name).join(',')}`)
    .join('')
}
