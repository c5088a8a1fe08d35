/**
 * @module The evidence of a shop: all shards read and added up. Each visitor is in one shard, so the sums are what one
 * counter would have seen.
 */
import { type ArmCounts, armCountsSchema, mergeCounts, noCounts } from '../contract/arm-counts.ts'
import type { Experiments } from '../contract/assignment.ts'
import { within } from '../releases/storage.ts'
import { UnavailableError } from '../releases/unavailable.ts'
import { type CountedArm, liveExperiments, periodOf, quarterOf, SHARDS, shardName } from './experiments.ts'
import type { ShardCalls, ShardCounts, Shards } from './shard.ts'
import type { HoldoutCounts } from './worth.ts'

/** A shard that does not answer within this is taken for unreachable. */
const CALL_LIMIT_MS = 10_000

export interface Evidence {
  /** Of the rollout's present step; null without a canary. */
  rollout: { stable: ArmCounts; canary: ArmCounts; foreignOrders: number } | null
  holdout: HoldoutCounts
}

/**
 * What was counted in the present experiments.
 * @throws UnavailableError `evidence_unavailable` where a shard can't be read: a part is no evidence
 */
export async function gatherEvidence(
  shards: Shards,
  shop: string,
  experiments: Experiments,
  now: Date,
): Promise<Evidence> {
  const { rollout } = experiments
  const holdout = periodOf(experiments.holdout, now)
  const live = liveExperiments(experiments, now)
  const answers = await ofEveryShard(shards, shop, (shard) => shard.read(live))
  const found = answers.flat()
  const of = (experiment: string) => ({
    arm: (arm: CountedArm) => sumOf(found, experiment, arm),
    foreignOrders: found.reduce(
      (sum, counts) => sum + (counts.experiment === experiment ? counts.foreignOrders : 0),
      0,
    ),
  })
  const held = of(holdout)
  const step = rollout === null ? null : of(rollout)
  return {
    rollout: step && {
      stable: step.arm('stable'),
      canary: step.arm('canary'),
      foreignOrders: step.foreignOrders,
    },
    holdout: {
      quarter: quarterOf(now),
      holdout: held.arm('holdout'),
      served: held.arm('served'),
      foreignOrders: held.foreignOrders,
    },
  }
}

/**
 * Ends all experiments but the present, in every shard: rows about visitors go a day later.
 * @throws UnavailableError `evidence_unavailable`
 */
export async function keepOnlyPresent(
  shards: Shards,
  shop: string,
  live: string[],
  now: Date,
): Promise<void> {
  await ofEveryShard(shards, shop, (shard) => shard.keepOnly(live, now.getTime()))
}

async function ofEveryShard<T>(
  shards: Shards,
  shop: string,
  ask: (shard: ShardCalls) => Promise<T>,
): Promise<T[]> {
  try {
    const answers = Array.from({ length: SHARDS }, (_, number) =>
      ask(shards.getByName(shardName(shop, number))),
    )
    return await within(CALL_LIMIT_MS, 'Reading the evidence', Promise.all(answers))
  } catch (error) {
    console.error(`The evidence of shop "${shop}" could not be read.`, error)
    throw new UnavailableError(
      'evidence_unavailable',
      "A shard of the evidence can't be reached just now; the cause is in the Worker's log. Try again.",
    )
  }
}

function sumOf(found: ShardCounts[], experiment: string, arm: CountedArm): ArmCounts {
  return found
    .filter((counts) => counts.experiment === experiment)
    .flatMap(({ arms }) => arms.filter((stored) => stored.arm === arm))
    .map(({ counts }) => armCountsSchema.parse(counts))
    .reduce(mergeCounts, noCounts())
}
