/**
 * @module POST /recommend and /recommend/page
 */
import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import type { AppEnv } from '../app-env.ts'
import { recommendRequestSchema } from '../contract/recommend.ts'
import { pageRequestSchema } from '../contract/recommend-page.ts'
import { allowOnly } from '../http/problem.ts'
import { ServerTiming } from '../http/server-timing.ts'
import { parseRequest, readRequest } from '../recommend/parse-request.ts'
import { type Services, servePage, serveSlot } from '../recommend/serve.ts'

export const recommendRoute = new Hono<AppEnv>()
  .post('/', (c) => answer(c, recommendRequestSchema, serveSlot))
  .all('/', allowOnly('POST'))
  .post('/page', (c) => answer(c, pageRequestSchema, servePage))
  .all('/page', allowOnly('POST'))

async function answer<S extends z.ZodType>(
  c: Context<AppEnv>,
  schema: S,
  serve: (services: Services, request: z.output<S>) => Promise<object>,
): Promise<Response> {
  const timing = new ServerTiming()
  const request = await timing.measure('parse', async () =>
    parseRequest(schema, await readRequest(c.req.raw)),
  )
  const served = await serve({ ...c.var.services, timing }, request)
  c.header('Server-Timing', timing.toString())
  c.header('Cache-Control', 'no-store')
  return c.json(served)
}
