/**
 * @module Releases being loaded: each only once at a time however many ask, and a bad one not again for a while.
 */
import { waitUntil } from 'cloudflare:workers'
import type { Digest } from '../contract/ids.ts'
import { ContractError } from '../contract/problem.ts'
import { loadRelease, type ReleaseSource } from './load-release.ts'
import type { Release } from './release.ts'
import { within } from './storage.ts'

/** A load beyond this is taken for lost; see keeper.ts. */
const LOAD_LIMIT_MS = 20_000
/** How long a release that can't be served is not tried again. */
const BAD_FOR_MS = 5 * 60_000

interface Load {
  startedAt: number
  /** How many wait for it; each gets a hold. */
  holders: number
  release: Promise<Release>
}

export class ReleaseLoads {
  readonly #source: ReleaseSource
  readonly #loads = new Map<Digest, Load>()
  readonly #bad = new Map<Digest, { error: ContractError; until: number }>()

  constructor(source: ReleaseSource) {
    this.#source = source
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
    const known = this.#bad.get(id)
    if (known !== undefined && Date.now() < known.until) throw known.error
    return this.load(id)
  }

  #join(id: Digest): Load {
    const running = this.#loads.get(id)
    if (running !== undefined && Date.now() - running.startedAt < LOAD_LIMIT_MS) {
      running.holders++
      return running
    }
    const load: Load = {
      startedAt: Date.now(),
      holders: 1,
      release: loadRelease(this.#source, id),
    }
    load.release = this.#settle(id, load, load.release)
    this.#loads.set(id, load)
    waitUntil(load.release.catch(() => undefined))
    return load
  }

  async #settle(id: Digest, load: Load, loading: Promise<Release>): Promise<Release> {
    try {
      const release = (await loading).hold(load.holders)
      this.#bad.delete(id)
      return release
    } catch (error) {
      if (error instanceof ContractError) this.#bad.set(id, { error, until: Date.now() + BAD_FOR_MS })
      throw error
    } finally {
      if (this.#loads.get(id) === load) this.#loads.delete(id)
    }
  }
}
