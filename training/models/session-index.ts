/**
 * @module How much of a session counts.
 */

/**
 * A session counts with its last 200 events. Longer ones are crawlers and wholesale orders: one of 10,000 events would
 * bring 100 million pairs and say little of any of them. A bound of 2,000 moves basket HR@20 by .0004.
 */
export const MAX_SESSION_EVENTS = 200
