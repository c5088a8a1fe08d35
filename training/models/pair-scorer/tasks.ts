/**
 * @module What tables are for: each asks another question of the same counts, so each has a scorer of its own.
 */
import type { SessionRule } from '../../../edge-model/contract/table.ts'
import { type SessionLog, sessionCount } from '../../dataset/session-log.ts'
import type { PairRule } from './candidates.ts'
import { BASKET_ITEMS, DISTANCES, LENGTH_BUCKETS, VISIT_ITEMS } from './examples.ts'
import type { Scorer } from './scorer.ts'
import { type Kinds, sessionsOf } from './sources.ts'

export type TaskName = 'next' | 'together' | 'similar'

export interface Task {
  name: TaskName
  /** The sessions whose course it predicts. */
  kind: 'visits' | 'baskets'
  /** Place of these sessions among the sources that are counted. */
  source: number
  rule: PairRule
  /** The most recent distinct items that speak. */
  speakers: number
  /** 2: the last item speaks with another value than those before it. */
  heads: 1 | 2
}

/**
 * - `next`: what a shopper turns to next, also what was seen before.
 * - `together`: what else is in the basket of a product: complements, where shops sell any.
 * - `similar`: which product of the same kind shoppers turn to after one.
 */
export function tasksOf({ visits, baskets }: Kinds): Record<TaskName, Task> {
  const next = visits ? 'visits' : 'baskets'
  return {
    next: {
      name: 'next',
      kind: next,
      source: 0,
      rule: { self: visits, alike: false },
      speakers: visits ? VISIT_ITEMS : BASKET_ITEMS,
      heads: visits ? 2 : 1,
    },
    together: {
      name: 'together',
      kind: baskets ? 'baskets' : 'visits',
      source: visits && baskets ? 1 : 0,
      rule: { self: false, alike: false },
      speakers: BASKET_ITEMS,
      heads: 1,
    },
    similar: {
      name: 'similar',
      kind: visits ? 'visits' : 'baskets',
      source: 0,
      rule: { self: false, alike: true },
      speakers: 1,
      heads: 1,
    },
  }
}

/** The sessions of a log that a task is about. */
export function sessionsFor({ kind }: Pick<Task, 'kind'>, log: SessionLog): SessionLog {
  const basket = kind === 'baskets' ? 1 : 0
  return log.baskets.every((b) => b === basket) && sessionCount(log) > 0 ? log : sessionsOf(log, basket, null)
}

/** How a session reads the task's table, with ω as the manifest tells it. */
export function sessionRule({ heads, speakers }: Task, { logOmega }: Pick<Scorer, 'logOmega'>): SessionRule {
  if (heads === 1) return { maxItems: speakers, heads, lengthBuckets: [], positionWeights: [[1]] }
  const omega = Array.from(logOmega, Math.exp)
  return {
    maxItems: speakers,
    heads,
    lengthBuckets: LENGTH_BUCKETS,
    positionWeights: Array.from({ length: LENGTH_BUCKETS.length + 1 }, (_, bucket) =>
      omega.slice(bucket * DISTANCES, (bucket + 1) * DISTANCES),
    ),
  }
}
