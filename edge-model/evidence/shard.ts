/**
 * @module One shard of a shop's evidence: exact counts of the visitors that hash to it. A visitor counts in the arm of the
 * first exposure within an experiment, whatever comes later; what comes of it counts only after an exposure.
 *
 * Every call is one transaction, so counts and rows never part. A visitor's id arrives here and is hashed with a key that
 * never leaves the shard; it is stored nowhere. Why a Durable Object: docs/decisions/0014.
 */
import { DurableObject } from 'cloudflare:workers'
import { z } from 'zod'
import { type ArmCountsJson, armCountsSchema } from '../contract/arm-counts.ts'
import type { StorefrontEvent } from '../contract/events.ts'
import {
  type CountedOutcomes,
  countExposure,
  countOutcome,
  type HashedOutcome,
  type OpenCounts,
  openCounts,
} from './count.ts'
import type { CountedArm, Part } from './experiments.ts'
import * as tables from './shard-tables.ts'
import type { Request } from './visitor-row.ts'

/** 128 bits of the HMAC: no two visitors of a shop will ever share them. */
const HASH_BYTES = 16

/** A visitor was answered, or should have been. */
export interface Exposure extends Request {
  visitorId: string
  parts: Part[]
}

export interface Outcome {
  visitorId: string
  /** Those that count now. */
  experiments: string[]
  events: StorefrontEvent[]
}

/** What a shard has of one experiment. */
export interface ShardCounts {
  experiment: string
  arms: { arm: CountedArm; counts: ArmCountsJson }[]
  foreignOrders: number
}

/** A shard as others call it. */
export interface ShardCalls {
  expose(exposures: Exposure[]): Promise<void>
  count(outcomes: Outcome[], currency: string): Promise<CountedOutcomes>
  read(experiments: string[]): Promise<ShardCounts[]>
  keepOnly(live: string[], now: number): Promise<void>
}

/** All shards of all shops, by `shardName`: the binding EVIDENCE. */
export interface Shards {
  getByName(name: string): ShardCalls
}

export class EvidenceShard extends DurableObject<unknown> {
  readonly #sql: SqlStorage
  #key: Promise<CryptoKey> | null = null

  constructor(state: DurableObjectState, env: unknown) {
    super(state, env)
    this.#sql = state.storage.sql
    this.#sql.exec(tables.SCHEMA)
  }

  async expose(exposures: Exposure[]): Promise<void> {
    const hashed = await Promise.all(
      exposures.map(async ({ visitorId, ...rest }) => ({
        visitor: await this.#hash(`visitor ${visitorId}`),
        ...rest,
      })),
    )
    this.#counting((counts) => {
      for (const { visitor, parts, ...request } of hashed) {
        countExposure(this.#sql, counts, visitor, parts, request)
      }
    })
  }

  /** @param currency the only one whose orders count */
  async count(outcomes: Outcome[], currency: string): Promise<CountedOutcomes> {
    const hashed = await Promise.all(outcomes.map((outcome) => this.#hashOutcome(outcome)))
    const total = { counted: 0, foreignOrders: 0 }
    this.#counting((counts) => {
      for (const outcome of hashed) {
        const { counted, foreignOrders } = countOutcome(this.#sql, counts, outcome, currency)
        total.counted += counted
        total.foreignOrders += foreignOrders
      }
    })
    return total
  }

  /** The counts of these experiments; one that nobody was exposed in has no arms. */
  read(experiments: string[]): ShardCounts[] {
    return experiments.map((experiment) => {
      const id = tables.findExperiment(this.#sql, experiment)
      if (id === null) return { experiment, arms: [], foreignOrders: 0 }
      const arms = tables.readArms(this.#sql, id)
      return {
        experiment,
        arms: arms.map(({ arm, counts }) => ({ arm, counts: z.encode(armCountsSchema, counts) })),
        foreignOrders: tables.foreignOrders(this.#sql, id),
      }
    })
  }

  /** Ends every experiment but these, see `endExperiments`. @param now milliseconds since the epoch */
  keepOnly(live: string[], now: number): void {
    this.ctx.storage.transactionSync(() => tables.endExperiments(this.#sql, live, now))
  }

  #counting(work: (counts: OpenCounts) => void): void {
    this.ctx.storage.transactionSync(() => {
      const counts = openCounts(this.#sql)
      work(counts)
      counts.write()
    })
  }

  async #hashOutcome({ visitorId, experiments, events }: Outcome): Promise<HashedOutcome> {
    return {
      visitor: await this.#hash(`visitor ${visitorId}`),
      experiments,
      events: await Promise.all(
        events.map(async (event) => ({
          event,
          purchase: event.type === 'order' ? await this.#hash(`order ${event.orderId}`) : null,
        })),
      ),
    }
  }

  async #hash(text: string): Promise<tables.Hash> {
    this.#key ??= crypto.subtle.importKey(
      'raw',
      tables.secretKey(this.#sql),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    )
    const mac = await crypto.subtle.sign('HMAC', await this.#key, new TextEncoder().encode(text))
    return mac.slice(0, HASH_BYTES)
  }
}
