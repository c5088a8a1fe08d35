/**
 * @module The releases in an isolate's memory, within a budget of bytes. The one that is served as stable stays; of the
 * others those go first that the channel does not name, then those that were used least recently.
 */
import type { Digest } from '../contract/ids.ts'
import { type Manifest, weightBytes } from '../contract/manifest.ts'
import type { Release } from './release.ts'

/** What no channel names, a preview or a canary that is over, stays this long after its last use. */
const IDLE_MS = 60_000
/** Two releases of a channel that do not fit beside each other take turns no faster than this. */
const TURN_MS = 30_000

interface Entry {
  release: Release
  bytes: number
  loadedAt: number
  usedAt: number
}

export class ReleaseMemory {
  readonly #budget: number
  readonly #now: () => number
  readonly #entries = new Map<Digest, Entry>()
  /** Of every release that was ever begun to be loaded. */
  readonly #sizes = new Map<Digest, number>()
  #stable: Digest | null = null
  #previous: Digest | null = null
  #named: ReadonlySet<Digest> = new Set()

  /** @param budget bytes of the tables of all releases together */
  constructor(budget: number, now: () => number) {
    this.#budget = budget
    this.#now = now
  }

  /** A release, held for the caller, or null where it is not here or has expired. */
  take(id: Digest): Release | null {
    const entry = this.#entries.get(id)
    if (entry === undefined) return null
    if (this.isExpired(id)) {
      this.drop(id)
      return null
    }
    entry.usedAt = this.#now()
    return entry.release.hold()
  }

  /** A release without holding or using it, for what is told about it. */
  peek(id: Digest): Release | null {
    return this.#entries.get(id)?.release ?? null
  }

  /** Whether a release that is here is too old to be served. */
  isExpired(id: Digest): boolean {
    const release = this.peek(id)
    return release !== null && this.#now() >= release.expiresAt
  }

  /** Keeps a release that has been loaded. */
  add(release: Release): void {
    this.drop(release.id)
    const now = this.#now()
    const bytes = weightBytes(release.manifest)
    this.#entries.set(release.id, { release: release.hold(), bytes, loadedAt: now, usedAt: now })
  }

  /** Lets go of others until a release that is about to be loaded fits. Who uses them just now goes on doing so. */
  makeRoom(id: Digest, manifest: Manifest): void {
    const bytes = weightBytes(manifest)
    this.#sizes.set(id, bytes)
    for (const victim of this.#victims(bytes)) this.drop(victim.release.id)
  }

  /**
   * Whether a release may be loaded only because a shopper is to have it: not if that took the place of another of the
   * channel that has just been loaded itself.
   */
  mayLoad(id: Digest): boolean {
    const youngest = this.#now() - TURN_MS
    return this.#victims(this.#sizes.get(id) ?? 0).every(
      ({ release, loadedAt }) => loadedAt <= youngest || !this.#named.has(release.id),
    )
  }

  /** Names the release that is served as stable, which makes room for no other. */
  keepStable(id: Digest): void {
    this.#stable = id
  }

  /**
   * Hears which releases the channel names, and lets go of what it does not and nobody has asked for lately.
   * @param previous what a rollback leads to: it stays while nothing else needs its room, so that going back loads nothing
   */
  name(releases: ReadonlySet<Digest>, previous: Digest | null): void {
    this.#named = releases
    const over = this.#previous
    this.#previous = previous
    if (over !== null && over !== previous && over !== this.#stable && !releases.has(over)) this.drop(over)
    for (const [id, { usedAt }] of this.#entries) {
      const isKept = id === this.#stable || id === previous || releases.has(id)
      if (!isKept && this.#now() - usedAt >= IDLE_MS) this.drop(id)
    }
  }

  drop(id: Digest): void {
    this.#entries.get(id)?.release.letGo()
    this.#entries.delete(id)
  }

  /** Who must go for `bytes` more to fit, the first to go first. */
  #victims(bytes: number): Entry[] {
    let over = bytes - this.#budget
    for (const entry of this.#entries.values()) over += entry.bytes
    const others = [...this.#entries.values()]
      .filter(({ release }) => release.id !== this.#stable)
      .sort((a, b) => this.#rank(a) - this.#rank(b) || a.usedAt - b.usedAt)
    const victims: Entry[] = []
    for (const entry of others) {
      if (over <= 0) break
      victims.push(entry)
      over -= entry.bytes
    }
    return victims
  }

  #rank({ release }: Entry): number {
    return this.#named.has(release.id) ? 1 : 0
  }
}
