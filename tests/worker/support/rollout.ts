/**
 * @module A shop with a canary, its visitors and its controller: the real shards, Ledger and bucket, and a clock of its own.
 */
import { env } from 'cloudflare:workers'
import {
  type Arm,
  type Canary,
  type Channel,
  channelKey,
  experimentsOf,
  type LoggedDecision,
  parseChannel,
  rolloutRulesSchema,
} from '../../../edge-model/contract/index.ts'
import { type Run, runController } from '../../../edge-model/controller/run.ts'
import { envSchema } from '../../../edge-model/env.ts'
import { readDecisions } from '../../../edge-model/releases/decisions.ts'
import { isolateVariables, type Variables } from '../../../edge-model/variables.ts'
import { add, drive, order, type Visit } from './drive.ts'
import { bucket, channelOf, environment, newShop, putChannel } from './isolate.ts'

const { EVIDENCE } = envSchema.parse(env)

export const HOUR = 3_600_000
export const START = Date.parse('2026-11-02T00:00:00Z')
export const STABLE = 'a'.repeat(64)
export const TRIED = 'b'.repeat(64)

/** Quick to be convinced, so that a test needs some hundred visitors. */
export const RULES = rolloutRulesSchema.parse({
  ...{ alpha: 0.2, addToCartMargin: 0.3, revenueMargin: 0.5, tuning: 1000 },
  ...{ leastVisitors: 100, leastHours: 24, deadlineHours: 240, leastRequests: 100 },
})

export interface Rollout {
  shop: string
  /** Of one isolate. */
  services: Variables
  /** What its clock says. */
  clock: { now: number }
  run(): Promise<Run>
  /** Visitors who come in the present step, all at once. */
  visit(visits: readonly Visit[]): Promise<void>
  channel(): Promise<Channel>
  /** Newest first. */
  decisions(): Promise<LoggedDecision[]>
}

/** A shop whose canary started at START. `variables` replaces single ones of the environment. */
export async function startRollout(
  canary: Partial<Canary> = {},
  { shop = newShop(), stable = STABLE, variables = {} } = {},
): Promise<Rollout> {
  const clock = { now: START }
  const services = isolateVariables(() => clock.now)(environment(shop, variables))
  const at = new Date(START).toISOString()
  const started: Canary = {
    ...{ release: TRIED, percent: 50, salt: '00112233445566ff', plan: [5, 50, 100] },
    ...{ startedAt: at, stepStartedAt: at, paused: false, rules: RULES },
    ...canary,
  }
  await putChannel(channelOf(shop, 1, stable, { canary: started }))
  const channel = async () => {
    const object = await bucket.get(channelKey(shop))
    return parseChannel(await object?.json())
  }
  return {
    ...{ shop, services, clock, channel },
    run: () => runController(services),
    visit: async (visits) => {
      const experiments = experimentsOf(await channel())
      await drive(EVIDENCE, { shop, experiments, now: new Date(clock.now) }, visits)
    },
    decisions: () => readDecisions(services.store, 1000),
  }
}

/**
 * Visitors of an arm, of whom the first `adds` of each hundred add to the cart and the first `buys` order for 20.00 each.
 */
export function visitors(
  arm: Arm,
  count: number,
  { adds = 30, buys = 20, more = {} }: { adds?: number; buys?: number; more?: Partial<Visit> } = {},
): Visit[] {
  return Array.from({ length: count }, (_, n) => ({
    visitorId: `${arm} ${n}`,
    arm,
    events: [...(n % 100 < adds ? [add] : []), ...(n % 100 < buys ? [order(`${arm} order ${n}`, 2000)] : [])],
    ...more,
  }))
}
