/**
 * @module A look at a shop's evidence, without consequences: what the admin API shows.
 */
import { z } from 'zod'
import type { StatusAnswer } from '../contract/admin.ts'
import { armCountsSchema } from '../contract/arm-counts.ts'
import { experimentsOf } from '../contract/assignment.ts'
import type { Channel } from '../contract/channel.ts'
import { gatherEvidence } from '../evidence/gather.ts'
import type { Shards } from '../evidence/shard.ts'
import { worthOf } from '../evidence/worth.ts'
import type { ChannelStore } from '../releases/channel-store.ts'
import { readLooks } from '../releases/decisions.ts'
import { consider } from './consider.ts'

/**
 * The evidence, and what the controller would decide now.
 * @throws UnavailableError where a shard or the Ledger can't be reached
 */
export async function look(
  shards: Shards,
  store: ChannelStore,
  channel: Channel,
  now: Date,
): Promise<Required<Pick<StatusAnswer, 'evidence' | 'next'>>> {
  const experiments = experimentsOf(channel)
  const { rollout, holdout } = await gatherEvidence(shards, store.shop, experiments, now)
  const { canary } = channel
  const next =
    canary === null || rollout === null || experiments.rollout === null
      ? null
      : consider(canary, rollout, await readLooks(store, experiments.rollout), now)
  return {
    evidence: {
      rollout: rollout && {
        stable: z.encode(armCountsSchema, rollout.stable),
        canary: z.encode(armCountsSchema, rollout.canary),
        foreignOrders: rollout.foreignOrders,
      },
      holdout: worthOf(holdout),
    },
    next,
  }
}
