/**
 * @module The Worker's routes put together. One app is one isolate's memory: its releases live as long as it does.
 */
import { type Context, Hono } from 'hono'
import { cors } from 'hono/cors'
import type { AppEnv } from './app-env.ts'
import { PREVIEW_HEADER } from './contract/preview.ts'
import { describeIssues } from './contract/problem.ts'
import { envSchema } from './env.ts'
import { answerError, HttpProblem } from './http/problem.ts'
import { ReleaseKeeper } from './releases/keeper.ts'
import { keyRing } from './releases/key-ring.ts'
import { adminRoute } from './routes/admin/index.ts'
import { healthRoute } from './routes/health.ts'
import { recommendRoute } from './routes/recommend.ts'

/** @param now milliseconds since the epoch, to tell what has expired and what is due */
export function createApp(now: () => number = () => Date.now()): Hono<AppEnv> {
  let variables: AppEnv['Variables'] | undefined
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
      variables ??= fromEnv(c.env, now)
      c.set('config', variables.config)
      c.set('source', variables.source)
      c.set('store', variables.store)
      c.set('keeper', variables.keeper)
      await next()
    })
    .use('/recommend', forBrowsers)
    .use('/health', forBrowsers)
    .route('/recommend', recommendRoute)
    .route('/health', healthRoute)
    .route('/admin', adminRoute)
}

function fromEnv(env: unknown, now: () => number): AppEnv['Variables'] {
  const parsed = envSchema.safeParse(env)
  if (!parsed.success) {
    throw new HttpProblem(
      500,
      'misconfigured',
      `The Worker's environment is not valid: ${describeIssues(parsed.error)}. Correct wrangler.toml and deploy again.`,
    )
  }
  const config = parsed.data
  const source = { bucket: config.RELEASES, shop: config.SHOP, keys: keyRing(config.RELEASE_KEYS), now }
  const store = { bucket: config.RELEASES, ledger: config.LEDGER, shop: config.SHOP }
  return { config, source, store, keeper: new ReleaseKeeper(source, store, config.CHANNEL_TTL_SECONDS) }
}

function notFound(path: string): HttpProblem {
  return new HttpProblem(
    404,
    'not_found',
    `There is nothing at ${path}. This Worker answers /recommend, /health and /admin.`,
  )
}
