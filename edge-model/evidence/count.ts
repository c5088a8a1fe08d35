/**
 * @module Counting in a shard's tables, inside a transaction of the caller's.
 */
import type { ArmCounts } from '../contract/arm-counts.ts'
import { eventSchema, type StorefrontEvent } from '../contract/events.ts'
import type { CountedArm, Part } from './experiments.ts'
import * as tables from './shard-tables.ts'
import { countEvent, countRequest, newVisitor, type Request, type VisitorRow } from './visitor-row.ts'

/** Counts of arms while a transaction lasts: each read once and written once, however many visitors change it. */
export interface OpenCounts {
  change(experiment: number, arm: CountedArm, by: (counts: ArmCounts) => ArmCounts): void
  write(): void
}

export function openCounts(sql: SqlStorage): OpenCounts {
  const open = new Map<string, { experiment: number; arm: CountedArm; counts: ArmCounts }>()
  return {
    change(experiment, arm, by) {
      const key = `${experiment}:${arm}`
      const counts = open.get(key)?.counts ?? tables.readArm(sql, experiment, arm)
      open.set(key, { experiment, arm, counts: by(counts) })
    },
    write() {
      for (const { experiment, arm, counts } of open.values()) tables.writeArm(sql, experiment, arm, counts)
    },
  }
}

/**
 * Counts a request, and the visitor where it is their first of an experiment: with what they did that was told before, since
 * exposures go in batches and an event may overtake its own.
 */
export function countExposure(
  sql: SqlStorage,
  counts: OpenCounts,
  visitor: tables.Hash,
  parts: readonly Part[],
  request: Request,
): void {
  for (const { experiment: name, arm } of parts) {
    const experiment = tables.openExperiment(sql, name)
    const known = tables.readVisitor(sql, experiment, visitor)
    if (known === null) {
      const row = newVisitor(arm)
      tables.writeVisitor(sql, experiment, visitor, row)
      counts.change(experiment, arm, (before) => ({ ...before, visitors: before.visitors + 1 }))
      countEvents(sql, counts, { experiment, visitor, row }, takeEarly(sql, name, visitor))
    }
    counts.change(experiment, known?.arm ?? arm, (before) => countRequest(before, request))
  }
}

/** An event of a visitor; `purchase` is the hash of an order's id, null for other events. */
interface HashedEvent {
  event: StorefrontEvent
  purchase: tables.Hash | null
}

/** Events of one visitor, hashed. */
export interface HashedOutcome {
  visitor: tables.Hash
  experiments: string[]
  events: HashedEvent[]
}

export interface CountedOutcomes {
  /** Events taken in by at least one experiment. */
  counted: number
  /** Orders of counted visitors in another currency than the shop's; dropped. */
  foreignOrders: number
}

/** Counts a visitor's events in every experiment they were exposed in; for the others they wait a while for an exposure. */
export function countOutcome(
  sql: SqlStorage,
  counts: OpenCounts,
  { visitor, experiments, events }: HashedOutcome,
  currency: string,
): CountedOutcomes {
  const isForeign = ({ event }: HashedEvent) => event.type === 'order' && event.currency !== currency
  const own = events.filter((hashed) => !isForeign(hashed))
  const foreignOrders = events.length - own.length
  const counted = new Set<HashedEvent>()
  let exposed = false
  for (const name of experiments) {
    const experiment = tables.findExperiment(sql, name)
    const row = experiment === null ? null : tables.readVisitor(sql, experiment, visitor)
    if (experiment === null || row === null) {
      for (const { event, purchase } of own) {
        tables.keepEarly(sql, name, visitor, { event: withoutOrderId(event), purchase })
      }
      continue
    }
    exposed = true
    for (let n = 0; n < foreignOrders; n++) tables.countForeignOrder(sql, experiment)
    for (const event of countEvents(sql, counts, { experiment, visitor, row }, own)) counted.add(event)
  }
  return { counted: counted.size, foreignOrders: exposed ? foreignOrders : 0 }
}

interface Counted {
  experiment: number
  visitor: tables.Hash
  row: VisitorRow
}

/** Counts events of an exposed visitor, an order once. @returns those that counted */
function countEvents(
  sql: SqlStorage,
  counts: OpenCounts,
  { experiment, visitor, row: known }: Counted,
  events: readonly HashedEvent[],
): HashedEvent[] {
  let row = known
  const counted = events.filter(({ event, purchase }) => {
    if (purchase !== null && !tables.isNewOrder(sql, experiment, visitor, purchase)) return false
    counts.change(experiment, row.arm, (before) => {
      const after = countEvent(row, before, event)
      row = after.row
      return after.counts
    })
    return true
  })
  if (row !== known) tables.writeVisitor(sql, experiment, visitor, row)
  return counted
}

function takeEarly(sql: SqlStorage, experiment: string, visitor: tables.Hash): HashedEvent[] {
  return tables.takeEarly(sql, experiment, visitor).map(({ event, purchase }) => ({
    event: eventSchema.parse(JSON.parse(event)),
    purchase,
  }))
}

/** What waits is kept as the rest is: an order by the hash of its id alone. */
const withoutOrderId = (event: StorefrontEvent): string =>
  JSON.stringify(event.type === 'order' ? { ...event, orderId: '-' } : event)
