/**
 * @module Tells events that repeat another of their session in time, item and kind: a line delivered twice.
 */

/**
 * Whether an event repeats one before it; to be asked of every event in order. Events without a time repeat none, since
 * looking twice at a product is no repeat.
 */
export function createRepeats(): (
  session: number,
  time: number,
  item: number,
  isPurchase: boolean,
) => boolean {
  let current = -1
  let instant = Number.NaN
  const seen = new Set<number>()
  return (session, time, item, isPurchase) => {
    // An unknown time, NaN, differs from every other.
    if (session !== current || time !== instant) seen.clear()
    current = session
    instant = time
    const key = 2 * item + (isPurchase ? 1 : 0)
    if (seen.has(key)) return true
    seen.add(key)
    return false
  }
}
