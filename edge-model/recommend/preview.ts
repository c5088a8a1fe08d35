/**
 * @module What an engineer is shown: the release of a valid preview, at every door.
 */
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../app-env.ts'
import { readPreview } from './read-preview.ts'

/** @throws HttpProblem 400 where a preview is asked for that does not hold */
export const takePreview = createMiddleware<AppEnv>(async (c, next) => {
  const preview = await readPreview(c.req.raw, c.var.source)
  if (preview !== undefined) c.set('services', { ...c.var.services, preview })
  await next()
})
