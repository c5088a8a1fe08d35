/**
 * @module The circuit breaker before the Worker: while it is down, pages don't spend their budget on finding that out.
 */

/** Failures in a row that open the breaker. */
const FAILURES = 3
/** Milliseconds for which an open breaker lets nothing through. */
const PAUSE_MS = 10_000

export interface Breaker {
  /** Whether this call may go through. Once an open breaker's pause is over, one call a pause may: the probe. */
  admits(): boolean
  succeeded(): void
  failed(): void
}

/**
 * A breaker that opens after {@link FAILURES} failures in a row, for {@link PAUSE_MS}.
 *
 * The half-open state is a time, not a flag: admitting a probe starts the next pause. A flag would stay up for good
 * where a runtime cancels the probing request before it could report.
 *
 * @param now milliseconds on any clock that does not run backwards by much
 */
export function createBreaker(now: () => number = Date.now): Breaker {
  let failures = 0
  let pausedUntil = 0
  return {
    admits() {
      if (failures < FAILURES) return true
      if (now() < pausedUntil) return false
      pausedUntil = now() + PAUSE_MS
      return true
    },
    succeeded() {
      failures = 0
    },
    failed() {
      failures += 1
      if (failures >= FAILURES) pausedUntil = now() + PAUSE_MS
    },
  }
}
