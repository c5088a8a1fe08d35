/**
 * @module Releases being loaded: one at a time, each only once however many ask, and one that failed not again for a while.
 */
import { waitUntil } from 'cloudflare:workers'
import type { Digest } from '../contract/ids.ts'
import { ContractError } from '../contract/problem.ts'
import { cannotServe } from './fault.ts'
import { loadRelease, type ReleaseSource } from './load-release.ts'
import type { ReleaseMemory } from './memory.ts'
import type { Release } from './release.ts'
import { within } from './storage.ts'

/** A load beyond this is taken for lost; see follower.ts. */
const LOAD_LIMIT_MS = 20_000
/** How long a release that can't be served is not tried again. */
const BAD_FOR_MS = 5 * 60_000
/** How long a release that could not be read is not tried again merely because a shopper is to have it. */
const UNREAD_FOR_MS = 10_000

interface Load {
  startedAt: number
  /** How many wait for it; each gets a hold. */
  holders: number
  release: Promise<Release>
}

interface Failure {
  error: unknown
  until: number
}

export class ReleaseLoads {
  readonly #source: ReleaseSource
  readonly #memory: ReleaseMemory
  readonly #loads = new Map<Digest, Load>()
  readonly #failures = new Map<Digest, Failure>()

  /** @param memory gets what is loaded, and is asked for room before */
  constructor(source: ReleaseSource, memory: ReleaseMemory) {
    this.#source = source
    this.#memory = memory
  }

  /**
   * A release, held for the caller.
   * @throws ContractError where what is stored can't be served, StorageError where R2 fails or takes too long
   */
  async load(id: Digest): Promise<Release> {
    const load = this.#join(id)
    try {
      return await within(LOAD_LIMIT_MS, `Loading release ${id.slice(0, 12)}`, load.release)
    } catch (error) {
      // Should the load still succeed, nobody waits for it here any more.
      waitUntil(load.release.then((release) => release.letGo()).catch(() => undefined))
      throw error
    }
  }

  /** As `load`, but answers the last failure of a release that was found bad a short while ago. */
  async loadUnlessKnownBad(id: Digest): Promise<Release> {
    const known = this.#failures.get(id)
    if (known?.error instanceof ContractError && this.#source.now() < known.until) throw known.error
    return this.load(id)
  }

  /** Loads a release that somebody is to have, unless that is no use now. Never rejects. */
  async bring(id: Digest): Promise<void> {
    if (this.#memory.peek(id) !== null || !this.#mayTry(id) || !this.#memory.mayLoad(id)) return
    try {
      const release = await this.load(id)
      release.letGo()
    } catch (error) {
      console.error(cannotServe(id, error).message)
    }
  }

  isLoading(id: Digest): boolean {
    const load = this.#loads.get(id)
    return load !== undefined && !this.#isLost(load)
  }

  /** Why the last try failed, until one succeeds; undefined where none did. */
  failureOf(id: Digest): unknown {
    return this.#failures.get(id)?.error
  }

  #join(id: Digest): Load {
    const running = this.#loads.get(id)
    if (running !== undefined && !this.#isLost(running)) {
      running.holders++
      return running
    }
    const others = [...this.#loads.values()].filter((load) => !this.#isLost(load))
    const load: Load = { startedAt: this.#source.now(), holders: 1, release: this.#loadAfter(others, id) }
    load.release = this.#settle(id, load, load.release)
    this.#loads.set(id, load)
    waitUntil(load.release.catch(() => undefined))
    return load
  }

  /** While a release is being loaded, its files are in memory beside its tables: never those of two. */
  async #loadAfter(others: Load[], id: Digest): Promise<Release> {
    await Promise.allSettled(
      others.map(({ release }) => within(LOAD_LIMIT_MS, 'Waiting for another load', release)),
    )
    return loadRelease(this.#source, id, (manifest) => this.#memory.makeRoom(id, manifest))
  }

  async #settle(id: Digest, load: Load, loading: Promise<Release>): Promise<Release> {
    try {
      const release = (await loading).hold(load.holders)
      this.#failures.delete(id)
      this.#memory.add(release)
      return release
    } catch (error) {
      const pause = error instanceof ContractError ? BAD_FOR_MS : UNREAD_FOR_MS
      this.#failures.set(id, { error, until: this.#source.now() + pause })
      throw error
    } finally {
      if (this.#loads.get(id) === load) this.#loads.delete(id)
    }
  }

  /** Whether it is worth a try: nothing has failed, or a while ago. */
  #mayTry(id: Digest): boolean {
    return this.#source.now() >= (this.#failures.get(id)?.until ?? Number.NEGATIVE_INFINITY)
  }

  #isLost({ startedAt }: Load): boolean {
    return this.#source.now() - startedAt >= LOAD_LIMIT_MS
  }
}
