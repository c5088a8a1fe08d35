/**
 * @module Sends what visitors were answered, and what came of it, to the shards that count it.
 *
 * Exposures go beside the answer, never before it. While one call to a shard is under way, what comes for that shard
 * waits and then goes in one call: a busy isolate makes few calls, however many shoppers ask. Whoever waits brings home
 * their own exposures, since work that belongs to another request may end with that request. A call that fails is not
 * repeated, it may have counted: at most its exposures are missing, in both arms alike, and a visitor who comes back
 * is counted then.
 */
import { waitUntil } from 'cloudflare:workers'
import type { Experiments } from '../contract/assignment.ts'
import type { StorefrontEvent } from '../contract/events.ts'
import type { Arm } from '../contract/visitor.ts'
import { within } from '../releases/storage.ts'
import { UnavailableError } from '../releases/unavailable.ts'
import type { CountedOutcomes } from './count.ts'
import { liveExperiments, partsOf, SHARDS, shardName, shardOf } from './experiments.ts'
import type { Exposure, Shards } from './shard.ts'

/** A shard answers in some tens of milliseconds; a call beyond this is taken for lost. */
const CALL_LIMIT_MS = 5_000

/** What the recorder needs to know of an answer. */
export interface Exposed {
  arm: Arm
  experiment: Experiments
  /** Another release than the arm's answered. */
  fellBack: boolean
}

export interface Recorder {
  /** Counts an answer, or the failure to give one. Without a visitor id, that is without consent, nothing is counted. */
  exposed(to: Exposed, visitorId: string | undefined, what: { outcome: 'answered' | 'failed' }): void
  /**
   * Counts what a visitor did, in the experiments of the present.
   * @throws UnavailableError `evidence_unavailable`
   */
  happened(visitorId: string, experiments: Experiments, events: StorefrontEvent[]): Promise<CountedOutcomes>
}

export interface RecorderOptions {
  shards: Shards
  shop: string
  /** The only one whose orders count. */
  currency: string
  /** Milliseconds since the epoch. */
  now: () => number
}

export function createRecorder({ shards, shop, currency, now }: RecorderOptions): Recorder {
  const shard = (number: number) => shards.getByName(shardName(shop, number))
  const queues = Array.from({ length: SHARDS }, (_, number) =>
    createQueue<Exposure>(async (batch) => shard(number).expose(batch), now),
  )
  return {
    exposed({ arm, experiment, fellBack }, visitorId, { outcome }) {
      if (visitorId === undefined) return
      const parts = partsOf(arm, experiment, new Date(now()))
      if (parts.length === 0) return
      queues[shardOf(visitorId)]?.add({ visitorId, parts, failed: outcome === 'failed', fellBack })
    },
    async happened(visitorId, experiments, events) {
      const outcome = { visitorId, experiments: liveExperiments(experiments, new Date(now())), events }
      try {
        const call = shard(shardOf(visitorId)).count([outcome], currency)
        return await within(CALL_LIMIT_MS, 'Counting events', call)
      } catch (error) {
        console.error('A shard of the evidence failed.', error)
        throw new UnavailableError(
          'evidence_unavailable',
          "The events could not be counted just now; the cause is in the Worker's log. Send them again.",
        )
      }
    },
  }
}

interface Queue<T> {
  add(item: T): void
}

/** Sends items in batches, one call at a time; never fails. */
function createQueue<T>(send: (batch: T[]) => Promise<void>, now: () => number): Queue<T> {
  let waiting: T[] = []
  let underWay: { since: number; call: Promise<void> } | null = null

  async function bringHome(): Promise<void> {
    // A call whose request has ended may never end itself.
    if (underWay !== null && now() - underWay.since < CALL_LIMIT_MS) await underWay.call
    // Somebody else who waited may have taken everything along.
    if (waiting.length === 0) return
    const batch = waiting
    waiting = []
    const begun = { since: now(), call: sendOrLog(batch) }
    underWay = begun
    await begun.call
    if (underWay === begun) underWay = null
  }

  async function sendOrLog(batch: T[]): Promise<void> {
    try {
      await within(CALL_LIMIT_MS, 'Counting exposures', send(batch))
    } catch (error) {
      console.error(`A shard of the evidence failed; ${batch.length} exposures are not counted.`, error)
    }
  }

  return {
    add(item) {
      waiting.push(item)
      waitUntil(bringHome())
    },
  }
}
