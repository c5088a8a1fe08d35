/**
 * @module The content security policy of every document.
 */
import { createContentSecurityPolicy } from '@shopify/hydrogen'
import { type StorefrontEnv, storeHost, storeOrigin } from './env.ts'

/** Shopify's policy, with images from the shop's own origin: a shop on this machine has no CDN. */
export function securityPolicy(env: StorefrontEnv) {
  const storeDomain = storeHost(env)
  return createContentSecurityPolicy({
    shop: { storeDomain, checkoutDomain: env.PUBLIC_CHECKOUT_DOMAIN || storeDomain },
    imgSrc: ["'self'", 'data:', 'https://cdn.shopify.com', storeOrigin(env)],
    fontSrc: ["'self'", 'https://cdn.shopify.com'],
    objectSrc: ["'none'"],
    formAction: ["'self'", 'https://shopify.com', storeOrigin(env)],
  })
}
