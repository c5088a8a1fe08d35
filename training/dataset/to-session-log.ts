/**
 * @module From stored events to the sessions that models read.
 */
import type { EventStore, TimeRange } from './event-store.ts'
import { createRepeats } from './repeats.ts'
import type { SessionLog } from './session-log.ts'

export interface LogOptions {
  range?: TimeRange
  /** Told the line of each repeated event, which is left out; without it repeats are kept. */
  onRepeat?: (line: number) => void
}

/**
 * Sessions as models read them. Items are numbered in order of first appearance; a session all of whose events are
 * purchases is a basket. Arrays lie in shared memory, for threads. Expects every time or none to be known.
 */
export async function toSessionLog(
  store: EventStore,
  { range, onRepeat }: LogOptions = {},
): Promise<SessionLog> {
  const sorted = await store.sorted(range)
  const isRepeat = createRepeats()
  const items: string[] = []
  const numbers = new Int32Array(store.items.list.length).fill(-1)
  const events = new Int32Array(shared(4 * sorted.events))
  const offsets = new Int32Array(shared(4 * (sorted.sessions + 1)))
  const times = new Float64Array(shared(8 * sorted.sessions))
  const baskets = new Uint8Array(shared(sorted.sessions))
  const customers = new Int32Array(shared(4 * sorted.sessions))
  let sessions = 0
  let length = 0
  let current = -1
  let isTimed = false
  for await (const batch of sorted.batches()) {
    for (let row = 0; row < batch.length; row++) {
      const session = batch.session(row)
      const item = batch.item(row)
      const time = batch.time(row)
      const isPurchase = batch.isPurchase(row)
      if (onRepeat !== undefined && isRepeat(session, time, item, isPurchase)) {
        onRepeat(batch.line(row))
        continue
      }
      if (session !== current) {
        current = session
        customers[sessions] = batch.customer(row)
        baskets[sessions] = 1
        sessions++
      }
      if (numbers[item] === -1) numbers[item] = items.push(store.items.list[item] ?? '') - 1
      events[length++] = numbers[item] ?? 0
      offsets[sessions] = length
      times[sessions - 1] = time
      if (!isPurchase) baskets[sessions - 1] = 0
      isTimed = !Number.isNaN(time)
    }
  }
  return {
    items,
    events: events.subarray(0, length),
    offsets,
    times: isTimed ? times : null,
    baskets,
    customers: sorted.customers > 0 ? customers : null,
  }
}

const shared = (bytes: number): SharedArrayBuffer => new SharedArrayBuffer(bytes)
