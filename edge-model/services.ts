/**
 * @module What one isolate has: its configuration, its releases in memory, its ways out. Requests and the cron trigger share
 * it, so that an isolate holds its releases once.
 */
import type { AppEnv } from './app-env.ts'
import { describeIssues } from './contract/problem.ts'
import { envSchema } from './env.ts'
import { createRecorder } from './evidence/recorder.ts'
import { HttpProblem } from './http/problem.ts'
import { ReleaseKeeper } from './releases/keeper.ts'
import { keyRing } from './releases/key-ring.ts'

export type Services = AppEnv['Variables']

/**
 * Makes an isolate's services when they are first asked for.
 * @param now milliseconds since the epoch, to tell what has expired and what is due
 */
export function isolateServices(now: () => number = () => Date.now()): (env: unknown) => Services {
  let services: Services | undefined
  return (env) => {
    services ??= createServices(env, now)
    return services
  }
}

function createServices(env: unknown, now: () => number): Services {
  const parsed = envSchema.safeParse(env)
  if (!parsed.success) {
    throw new HttpProblem(
      500,
      'misconfigured',
      `The Worker's environment is not valid: ${describeIssues(parsed.error)}. Correct wrangler.toml and deploy again.`,
    )
  }
  const config = parsed.data
  const { RELEASES: bucket, SHOP: shop, EVIDENCE: shards, CURRENCY: currency } = config
  const source = { bucket, shop, keys: keyRing(config.RELEASE_KEYS), now }
  const store = { bucket, ledger: config.LEDGER, shop }
  return {
    config,
    source,
    store,
    keeper: new ReleaseKeeper(source, store, config.CHANNEL_TTL_SECONDS),
    evidence: createRecorder({ shards, shop, currency, now }),
  }
}
