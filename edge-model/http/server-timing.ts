/**
 * @module Server-Timing: what a request spent its time on, for the browser's network panel and the logs.
 */

/**
 * Milliseconds per phase. A Worker's clock stands still between I/O when deployed, so there short phases read 0.
 */
export class ServerTiming {
  readonly #phases: string[] = []

  /** Runs `work` and notes how long it took, also where it fails. */
  async measure<T>(phase: string, work: () => Promise<T>): Promise<T> {
    const begun = performance.now()
    try {
      return await work()
    } finally {
      this.#phases.push(`${phase};dur=${(performance.now() - begun).toFixed(2)}`)
    }
  }

  /** The header's value. */
  toString(): string {
    return this.#phases.join(', ')
  }
}
