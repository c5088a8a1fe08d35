/**
 * @module The Worker's routes put together. One app is one isolate's memory: its releases live as long as it does.
 */
import { type Context, Hono } from 'hono'
import { cors } from 'hono/cors'
import type { AppEnv } from './app-env.ts'
import { PREVIEW_HEADER } from './contract/preview.ts'
import { answerError, HttpProblem } from './http/problem.ts'
import { takePreview } from './recommend/preview.ts'
import { adminRoute } from './routes/admin/index.ts'
import { eventsRoute } from './routes/events.ts'
import { graphqlRoute } from './routes/graphql.ts'
import { healthRoute } from './routes/health.ts'
import { openApiRoute } from './routes/openapi.ts'
import { proxyRoute } from './routes/proxy.ts'
import { recommendRoute } from './routes/recommend.ts'
import { isolateVariables, type Variables } from './variables.ts'

/** @param variables what the isolate has, from its environment */
export function createApp(variables: (env: unknown) => Variables = isolateVariables()): Hono<AppEnv> {
  const forBrowsers = cors({
    origin: (origin, c: Context<AppEnv>) => (c.var.config.ALLOWED_ORIGINS.includes(origin) ? origin : null),
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['Content-Type', PREVIEW_HEADER],
    exposeHeaders: ['Server-Timing'],
    maxAge: 86_400,
  })

  return new Hono<AppEnv>()
    .onError(answerError)
    .notFound((c) => answerError(notFound(c.req.path), c))
    .use(async (c, next) => {
      const { config, source, store, keeper, evidence, services } = variables(c.env)
      c.set('config', config)
      c.set('source', source)
      c.set('store', store)
      c.set('keeper', keeper)
      c.set('evidence', evidence)
      c.set('services', services)
      await next()
    })
    .use('/recommend/*', forBrowsers, takePreview)
    .use('/graphql', forBrowsers, takePreview)
    .use('/proxy/*', takePreview)
    .use('/events', forBrowsers)
    .use('/health', forBrowsers)
    .route('/recommend', recommendRoute)
    .route('/graphql', graphqlRoute())
    .route('/events', eventsRoute)
    .route('/proxy', proxyRoute)
    .route('/health', healthRoute)
    .route('/openapi.json', openApiRoute)
    .route('/admin', adminRoute)
}

function notFound(path: string): HttpProblem {
  return new HttpProblem(
    404,
    'not_found',
    `There is nothing at ${path}. GET /openapi.json lists what this Worker answers.`,
  )
}
