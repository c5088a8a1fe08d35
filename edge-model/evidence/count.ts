/**
 * @module Counting in a shard's tables, inside a transaction of the caller's.
 */
import type { ArmCounts } from '../contract/arm-counts.ts'
import type { StorefrontEvent } from '../contract/events.ts'
import type { CountedArm, Part } from './experiments.ts'
import * as tables from './shard-tables.ts'
import { countEvent, countRequest, newVisitor, type Request } from './visitor-row.ts'

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

/** Counts a request, and the visitor where it is their first of an experiment. */
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
      tables.writeVisitor(sql, experiment, visitor, newVisitor(arm))
      counts.change(experiment, arm, (before) => ({ ...before, visitors: before.visitors + 1 }))
    }
    counts.change(experiment, known?.arm ?? arm, (before) => countRequest(before, request))
  }
}

/** Events of one visitor, hashed. */
export interface HashedOutcome {
  visitor: tables.Hash
  experiments: string[]
  /** `purchase` is the hash of an order's id; null for other events. */
  events: { event: StorefrontEvent; purchase: tables.Hash | null }[]
}

export interface CountedOutcomes {
  /** Events taken in by at least one experiment. */
  counted: number
  /** Orders of counted visitors in another currency than the shop's; dropped. */
  foreignOrders: number
}

/** Counts a visitor's events in every experiment they were exposed in. */
export function countOutcome(
  sql: SqlStorage,
  counts: OpenCounts,
  { visitor, experiments, events }: HashedOutcome,
  currency: string,
): CountedOutcomes {
  const counted = new Set<number>()
  const foreign = new Set<number>()
  for (const name of experiments) {
    const experiment = tables.findExperiment(sql, name)
    const known = experiment === null ? null : tables.readVisitor(sql, experiment, visitor)
    if (experiment === null || known === null) continue
    let row = known
    for (const [at, { event, purchase }] of events.entries()) {
      if (event.type === 'order' && event.currency !== currency) {
        tables.countForeignOrder(sql, experiment)
        foreign.add(at)
        continue
      }
      if (purchase !== null && !tables.isNewOrder(sql, experiment, visitor, purchase)) continue
      counted.add(at)
      counts.change(experiment, row.arm, (before) => {
        const after = countEvent(row, before, event)
        row = after.row
        return after.counts
      })
    }
    if (row !== known) tables.writeVisitor(sql, experiment, visitor, row)
  }
  return { counted: counted.size, foreignOrders: foreign.size }
}
