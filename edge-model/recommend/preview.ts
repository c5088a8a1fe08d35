/**
 * @module What an engineer is shown: the release of a valid preview, at every door.
 */
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../app-env.ts'
import { PREVIEW_HEADER, PREVIEW_PARAMETER, previewedRelease } from '../contract/preview.ts'
import { ContractError } from '../contract/problem.ts'
import { HttpProblem } from '../http/problem.ts'

/** @throws HttpProblem 401 where a preview is asked for that does not hold: who wants to see a release must not see another */
export const takePreview = createMiddleware<AppEnv>(async (c, next) => {
  const token = c.req.header(PREVIEW_HEADER) ?? c.req.query(PREVIEW_PARAMETER)
  if (token !== undefined && token !== '') {
    const { source, config, services } = c.var
    try {
      const preview = await previewedRelease(token, config.SHOP, await source.keys(), source.now())
      c.set('services', { ...services, preview })
    } catch (error) {
      if (!(error instanceof ContractError)) throw error
      throw new HttpProblem(401, error.code, error.message)
    }
  }
  await next()
})
