/**
 * @module Consecutive sessions of a log as a log of their own, over the same item numbers and the same memory.
 */
import type { SessionLog } from './session-log.ts'

/** Sessions first … end − 1. */
export function partOfLog(log: SessionLog, first: number, end: number): SessionLog {
  return {
    items: log.items,
    events: log.events,
    offsets: log.offsets.subarray(first, end + 1),
    times: log.times?.subarray(first, end) ?? null,
    baskets: log.baskets.subarray(first, end),
    customers: log.customers?.subarray(first, end) ?? null,
  }
}
