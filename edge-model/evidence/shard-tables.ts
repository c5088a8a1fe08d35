/**
 * @module A shard's tables in SQLite. About a visitor there is a keyed hash and what the counts need, nothing else;
 * `DELETE … WHERE visitor = <hash>` in `visitors`, `orders` and `early` forgets one.
 */
import { z } from 'zod'
import { type ArmCounts, armCountsSchema, noCounts } from '../contract/arm-counts.ts'
import { COUNTED_ARMS, type CountedArm } from './experiments.ts'
import type { VisitorRow } from './visitor-row.ts'

/** Rows about visitors are kept this long after their experiment has ended. */
export const ROWS_KEPT_MS = 24 * 3_600_000
/** Rows deleted at a time, so that a shard is never busy for long with the past. */
export const ROWS_A_SWEEP = 20_000

export const SCHEMA = `
  CREATE TABLE IF NOT EXISTS secret (one INTEGER PRIMARY KEY CHECK (one = 1), key BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS experiments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT UNIQUE,            -- NULL: closed, counts no more
    closed_name TEXT,            -- what it was called
    ended_at INTEGER,            -- milliseconds since the epoch; NULL while it counts
    foreign_orders INTEGER NOT NULL DEFAULT 0,
    swept INTEGER NOT NULL DEFAULT 0 -- 1: no rows about visitors are left
  );
  CREATE TABLE IF NOT EXISTS arms (
    experiment INTEGER NOT NULL, arm TEXT NOT NULL, counts TEXT NOT NULL, PRIMARY KEY (experiment, arm)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS visitors (
    experiment INTEGER NOT NULL, visitor BLOB NOT NULL,
    arm TEXT NOT NULL, added INTEGER NOT NULL, orders INTEGER NOT NULL, revenue INTEGER NOT NULL,
    PRIMARY KEY (experiment, visitor)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS orders (
    experiment INTEGER NOT NULL, visitor BLOB NOT NULL, purchase BLOB NOT NULL,
    PRIMARY KEY (experiment, visitor, purchase)
  ) WITHOUT ROWID;
  -- Events of visitors who were not exposed yet, by the name of an experiment that may not be open yet either.
  CREATE TABLE IF NOT EXISTS early (
    experiment TEXT NOT NULL, visitor BLOB NOT NULL, event TEXT NOT NULL, purchase BLOB,
    seen INTEGER NOT NULL DEFAULT 0 -- 1: a sweep has passed it over
  );
  CREATE INDEX IF NOT EXISTS early_of ON early (experiment, visitor);
`

export type Hash = ArrayBuffer

const armSchema = z.enum(COUNTED_ARMS)
const idRow = z.object({ id: z.int() })
const keyRow = z.object({ key: z.instanceof(ArrayBuffer) })
const countsRow = z.object({ arm: armSchema, counts: z.string() })
const foreignRow = z.object({ foreign_orders: z.int() })
const visitorRow = z.object({
  arm: armSchema,
  added: z.int(),
  orders: z.int(),
  revenue: z.int(),
})

const earlyRow = z.object({
  rowid: z.int(),
  event: z.string(),
  purchase: z.instanceof(ArrayBuffer).nullable(),
})
export type EarlyEvent = z.infer<typeof earlyRow>

/** The key of the shard's hashes, made by the first who asks. */
export function secretKey(sql: SqlStorage): ArrayBuffer {
  const fresh = crypto.getRandomValues(new Uint8Array(32)).buffer
  sql.exec('INSERT OR IGNORE INTO secret (one, key) VALUES (1, ?)', fresh)
  return keyRow.parse(sql.exec('SELECT key FROM secret').one()).key
}

/** The number of an experiment, or null where nobody was exposed in it yet. */
export function findExperiment(sql: SqlStorage, name: string): number | null {
  const [row] = sql.exec('SELECT id FROM experiments WHERE name = ?', name).toArray()
  return row === undefined ? null : idRow.parse(row).id
}

export function openExperiment(sql: SqlStorage, name: string): number {
  return (
    findExperiment(sql, name) ??
    idRow.parse(sql.exec('INSERT INTO experiments (name) VALUES (?) RETURNING id', name).one()).id
  )
}

export function readVisitor(sql: SqlStorage, experiment: number, visitor: Hash): VisitorRow | null {
  const [row] = sql
    .exec(
      'SELECT arm, added, orders, revenue FROM visitors WHERE experiment = ? AND visitor = ?',
      ...[experiment, visitor],
    )
    .toArray()
  if (row === undefined) return null
  const { arm, added, orders, revenue } = visitorRow.parse(row)
  return { arm, added: added === 1, orders, revenue }
}

export function writeVisitor(sql: SqlStorage, experiment: number, visitor: Hash, row: VisitorRow): void {
  sql.exec(
    'INSERT OR REPLACE INTO visitors (experiment, visitor, arm, added, orders, revenue) VALUES (?, ?, ?, ?, ?, ?)',
    ...[experiment, visitor, row.arm, row.added ? 1 : 0, row.orders, row.revenue],
  )
}

/** Whether the order is the first of its id by this visitor; it is remembered. */
export function isNewOrder(sql: SqlStorage, experiment: number, visitor: Hash, purchase: Hash): boolean {
  return (
    sql
      .exec(
        'INSERT OR IGNORE INTO orders (experiment, visitor, purchase) VALUES (?, ?, ?) RETURNING 1 AS fresh',
        ...[experiment, visitor, purchase],
      )
      .toArray().length > 0
  )
}

/** Most events that wait of one visitor in one experiment: whoever is never exposed shall not fill the shard. */
const MOST_EARLY = 20

/** @param event JSON */
export function keepEarly(
  sql: SqlStorage,
  experiment: string,
  visitor: Hash,
  { event, purchase }: { event: string; purchase: Hash | null },
): void {
  sql.exec(
    `INSERT INTO early (experiment, visitor, event, purchase) SELECT ?1, ?2, ?3, ?4
      WHERE (SELECT COUNT(*) FROM early WHERE experiment = ?1 AND visitor = ?2) < ?5`,
    ...[experiment, visitor, event, purchase, MOST_EARLY],
  )
}

/** Events that waited, in the order they came; they wait no longer. */
export function takeEarly(sql: SqlStorage, experiment: string, visitor: Hash): EarlyEvent[] {
  const rows = sql.exec(
    'DELETE FROM early WHERE experiment = ? AND visitor = ? RETURNING rowid, event, purchase',
    ...[experiment, visitor],
  )
  return Array.from(rows, (row) => earlyRow.parse(row)).sort((a, b) => a.rowid - b.rowid)
}

/** What has waited over two sweeps waited for nothing. */
function sweepEarly(sql: SqlStorage): void {
  sql.exec('DELETE FROM early WHERE seen = 1')
  sql.exec('UPDATE early SET seen = 1')
}

export function countForeignOrder(sql: SqlStorage, experiment: number): void {
  sql.exec('UPDATE experiments SET foreign_orders = foreign_orders + 1 WHERE id = ?', experiment)
}

export function foreignOrders(sql: SqlStorage, experiment: number): number {
  return foreignRow.parse(sql.exec('SELECT foreign_orders FROM experiments WHERE id = ?', experiment).one())
    .foreign_orders
}

export function readArms(sql: SqlStorage, experiment: number): { arm: CountedArm; counts: ArmCounts }[] {
  const rows = sql.exec('SELECT arm, counts FROM arms WHERE experiment = ?', experiment)
  return Array.from(rows, (row) => {
    const { arm, counts } = countsRow.parse(row)
    return { arm, counts: armCountsSchema.parse(JSON.parse(counts)) }
  })
}

export function readArm(sql: SqlStorage, experiment: number, arm: CountedArm): ArmCounts {
  return readArms(sql, experiment).find((stored) => stored.arm === arm)?.counts ?? noCounts()
}

export function writeArm(sql: SqlStorage, experiment: number, arm: CountedArm, counts: ArmCounts): void {
  sql.exec(
    'INSERT OR REPLACE INTO arms (experiment, arm, counts) VALUES (?, ?, ?)',
    ...[experiment, arm, JSON.stringify(z.encode(armCountsSchema, counts))],
  )
}

/**
 * Ends the experiments that are not `live`, closes those that ended `ROWS_KEPT_MS` ago, and deletes rows about visitors
 * of closed ones, `ROWS_A_SWEEP` a table at most. Totals stay. An experiment that is live again before it was closed
 * counts on; one of a closed one's name starts anew. Events that wait for an exposure wait for two such calls.
 */
export function endExperiments(sql: SqlStorage, live: readonly string[], now: number): void {
  sweepEarly(sql)
  const marks = live.map(() => '?').join(', ')
  sql.exec(
    `UPDATE experiments SET ended_at = ? WHERE name NOT IN (${marks}) AND ended_at IS NULL`,
    ...[now, ...live],
  )
  sql.exec(`UPDATE experiments SET ended_at = NULL WHERE name IN (${marks})`, ...live)
  sql.exec(
    'UPDATE experiments SET closed_name = name, name = NULL WHERE name IS NOT NULL AND ended_at <= ?',
    now - ROWS_KEPT_MS,
  )
  for (const row of sql.exec('SELECT id FROM experiments WHERE name IS NULL AND swept = 0').toArray()) {
    sweep(sql, idRow.parse(row).id)
  }
}

function sweep(sql: SqlStorage, experiment: number): void {
  const visitors = sql.exec(
    `DELETE FROM visitors WHERE experiment = ?1 AND visitor IN (
      SELECT visitor FROM visitors WHERE experiment = ?1 LIMIT ?2
    ) RETURNING 1 AS gone`,
    ...[experiment, ROWS_A_SWEEP],
  )
  const orders = sql.exec(
    `DELETE FROM orders WHERE experiment = ?1 AND (visitor, purchase) IN (
      SELECT visitor, purchase FROM orders WHERE experiment = ?1 LIMIT ?2
    ) RETURNING 1 AS gone`,
    ...[experiment, ROWS_A_SWEEP],
  )
  const isLast = Math.max(visitors.toArray().length, orders.toArray().length) < ROWS_A_SWEEP
  if (isLast) sql.exec('UPDATE experiments SET swept = 1 WHERE id = ?', experiment)
}
