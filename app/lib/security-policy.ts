/**
 * @module The content security policy of every document.
 */
import { createContentSecurityPolicy } from '@shopify/hydrogen'
import { type StorefrontEnv, storeHost, storeOrigin } from './env.ts'

/** Hosts of the players that Shopify's editor lets merchants embed. */
const PLAYERS = ['https://www.youtube.com', 'https://www.youtube-nocookie.com', 'https://player.vimeo.com']

/**
 * Shopify's policy, with what merchants put into descriptions and pages: pictures from anywhere, videos from YouTube and
 * Vimeo. The shop's own origin is named because a shop on this machine has no https.
 */
export function securityPolicy(env: StorefrontEnv) {
  const storeDomain = storeHost(env)
  return createContentSecurityPolicy({
    shop: { storeDomain, checkoutDomain: env.PUBLIC_CHECKOUT_DOMAIN || storeDomain },
    imgSrc: ["'self'", 'data:', 'https:', storeOrigin(env)],
    frameSrc: ["'self'", 'https://cdn.shopify.com', 'https://shopify.com', ...PLAYERS],
    fontSrc: ["'self'", 'https://cdn.shopify.com'],
    objectSrc: ["'none'"],
    formAction: ["'self'", 'https://shopify.com', storeOrigin(env)],
  })
}
