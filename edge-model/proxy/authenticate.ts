/**
 * @module Who may come through the app proxy: Shopify alone, for the one shop, now, and once with each signature.
 */
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../app-env.ts'
import { HttpProblem } from '../http/problem.ts'
import { replaysOf, useOnce } from './replays.ts'
import { isSigned } from './signature.ts'

/** How far a timestamp may be from now, in seconds. */
export const TOLERANCE_SECONDS = 90

const ONCE = ['signature', 'shop', 'timestamp'] as const

const refused = (code: string, message: string) => new HttpProblem(401, code, message)

export const requireProxySignature = createMiddleware<AppEnv>(async (c, next) => {
  const { SHOPIFY_APP_SECRET: secret, SHOPIFY_SHOP_DOMAIN: domain, PROXY_REPLAYS, SHOP } = c.var.config
  if (secret === undefined || domain === undefined) {
    throw new HttpProblem(
      503,
      'no_app_proxy',
      'The app proxy is closed because the Worker lacks SHOPIFY_APP_SECRET or SHOPIFY_SHOP_DOMAIN; see docs/theme-extension.md.',
    )
  }
  const parameters = new URL(c.req.url).searchParams
  for (const name of ONCE) {
    const count = parameters.getAll(name).length
    if (count === 1) continue
    throw refused(
      count === 0 ? 'unsigned' : 'repeated_parameter',
      `The parameter ${name} is given ${count} times; Shopify's app proxy gives it once. Ask through the shop's own address.`,
    )
  }
  if (!(await isSigned(parameters, secret))) {
    throw refused('bad_signature', "The signature is not Shopify's for these parameters.")
  }
  if (parameters.get('shop') !== domain) {
    throw refused('wrong_shop', `This Worker answers the shop ${domain} alone.`)
  }
  const now = Math.floor(c.var.source.now() / 1000)
  const timestamp = Number(parameters.get('timestamp'))
  // Written so that what is no number is refused as well.
  if (!(Math.abs(now - timestamp) <= TOLERANCE_SECONDS)) {
    throw refused('stale', `The request was signed more than ${TOLERANCE_SECONDS} s from now; ask again.`)
  }
  const signature = parameters.get('signature') ?? ''
  const replays = replaysOf(PROXY_REPLAYS, SHOP, signature)
  if (!(await useOnce(replays, signature, now, timestamp + TOLERANCE_SECONDS))) {
    throw refused(
      'replayed',
      'The signature was used before. Requests within one second must differ, by a parameter "nonce" for example.',
    )
  }
  await next()
})
