/**
 * @module What one isolate has: its configuration, its releases in memory, its ways out. Requests and the cron trigger share
 * it, so that an isolate holds its releases once.
 */
import type { AppEnv } from './app-env.ts'
import type { Who } from './contract/assignment.ts'
import { describeIssues } from './contract/problem.ts'
import { envSchema } from './env.ts'
import { createRecorder } from './evidence/recorder.ts'
import { HttpProblem } from './http/problem.ts'
import { ReleaseKeeper } from './releases/keeper.ts'
import { keyRing } from './releases/key-ring.ts'

export type Variables = AppEnv['Variables']

/**
 * Makes an isolate's variables when they are first asked for.
 * @param now milliseconds since the epoch, to tell what has expired and what is due
 */
export function isolateVariables(now: () => number = () => Date.now()): (env: unknown) => Variables {
  let variables: Variables | undefined
  return (env) => {
    variables ??= createVariables(env, now)
    return variables
  }
}

function createVariables(env: unknown, now: () => number): Variables {
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
  const keeper = new ReleaseKeeper(source, store, config.CHANNEL_TTL_SECONDS)
  const evidence = createRecorder({ shards, shop, currency, now })
  const services = { acquire: (who: Who) => keeper.acquire(who), exposed: evidence.exposed }
  return { config, source, store, keeper, evidence, services }
}
