/**
 * @module Follows the channel: reads it when that is due, and serves the stable release that it names.
 *
 * When the channel was last read longer ago than its time to live, one request starts a refresh: channel, then the stable
 * release beside the running one, then the swap, then the canary. A release that can't be loaded is not tried again for a
 * while; the last good one goes on serving.
 *
 * Work shared between requests belongs to the request that began it, and ends with it. So it is handed to `waitUntil`,
 * whoever waits for it has a time limit of its own, and work that should long have ended is taken for lost.
 */
import { waitUntil } from 'cloudflare:workers'
import type { Channel } from '../contract/channel.ts'
import type { Digest } from '../contract/ids.ts'
import { type ChannelStore, readChannel } from './channel-store.ts'
import { cannotServe, type Fault, toFault } from './fault.ts'
import type { ReleaseLoads } from './loads.ts'
import type { ReleaseMemory } from './memory.ts'
import { within } from './storage.ts'
import type { StoredChannel } from './stored-channel.ts'

/** A Worker may go on for 30 s after its request; a refresh beyond this will never end. */
const REFRESH_LIMIT_MS = 25_000

interface Refresh {
  startedAt: number
  done: Promise<void>
}

export interface FollowerOptions {
  store: ChannelStore
  memory: ReleaseMemory
  loads: ReleaseLoads
  /** Milliseconds since the epoch. */
  now: () => number
  /** How long a channel is followed before it is read again. */
  ttlMs: number
}

export class ChannelFollower {
  readonly #store: ChannelStore
  readonly #memory: ReleaseMemory
  readonly #loads: ReleaseLoads
  readonly #now: () => number
  readonly #ttlMs: number
  #stored: StoredChannel | null = null
  #serving: Digest | null = null
  #channelFault: Fault | null = null
  #stableFault: Fault | null = null
  #readAt = Number.NEGATIVE_INFINITY
  #refresh: Refresh | null = null

  constructor({ store, memory, loads, now, ttlMs }: FollowerOptions) {
    this.#store = store
    this.#memory = memory
    this.#loads = loads
    this.#now = now
    this.#ttlMs = ttlMs
  }

  /** The channel that is followed, null while none was read. */
  get channel(): Channel | null {
    return this.#stored?.channel ?? null
  }

  /** The release served as stable, null while none is. */
  get serving(): Digest | null {
    return this.#serving
  }

  /** Why R2 does not hold the channel that is followed. */
  get channelFault(): Fault | null {
    return this.#channelFault
  }

  /** Why the channel's stable release is not the one served. */
  get stableFault(): Fault | null {
    return this.#stableFault
  }

  /** Starts the refresh that is due, and waits for it only while nothing is served yet. */
  async ready(): Promise<void> {
    const refresh = this.#refreshIfDue()
    if (this.#serving === null && refresh !== null) await waitFor(refresh)
  }

  /** Waits for the refresh that is due, and for the canary. What keeps them away becomes a fault: never rejects. */
  async upToDate(): Promise<void> {
    try {
      const refresh = this.#refreshIfDue()
      if (refresh !== null) await waitFor(refresh)
      await this.#bringCanary()
    } catch (error) {
      this.#channelFault = toFault(error)
    }
  }

  /** Follows `stored`, which R2 now holds, from now on. */
  adopt(stored: StoredChannel): void {
    if (this.#stored !== null && this.#stored.channel.seq > stored.channel.seq) return
    // A refresh under way read the channel before it moved.
    this.#refresh = null
    this.#stored = stored
    this.#channelFault = null
    this.#memory.name(namedBy(stored.channel), stored.channel.previous)
    const { stable } = stored.channel
    const isHere = this.#memory.peek(stable) !== null
    if (isHere) this.#serve(stable)
    this.#readAt = isHere ? this.#now() : Number.NEGATIVE_INFINITY
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

  /** What has expired is let go of, and the channel read anew: as in an isolate that starts cold. */
  #dropExpired(): void {
    if (this.#serving === null || !this.#memory.isExpired(this.#serving)) return
    this.#memory.drop(this.#serving)
    this.#serving = null
    this.#readAt = Number.NEGATIVE_INFINITY
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
    this.#memory.name(namedBy(this.channel), this.channel?.previous ?? null)
    // Loaded before its first shopper comes.
    waitUntil(this.#bringCanary())
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
    const isOver = before !== id && before !== (this.channel?.previous ?? null)
    if (before !== null && isOver && !namedBy(this.channel).has(before)) this.#memory.drop(before)
  }

  async #bringCanary(): Promise<void> {
    const canary = this.channel?.canary ?? null
    if (canary !== null && this.#serving !== null) await this.#loads.bring(canary.release)
  }
}

const waitFor = (refresh: Promise<void>): Promise<void> =>
  within(REFRESH_LIMIT_MS, 'Loading the release', refresh)

/** The releases that visitors of a channel may be given. */
function namedBy(channel: Channel | null): Set<Digest> {
  if (channel === null) return new Set()
  const { stable, canary, pins } = channel
  return new Set([stable, ...(canary === null ? [] : [canary.release]), ...Object.values(pins)])
}
