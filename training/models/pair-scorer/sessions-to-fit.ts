/**
 * @module Which sessions are not counted but fitted to, the newest, and which of those choose.
 */
import { everyNth, partOfLog } from '../../dataset/part-of-log.ts'
import { eventCount, type SessionLog, sessionCount } from '../../dataset/session-log.ts'
import { CANDIDATES } from './candidates.ts'

/**
 * Share of the sessions, the newest, that are not counted while fitting: so many that they hold some 90,000 events, since
 * 900 weights need no more and the fewer are left out, the more the counts fitted on resemble those served.
 */
const FIT_EVENTS = 90_000
const FIT_SHARE = { least: 0.08, most: 0.15 }
/** The newest part of those chooses; choosing between few needs no more sessions. */
const CHOICE_PART = 0.2
const MOST_CHOICE_SESSIONS = 2000
/** The boost of new products is chosen by more, since few of what is sold is new. */
const MOST_BOOST_SESSIONS = 20_000
/** What the features may take of all rows that fitting needs, one for each item of the sessions fitted to. */
const MOST_BYTES = 250_000_000

export interface SessionsToFit {
  /** Sessions of the log that are counted; those that follow are not. */
  counted: number
  later: SessionLog
  /** `later` cut in two: the older part is fitted to while choosing, the newer chooses. */
  trial: SessionLog
  choice: SessionLog
  /** The newest of `later`, which choose the boost. */
  newest: SessionLog
}

/**
 * @param width features a pair
 * @param mostBytes for tests
 */
export function sessionsToFit(log: SessionLog, width: number, mostBytes = MOST_BYTES): SessionsToFit {
  const sessions = sessionCount(log)
  const share = Math.max(FIT_SHARE.least, Math.min(FIT_SHARE.most, FIT_EVENTS / eventCount(log)))
  const counted = sessions - Math.floor(sessions * share)
  const rows = Math.floor(mostBytes / (Float32Array.BYTES_PER_ELEMENT * CANDIDATES * width))
  const later = withFewItems(partOfLog(log, counted, sessions), rows)
  const left = sessionCount(later)
  const chosen = left - Math.min(MOST_CHOICE_SESSIONS, Math.floor(left * CHOICE_PART))
  return {
    counted,
    later,
    trial: partOfLog(later, 0, chosen),
    choice: partOfLog(later, chosen, left),
    newest: partOfLog(later, Math.max(0, left - MOST_BOOST_SESSIONS), left),
  }
}

/** All sessions, or where they hold more items than this every second, every fourth and so on, as few as it takes. */
function withFewItems(log: SessionLog, most: number): SessionLog {
  let thinned = log
  for (let n = 2; sessionCount(thinned) > 1 && itemsOf(thinned) > most; n *= 2) thinned = everyNth(log, n)
  return thinned
}

/** How many different items the sessions hold. */
function itemsOf({ items, events, offsets }: SessionLog): number {
  const held = new Uint8Array(items.length)
  for (const item of events.subarray(offsets[0], offsets.at(-1))) held[item] = 1
  return held.reduce((sum, one) => sum + one, 0)
}
