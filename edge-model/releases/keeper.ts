/**
 * @module Keeps the shop's releases ready to serve, and up to date with the channel.
 *
 * Requests are answered from the releases at hand. When the channel was last read longer ago than its time to live, one
 * request starts a refresh and does not wait for it: channel, then the stable release beside the running one, then the
 * swap, then the canary. A release that can't be loaded is not tried again for a while; the last good one goes on serving.
 *
 * Shoppers wait only for a first stable release, never for another: until their canary or their pinned release is here
 * they get what is stable. That counts as a fallback only once a try has failed. Every isolate needs the time of a first
 * load, however good the canary is; counted, it would break the canary's guardrail in a shop whose isolates live briefly.
 *
 * Work shared between requests belongs to the request that began it, and ends with it. So it is handed to `waitUntil`,
 * whoever waits for it has a time limit of its own, and work that should long have ended is taken for lost.
 */
import { waitUntil } from 'cloudflare:workers'
import type { Health } from '../contract/admin.ts'
import { assign, type Experiments, experimentsOf, type Who } from '../contract/assignment.ts'
import type { Channel } from '../contract/channel.ts'
import type { Digest } from '../contract/ids.ts'
import { MEMORY_BUDGET } from '../contract/table.ts'
import type { Arm } from '../contract/visitor.ts'
import { type ChannelStore, readChannel } from './channel-store.ts'
import { cannotServe, type Fault, toFault } from './fault.ts'
import type { ReleaseSource } from './load-release.ts'
import { ReleaseLoads } from './loads.ts'
import { ReleaseMemory } from './memory.ts'
import type { Release } from './release.ts'
import { within } from './storage.ts'
import type { StoredChannel } from './stored-channel.ts'
import { UnavailableError } from './unavailable.ts'

/** A Worker may go on for 30 s after its request; a refresh beyond this will never end. */
const REFRESH_LIMIT_MS = 25_000

interface Refresh {
  startedAt: number
  done: Promise<void>
}

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
  readonly #store: ChannelStore
  readonly #now: () => number
  readonly #ttlMs: number
  readonly #memory: ReleaseMemory
  readonly #loads: ReleaseLoads
  #stored: StoredChannel | null = null
  /** The release served as stable, null while none is. */
  #serving: Digest | null = null
  /** Why R2 does not hold the channel that is followed. */
  #channelFault: Fault | null = null
  /** Why the channel's stable release is not the one served. */
  #stableFault: Fault | null = null
  #readAt = Number.NEGATIVE_INFINITY
  #refresh: Refresh | null = null

  /** @param budget bytes of all releases in memory, see memory.ts */
  constructor(source: ReleaseSource, store: ChannelStore, ttlSeconds: number, budget = MEMORY_BUDGET) {
    this.#store = store
    this.#now = source.now
    this.#ttlMs = ttlSeconds * 1000
    this.#memory = new ReleaseMemory(budget, source.now)
    this.#loads = new ReleaseLoads(source, this.#memory)
  }

  /**
   * The release for a visitor.
   * @throws UnavailableError where there is none to serve
   */
  async acquire(who: Who): Promise<Held> {
    await this.#ready()
    if (this.#stored === null) throw this.#nothingToServe()
    const { channel } = this.#stored
    const { arm, release: assigned } = assign(channel, who)
    const release = await this.#take(assigned, arm)
    const given = release ?? (this.#serving === null ? null : this.#memory.take(this.#serving))
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
    await this.#ready()
    if (this.#stored === null) throw this.#nothingToServe()
    return experimentsOf(this.#stored.channel)
  }

  /** What is served and why; reads the channel first where that is due, and waits for it and for the canary. */
  async health(): Promise<Health> {
    try {
      const refresh = this.#refreshIfDue()
      if (refresh !== null) await within(REFRESH_LIMIT_MS, 'Loading the release', refresh)
      const canary = this.#stored?.channel.canary ?? null
      if (canary !== null && this.#serving !== null) await this.#bring(canary.release)
    } catch (error) {
      this.#channelFault = toFault(error)
    }
    const channel = this.#stored?.channel ?? null
    const serving = this.#serving === null ? null : this.#memory.peek(this.#serving)
    const canary = channel === null ? null : this.#canaryHealth(channel)
    const problem = this.#channelFault ?? this.#stableFault
    const isWell = problem === null && (canary?.problem ?? null) === null
    return {
      status: serving === null ? 'empty' : isWell ? 'ok' : 'degraded',
      shop: this.#store.shop,
      release: serving?.id ?? null,
      seq: channel?.seq ?? null,
      items: serving?.manifest.model.items ?? null,
      canary,
      problem: problem?.message ?? null,
    }
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
    if (this.#stored !== null && this.#stored.channel.seq > stored.channel.seq) return
    // A refresh under way read the channel before it moved.
    this.#refresh = null
    this.#stored = stored
    this.#channelFault = null
    this.#memory.name(this.#named(), this.#stored?.channel.previous ?? null)
    const { stable } = stored.channel
    const isHere = this.#memory.peek(stable) !== null
    if (isHere) this.#serve(stable)
    this.#readAt = isHere ? this.#now() : Number.NEGATIVE_INFINITY
  }

  /** Waits only while nothing is served yet. */
  async #ready(): Promise<void> {
    const refresh = this.#refreshIfDue()
    if (this.#serving === null && refresh !== null) {
      await within(REFRESH_LIMIT_MS, 'Loading the release', refresh)
    }
  }

  /** The assigned release, if it is here. An engineer's preview is waited for. */
  async #take(id: Digest, arm: Arm): Promise<Release | null> {
    const release = this.#memory.take(id)
    // The stable release is the refresh's to load.
    if (release !== null || id === this.#stored?.channel.stable) return release
    if (arm === 'preview') {
      await this.#bring(id)
      return this.#memory.take(id)
    }
    if (!this.#loads.isLoading(id)) waitUntil(this.#bring(id))
    return null
  }

  #fellBack(assigned: Digest, given: Release): boolean {
    if (given.id === assigned) return false
    if (this.#loads.failureOf(assigned) !== undefined) return true
    // Room is always made for what is stable.
    return assigned !== this.#stored?.channel.stable && !this.#memory.mayLoad(assigned)
  }

  /** Loads a release that somebody is to have, unless that is no use now. Never rejects. */
  async #bring(id: Digest): Promise<void> {
    if (this.#memory.peek(id) !== null || !this.#loads.mayTry(id) || !this.#memory.mayLoad(id)) return
    try {
      const release = await this.#loads.load(id)
      release.letGo()
    } catch (error) {
      console.error(cannotServe(id, error).message)
    }
  }

  /** What has expired is let go of, and the channel read anew: as in an isolate that starts cold. */
  #dropExpired(): void {
    if (this.#serving === null || !this.#isExpired(this.#serving)) return
    this.#memory.drop(this.#serving)
    this.#serving = null
    this.#readAt = Number.NEGATIVE_INFINITY
  }

  /** The refresh under way, a new one where it is due, else null. Never rejects. */
  #refreshIfDue(): Promise<void> | null {
    this.#dropExpired()
    const now = this.#now()
    if (this.#refresh !== null && now - this.#refresh.startedAt < REFRESH_LIMIT_MS) return this.#refresh.done
    if (now - this.#readAt < this.#ttlMs) return null
    const refresh: Refresh = { startedAt: now, done: Promise.resolve() }
    this.#refresh = refresh
    refresh.done = this.#follow(() => this.#refresh === refresh)
    waitUntil(refresh.done)
    return refresh.done
  }

  /** Reads the channel and serves what it names. `current` turns false when somebody else has taken over. */
  async #follow(current: () => boolean): Promise<void> {
    try {
      const { stored, fault } = await readChannel(this.#store, this.#stored)
      if (!current()) return
      this.#channelFault = fault
      if (stored !== null) {
        this.#stored = stored
        const stableFault = await this.#serveOf(stored.channel, current)
        if (current()) this.#stableFault = stableFault
      }
    } catch (error) {
      if (current()) this.#channelFault = toFault(error)
    }
    if (!current()) return
    this.#readAt = this.#now()
    this.#refresh = null
    this.#tendOthers()
  }

  /** Serves the channel's release; where it can't be loaded and nothing is served yet, the one before it. */
  async #serveOf(channel: Channel, current: () => boolean): Promise<Fault | null> {
    const fault = await this.#tryToServe(channel.stable, current)
    if (fault === null || this.#serving !== null || channel.previous === null) return fault
    const second = await this.#tryToServe(channel.previous, current)
    return second === null
      ? fault
      : { code: fault.code, message: `${fault.message} The release before it: ${second.message}` }
  }

  async #tryToServe(id: Digest, current: () => boolean): Promise<Fault | null> {
    try {
      const release = this.#memory.take(id) ?? (await this.#loads.loadUnlessKnownBad(id))
      if (current()) this.#serve(id)
      release.letGo()
      return null
    } catch (error) {
      return cannotServe(id, error)
    }
  }

  #serve(id: Digest): void {
    const before = this.#serving
    this.#serving = id
    this.#stableFault = null
    this.#memory.keepStable(id)
    const isOver = before !== id && before !== this.#stored?.channel.previous
    if (before !== null && isOver && !this.#named().has(before)) this.#memory.drop(before)
  }

  /** The canary is loaded before its first shopper comes; what nobody names any more goes. */
  #tendOthers(): void {
    this.#memory.name(this.#named(), this.#stored?.channel.previous ?? null)
    const canary = this.#stored?.channel.canary ?? null
    if (canary !== null && this.#serving !== null) waitUntil(this.#bring(canary.release))
  }

  #named(): Set<Digest> {
    if (this.#stored === null) return new Set()
    const { stable, canary, pins } = this.#stored.channel
    return new Set([stable, ...(canary === null ? [] : [canary.release]), ...Object.values(pins)])
  }

  #canaryHealth({ canary }: Channel): Health['canary'] {
    if (canary === null) return null
    const { release, percent, paused } = canary
    const isReady = this.#memory.peek(release) !== null && !this.#isExpired(release)
    const failure = this.#loads.failureOf(release)
    const why =
      failure === undefined ? 'There is no room for it beside the others.' : toFault(failure).message
    const problem = isReady ? null : `Release ${release.slice(0, 12)} can't be served: ${why}`
    return { release, percent, paused, problem }
  }

  #isExpired(id: Digest): boolean {
    const release = this.#memory.peek(id)
    return release !== null && this.#now() >= release.expiresAt
  }

  #nothingToServe(): UnavailableError {
    const fault = this.#stored === null ? this.#channelFault : (this.#stableFault ?? this.#channelFault)
    const { code, message } = fault ?? { code: 'no_release', message: 'No release is loaded yet.' }
    return new UnavailableError(code === 'storage_unavailable' ? code : 'no_release', message)
  }
}
