/**
 * @module POST /recommend
 */
import { Hono } from 'hono'
import type { AppEnv } from '../app-env.ts'
import type { RecommendResponse } from '../contract/recommend.ts'
import { allowOnly, HttpProblem } from '../http/problem.ts'
import { ServerTiming } from '../http/server-timing.ts'
import { parseRequest } from '../recommend/parse-request.ts'
import { readPreview } from '../recommend/read-preview.ts'
import { recommend } from '../recommend/recommend.ts'
import type { Release } from '../releases/release.ts'

export const recommendRoute = new Hono<AppEnv>()
  .post('/', async (c) => {
    const timing = new ServerTiming()
    const request = await timing.measure('parse', () => parseRequest(c.req.raw))
    const begun = performance.now()
    const who = {
      visitorId: request.consent ? request.visitorId : undefined,
      build: request.build,
      preview: await readPreview(c.req.raw, c.var.source),
    }
    const { release, arm } = await timing.measure('release', () => c.var.keeper.acquire(who))
    try {
      const items = arm === 'holdout' ? [] : await timing.measure('run', () => rank(release, request))
      const took = performance.now() - begun
      c.header('Server-Timing', timing.toString())
      c.header('Cache-Control', 'no-store')
      return c.json({ release: release.id, arm, items, took } satisfies RecommendResponse)
    } finally {
      release.letGo()
    }
  })
  .all('/', allowOnly('POST'))

/** A run that fails is the release's fault, not the shopper's: the storefront should show something else meanwhile. */
async function rank(
  release: Release,
  request: Parameters<typeof recommend>[1],
): Promise<RecommendResponse['items']> {
  try {
    return await recommend(release, request)
  } catch (error) {
    console.error(`Release ${release.id} failed on a session.`, error)
    throw new HttpProblem(
      503,
      'inference_failed',
      `Release ${release.id.slice(0, 12)} failed on this session; show other products. The cause is in the Worker's log.`,
    )
  }
}
