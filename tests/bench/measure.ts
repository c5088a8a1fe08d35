/**
 * @module Timing on a machine that others use too: many short rounds in turn, the quietest round counts.
 */

export interface Timing {
  /** Milliseconds a call. */
  p50: number
  p99: number
}

const WARM_UP = 50
const CALLS = 400
const ROUNDS = 9

/** Times asynchronous calls against each other: each round runs every one of them. */
export async function compare(calls: readonly (() => Promise<unknown>)[]): Promise<Timing[]> {
  for (const call of calls) for (let i = 0; i < WARM_UP; i++) await call()
  const best = calls.map((): Timing => ({ p50: Number.POSITIVE_INFINITY, p99: Number.POSITIVE_INFINITY }))
  for (let round = 0; round < ROUNDS; round++) {
    for (const [c, call] of calls.entries()) {
      const timing = await time(call)
      const quietest = best[c]
      if (quietest !== undefined && timing.p50 < quietest.p50) best[c] = timing
    }
  }
  return best
}

async function time(call: () => Promise<unknown>): Promise<Timing> {
  const times = new Float64Array(CALLS)
  for (let i = 0; i < CALLS; i++) {
    const started = performance.now()
    await call()
    times[i] = performance.now() - started
  }
  times.sort()
  return { p50: times[CALLS / 2] ?? 0, p99: times[Math.floor(CALLS * 0.99)] ?? 0 }
}

/** Seconds of the fastest of a few runs. */
export function fastest(work: () => void, runs = 3): number {
  let seconds = Number.POSITIVE_INFINITY
  for (let run = 0; run < runs; run++) {
    const started = performance.now()
    work()
    seconds = Math.min(seconds, (performance.now() - started) / 1000)
  }
  return seconds
}
