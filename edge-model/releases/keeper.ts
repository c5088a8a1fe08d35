/**
 * @module Gives each visitor a release that is ready to serve.
 *
 * Requests are answered from the releases at hand. Shoppers wait only for a first stable release, never for another: until
 * their canary or their pinned release is here they get what is stable. That counts as a fallback only once a try has
 * failed. Every isolate needs the time of a first load, however good the canary is; counted, it would break the canary's
 * guardrail in a shop whose isolates live briefly.
 */
import { waitUntil } from 'cloudflare:workers'
import type { Health } from '../contract/admin.ts'
import { assign, type Experiments, experimentsOf, type Who } from '../contract/assignment.ts'
import type { Digest } from '../contract/ids.ts'
import { MEMORY_BUDGET } from '../contract/table.ts'
import type { Arm } from '../contract/visitor.ts'
import type { ChannelStore } from './channel-store.ts'
import { ChannelFollower } from './follower.ts'
import { healthOf } from './health.ts'
import type { ReleaseSource } from './load-release.ts'
import { ReleaseLoads } from './loads.ts'
import { ReleaseMemory } from './memory.ts'
import type { Release } from './release.ts'
import type { StoredChannel } from './stored-channel.ts'
import { UnavailableError } from './unavailable.ts'

/** A release to answer with, and why it is this one. */
export interface Held {
  /** Held for the caller, who must `letGo` of it. */
  release: Release
  /** What the visitor was assigned to, whatever was given in the end. */
  arm: Arm
  experiment: Experiments
  /** The assigned release can't be had, and another was given. */
  fellBack: boolean
}

export class ReleaseKeeper {
  readonly #shop: string
  readonly #memory: ReleaseMemory
  readonly #loads: ReleaseLoads
  readonly #follower: ChannelFollower

  /** @param budget bytes of all releases in memory, see memory.ts */
  constructor(source: ReleaseSource, store: ChannelStore, ttlSeconds: number, budget = MEMORY_BUDGET) {
    this.#shop = store.shop
    this.#memory = new ReleaseMemory(budget, source.now)
    this.#loads = new ReleaseLoads(source, this.#memory)
    this.#follower = new ChannelFollower({
      store,
      memory: this.#memory,
      loads: this.#loads,
      now: source.now,
      ttlMs: ttlSeconds * 1000,
    })
  }

  /**
   * The release for a visitor.
   * @throws UnavailableError where there is none to serve
   */
  async acquire(who: Who): Promise<Held> {
    await this.#follower.ready()
    const { channel } = this.#follower
    if (channel === null) throw this.#nothingToServe()
    const { arm, release: assigned } = assign(channel, who)
    const release = await this.#take(assigned, arm)
    const { serving } = this.#follower
    const given = release ?? (serving === null ? null : this.#memory.take(serving))
    if (given === null) throw this.#nothingToServe()
    return {
      release: given,
      arm,
      experiment: experimentsOf(channel),
      fellBack: this.#fellBack(assigned, given),
    }
  }

  /**
   * The experiments of the present.
   * @throws UnavailableError where there is no channel yet
   */
  async experiments(): Promise<Experiments> {
    await this.#follower.ready()
    const { channel } = this.#follower
    if (channel === null) throw this.#nothingToServe()
    return experimentsOf(channel)
  }

  /** What is served and why; reads the channel first where that is due, and waits for it and for the canary. */
  async health(): Promise<Health> {
    await this.#follower.upToDate()
    return healthOf(this.#shop, { memory: this.#memory, loads: this.#loads, follower: this.#follower })
  }

  /**
   * A release made ready to serve, held for the caller, who must `letGo` of it.
   * @throws ContractError where it can't be served, StorageError where R2 fails
   */
  async prepare(id: Digest): Promise<Release> {
    return this.#memory.take(id) ?? this.#loads.load(id)
  }

  /** Follows `stored`, which R2 now holds, from now on. */
  adopt(stored: StoredChannel): void {
    this.#follower.adopt(stored)
  }

  /** The assigned release, if it is here. An engineer's preview is waited for. */
  async #take(id: Digest, arm: Arm): Promise<Release | null> {
    const release = this.#memory.take(id)
    // The stable release is the follower's to load.
    if (release !== null || id === this.#follower.channel?.stable) return release
    if (arm === 'preview') {
      await this.#loads.bring(id)
      return this.#memory.take(id)
    }
    if (!this.#loads.isLoading(id)) waitUntil(this.#loads.bring(id))
    return null
  }

  #fellBack(assigned: Digest, given: Release): boolean {
    if (given.id === assigned) return false
    if (this.#loads.failureOf(assigned) !== undefined) return true
    // Room is always made for what is stable.
    return assigned !== this.#follower.channel?.stable && !this.#memory.mayLoad(assigned)
  }

  #nothingToServe(): UnavailableError {
    const { channel, channelFault, stableFault } = this.#follower
    const fault = channel === null ? channelFault : (stableFault ?? channelFault)
    const { code, message } = fault ?? { code: 'no_release', message: 'No release is loaded yet.' }
    return new UnavailableError(code === 'storage_unavailable' ? code : 'no_release', message)
  }
}
