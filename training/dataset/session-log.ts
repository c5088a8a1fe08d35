/**
 * @module Sessions in memory: what every model learns from and every evaluation reads.
 * Flat typed arrays, so that a million events cost megabytes and can be shared between threads.
 */

export interface SessionLog {
  /** Product ids; an item number is an index into this list. */
  items: string[]
  /** Item numbers of all sessions one after the other, [events]. */
  events: Int32Array
  /** Session s is `events[offsets[s]] … events[offsets[s + 1] - 1]`, [sessions + 1]. Sessions stand in time order. */
  offsets: Int32Array
  /** Unix seconds of each session's last event, [sessions], not decreasing; null where the source carries no time. */
  times: Float64Array | null
  /** 1 where the session is a basket (an order: its lines have no meaningful order), 0 where it is a visit, [sessions]. */
  baskets: Uint8Array
  /** Whose session it was, [sessions]: equal numbers are one customer, -1 is unknown; null where the source knows none. */
  customers: Int32Array | null
}

export const sessionCount = (log: SessionLog): number => log.offsets.length - 1

/** Events of all sessions; `events` holds more where the log is a part of another. */
export const eventCount = ({ offsets }: SessionLog): number => (offsets.at(-1) ?? 0) - (offsets[0] ?? 0)
