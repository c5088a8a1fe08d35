/**
 * @module What an engineer is shown: the release of the token that a request carries, at every door.
 */
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../app-env.ts'
import type { Digest } from '../contract/ids.ts'
import { openPreview, PREVIEW_HEADER, PREVIEW_PARAMETER } from '../contract/preview.ts'
import { ContractError } from '../contract/problem.ts'
import { HttpProblem } from '../http/problem.ts'
import type { ReleaseSource } from '../releases/load-release.ts'

/** @throws HttpProblem 400 for a token that is not valid: who asks for a release must not believe to see it */
export const takePreview = createMiddleware<AppEnv>(async (c, next) => {
  const token = c.req.header(PREVIEW_HEADER) ?? c.req.query(PREVIEW_PARAMETER)
  if (token !== undefined) {
    c.set('services', { ...c.var.services, preview: await previewed(token, c.var.source) })
  }
  await next()
})

async function previewed(token: string, { keys, shop, now }: ReleaseSource): Promise<Digest> {
  try {
    return await openPreview(token, await keys(), { shop, now: now() })
  } catch (error) {
    if (error instanceof ContractError) throw new HttpProblem(400, error.code, error.message)
    throw error
  }
}
