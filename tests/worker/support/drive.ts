/**
 * @module Visitors by the thousands in the real shards, without a request for each.
 */
import type { Experiments } from '../../../edge-model/contract/assignment.ts'
import type { StorefrontEvent } from '../../../edge-model/contract/index.ts'
import {
  liveExperiments,
  partsOf,
  SHARDS,
  shardName,
  shardOf,
} from '../../../edge-model/evidence/experiments.ts'
import type { Exposed } from '../../../edge-model/evidence/recorder.ts'
import type { Shards } from '../../../edge-model/evidence/shard.ts'

export interface Visit extends Pick<Exposed, 'arm'> {
  visitorId: string
  fellBack?: boolean
  failed?: boolean
  events?: StorefrontEvent[]
}

/** Exposes visitors and then counts their events, as so many requests would; one call of each kind a shard. */
export async function drive(
  shards: Shards,
  { shop, experiments, now }: { shop: string; experiments: Experiments; now: Date },
  visits: readonly Visit[],
): Promise<void> {
  const live = liveExperiments(experiments, now)
  const calls = Array.from({ length: SHARDS }, async (_, number) => {
    const own = visits.filter(({ visitorId }) => shardOf(visitorId) === number)
    const shard = shards.getByName(shardName(shop, number))
    await shard.expose(
      own.map(({ visitorId, arm, fellBack = false, failed = false }) => ({
        ...{ visitorId, fellBack, failed },
        parts: partsOf(arm, experiments, now),
      })),
    )
    await shard.count(
      own.map(({ visitorId, events = [] }) => ({ visitorId, events, experiments: live })),
      'EUR',
    )
  })
  await Promise.all(calls)
}

export const add: StorefrontEvent = { type: 'add', slot: 'goes-well-with' }

export const order = (orderId: string, revenue: number, currency = 'EUR'): StorefrontEvent => ({
  type: 'order',
  orderId,
  revenue,
  currency,
})
