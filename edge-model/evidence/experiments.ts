/**
 * @module What is counted where: the experiments a visitor is part of, the arm that counts them, and the shard that keeps
 * them. Pure, so that the Worker, the controller and the tests mean the same counts.
 */
import type { Experiments } from '../contract/assignment.ts'
import { bucket } from '../contract/bucket.ts'
import type { Arm } from '../contract/visitor.ts'

/** How many shards a shop's visitors are spread over. Changing it would count every visitor anew. */
export const SHARDS = 8

/** The shard that counts a visitor. Its seed is no salt of a channel, so every shard has its share of every arm. */
export const shardOf = (visitorId: string): number => Math.floor(bucket('evidence', visitorId) * SHARDS)

export const shardName = (shop: string, shard: number): string => `${shop}:${shard}`

export const COUNTED_ARMS = ['stable', 'canary', 'served', 'holdout'] as const
/** `stable` and `canary` of a rollout's step; `holdout`, and `served` for everybody who is not in it. */
export type CountedArm = (typeof COUNTED_ARMS)[number]

export interface Part {
  experiment: string
  arm: CountedArm
}

/**
 * The experiments in which a visitor of this arm is counted, and as what. A pinned build is no part of the rollout, since
 * the pin and not the visitor's bucket decides; but it is served by a model, which is what the holdout is compared with.
 * An engineer's preview is no part of anything.
 */
export function partsOf(arm: Arm, { rollout, holdout }: Experiments, now: Date): Part[] {
  if (arm === 'preview') return []
  const period = periodOf(holdout, now)
  if (arm === 'holdout') return [{ experiment: period, arm: 'holdout' }]
  const parts: Part[] = [{ experiment: period, arm: 'served' }]
  if (rollout !== null && arm !== 'pinned') parts.push({ experiment: rollout, arm })
  return parts
}

/**
 * A holdout has no end, so it is counted by quarters of the year: no row about a visitor is older than one, and the
 * figures speak of the model as it is now.
 */
export const periodOf = (holdout: string, now: Date): string => `${holdout}:${quarterOf(now)}`

/** As 2026q4, in UTC. */
export const quarterOf = (now: Date): string =>
  `${now.getUTCFullYear()}q${Math.floor(now.getUTCMonth() / 3) + 1}`

/** The experiments that count now. */
export function liveExperiments({ rollout, holdout }: Experiments, now: Date): string[] {
  return rollout === null ? [periodOf(holdout, now)] : [periodOf(holdout, now), rollout]
}
