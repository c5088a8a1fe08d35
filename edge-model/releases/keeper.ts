/**
 * @module Keeps a shop's release ready to serve, and up to date with the channel.
 *
 * Requests are answered from the release at hand. When the channel was last read longer ago than its time to live, one
 * request starts a refresh and does not wait for it: channel, then the new release beside the running one, then the
 * swap. A release that can't be loaded is not tried again for a while; the last good one goes on serving.
 *
 * Work shared between requests belongs to the request that began it, and ends with it. So it is handed to `waitUntil`,
 * whoever waits for it has a time limit of its own, and work that should long have ended is taken for lost.
 */
import { waitUntil } from 'cloudflare:workers'
import type { Health } from '../contract/admin.ts'
import type { Channel } from '../contract/channel.ts'
import type { Digest } from '../contract/ids.ts'
import { ContractError } from '../contract/problem.ts'
import { readChannel } from './channel-store.ts'
import type { ReleaseSource } from './load-release.ts'
import { ReleaseLoads } from './loads.ts'
import type { Release } from './release.ts'
import { within } from './storage.ts'
import { UnavailableError } from './unavailable.ts'

/** A Worker may go on for 30 s after its request; a refresh beyond this will never end. */
const REFRESH_LIMIT_MS = 25_000

interface Fault {
  code: string
  message: string
}

interface Refresh {
  startedAt: number
  done: Promise<void>
}

export class ReleaseKeeper {
  readonly #bucket: R2Bucket
  readonly #shop: string
  readonly #now: () => number
  readonly #ttlMs: number
  readonly #loads: ReleaseLoads
  #serving: Release | null = null
  #channel: Channel | null = null
  /** Why the channel's release is not the one served. */
  #fault: Fault | null = null
  #readAt = Number.NEGATIVE_INFINITY
  #refresh: Refresh | null = null

  constructor(source: ReleaseSource, ttlSeconds: number) {
    this.#bucket = source.bucket
    this.#shop = source.shop
    this.#now = source.now
    this.#ttlMs = ttlSeconds * 1000
    this.#loads = new ReleaseLoads(source)
  }

  /**
   * The release to serve, held for the caller, who must `letGo` of it. Waits only while there is none yet.
   * @throws UnavailableError where there is none
   */
  async acquire(): Promise<Release> {
    const refresh = this.#refreshIfDue()
    if (this.#serving === null && refresh !== null) {
      await within(REFRESH_LIMIT_MS, 'Loading the release', refresh)
    }
    if (this.#serving === null) throw this.#nothingToServe()
    return this.#serving.hold()
  }

  /** What is served and why; reads the channel first where that is due, and waits for it. */
  async health(): Promise<Health> {
    const refresh = this.#refreshIfDue()
    try {
      if (refresh !== null) await within(REFRESH_LIMIT_MS, 'Loading the release', refresh)
    } catch (error) {
      this.#fault = toFault(error)
    }
    return {
      status: this.#serving === null ? 'empty' : this.#fault === null ? 'ok' : 'degraded',
      shop: this.#shop,
      release: this.#serving?.id ?? null,
      seq: this.#channel?.seq ?? null,
      items: this.#serving?.manifest.model.items ?? null,
      problem: this.#fault?.message ?? null,
    }
  }

  /**
   * A release made ready to serve, held for the caller, who must `letGo` of it or have it adopted.
   * @throws ContractError where it can't be served, StorageError where R2 fails
   */
  prepare(id: Digest): Promise<Release> {
    return this.#serving?.id === id ? Promise.resolve(this.#serving.hold()) : this.#loads.load(id)
  }

  /** Serves `release` from now on, taking over the caller's hold; `channel` is what R2 now holds. */
  adopt(channel: Channel, release: Release): void {
    if (this.#channel !== null && this.#channel.seq > channel.seq) {
      release.letGo()
      return
    }
    // A refresh under way read the channel before it moved.
    this.#refresh = null
    this.#readAt = Date.now()
    this.#channel = channel
    this.#fault = null
    this.#serve(release)
  }

  #serve(release: Release): void {
    const before = this.#serving
    this.#serving = release
    before?.letGo()
  }

  /** A release that has expired is let go of, and the channel read anew: as in an isolate that starts cold. */
  #dropExpired(): void {
    if (this.#serving === null || this.#now() < this.#serving.expiresAt) return
    this.#serving.letGo()
    this.#serving = null
    this.#readAt = Number.NEGATIVE_INFINITY
  }

  /** The refresh under way, a new one where it is due, else null. Never rejects. */
  #refreshIfDue(): Promise<void> | null {
    this.#dropExpired()
    const now = Date.now()
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
    let fault: Fault | null
    try {
      const stored = await readChannel(this.#bucket, this.#shop)
      if (!current()) return
      if (stored === null) {
        fault = noChannel(this.#shop)
      } else {
        this.#channel = stored.channel
        fault = await this.#serveOf(stored.channel, current)
      }
    } catch (error) {
      fault = toFault(error)
    }
    if (!current()) return
    this.#fault = fault
    this.#readAt = Date.now()
    this.#refresh = null
  }

  /** Serves the channel's release; where it can't be loaded and nothing is served yet, the one before it. */
  async #serveOf(channel: Channel, current: () => boolean): Promise<Fault | null> {
    const fault = await this.#tryToServe(channel.stable.manifest, current)
    if (fault === null || this.#serving !== null || channel.previous === null) return fault
    const second = await this.#tryToServe(channel.previous.manifest, current)
    return second === null
      ? fault
      : { code: fault.code, message: `${fault.message} The release before it: ${second.message}` }
  }

  async #tryToServe(id: Digest, current: () => boolean): Promise<Fault | null> {
    if (this.#serving?.id === id) return null
    try {
      const release = await this.#loads.loadUnlessKnownBad(id)
      if (current()) this.#serve(release)
      else release.letGo()
      return null
    } catch (error) {
      const { code, message } = toFault(error)
      return { code, message: `Release ${id.slice(0, 12)} can't be served: ${message}` }
    }
  }

  #nothingToServe(): UnavailableError {
    const fault = this.#fault ?? noChannel(this.#shop)
    const code = fault.code === 'storage_unavailable' ? fault.code : 'no_release'
    return new UnavailableError(code, fault.message)
  }
}

function noChannel(shop: string): Fault {
  return {
    code: 'no_release',
    message: `Shop "${shop}" has no release yet. Train a model and send it with "aisle publish".`,
  }
}

function toFault(error: unknown): Fault {
  if (error instanceof ContractError || error instanceof UnavailableError) {
    return { code: error.code, message: error.message }
  }
  console.error(error)
  return { code: 'internal', message: "Loading failed unexpectedly; the cause is in the Worker's log." }
}
