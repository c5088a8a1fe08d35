/**
 * @module Who may use the admin API: whoever sends the Worker's secret, once the Worker knows whose releases it serves.
 */
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../../app-env.ts'
import { ContractError } from '../../contract/problem.ts'
import { HttpProblem } from '../../http/problem.ts'

export const requireToken = createMiddleware<AppEnv>(async (c, next) => {
  const secret = c.var.config.ADMIN_TOKEN
  if (secret === undefined) {
    throw new HttpProblem(
      503,
      'no_admin_token',
      'The admin API is closed because the Worker has no secret ADMIN_TOKEN. ' +
        'Set one: npx wrangler secret put ADMIN_TOKEN (locally: wrangler dev --var ADMIN_TOKEN:…).',
    )
  }
  const [, sent] = /^Bearer (.+)$/i.exec(c.req.header('Authorization') ?? '') ?? []
  if (sent === undefined || !(await sameSecret(sent, secret))) {
    throw new HttpProblem(
      401,
      'unauthorized',
      sent === undefined
        ? 'Send the Worker\'s ADMIN_TOKEN as "Authorization: Bearer …".'
        : "The token is not the Worker's ADMIN_TOKEN.",
      { 'WWW-Authenticate': 'Bearer' },
    )
  }
  await next()
})

/** Without keys no release could be verified. */
export const requireKeys = createMiddleware<AppEnv>(async (c, next) => {
  try {
    await c.var.source.keys()
  } catch (error) {
    if (error instanceof ContractError) throw new HttpProblem(503, error.code, error.message)
    throw error
  }
  await next()
})

/** Compares digests, which have one length, so neither length nor content of the secret shows in the time taken. */
async function sameSecret(sent: string, secret: string): Promise<boolean> {
  const encoder = new TextEncoder()
  const [a, b] = await Promise.all([
    crypto.subtle.digest('SHA-256', encoder.encode(sent)),
    crypto.subtle.digest('SHA-256', encoder.encode(secret)),
  ])
  return crypto.subtle.timingSafeEqual(a, b)
}
