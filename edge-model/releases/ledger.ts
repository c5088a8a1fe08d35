/**
 * @module The shop's ledger, a Durable Object: the newest channel anybody has ever seen, against which every channel read
 * from R2 is compared, and the decisions of its rollouts. What is written here only grows, so an older channel that is
 * put back into the bucket is recognised as such.
 */
import { DurableObject } from 'cloudflare:workers'
import { z } from 'zod'
import { type Digest, digestSchema } from '../contract/ids.ts'

/** A channel as it is stored. */
export interface Entry {
  seq: number
  /** SHA-256 of `document`. */
  digest: Digest
  /** The channel's JSON. */
  document: string
}

const entrySchema = z.object({ seq: z.int(), digest: digestSchema, document: z.string() })
const decisionRowSchema = z.object({ document: z.string() })

export class Ledger extends DurableObject<unknown> {
  constructor(state: DurableObjectState, env: unknown) {
    super(state, env)
    state.storage.sql.exec(`
      CREATE TABLE IF NOT EXISTS newest (
        one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, digest TEXT NOT NULL, document TEXT NOT NULL
      );
      CREATE TABLE IF NOT EXISTS decisions (number INTEGER PRIMARY KEY AUTOINCREMENT, document TEXT NOT NULL);
    `)
  }

  /** The newest channel, or null before the first. */
  newest(): Entry | null {
    const [row] = this.ctx.storage.sql.exec('SELECT seq, digest, document FROM newest').toArray()
    return row === undefined ? null : entrySchema.parse(row)
  }

  /**
   * Records a channel that is newer than the newest known.
   * @returns the newest channel then: `entry` itself, unless it is older than another or a second one of the same seq
   */
  record(entry: Entry): Entry {
    const known = this.newest()
    if (known !== null && known.seq >= entry.seq) return known
    const { seq, digest, document } = entry
    this.ctx.storage.sql.exec(
      'INSERT OR REPLACE INTO newest (one, seq, digest, document) VALUES (1, ?, ?, ?)',
      ...[seq, digest, document],
    )
    return entry
  }

  /** Writes a decision down. @param document its JSON */
  appendDecision(document: string): void {
    this.ctx.storage.sql.exec('INSERT INTO decisions (document) VALUES (?)', document)
  }

  /** The JSON of the newest decisions, newest first. */
  newestDecisions(limit: number): string[] {
    const rows = this.ctx.storage.sql.exec(
      'SELECT document FROM decisions ORDER BY number DESC LIMIT ?',
      limit,
    )
    return Array.from(rows, (row) => decisionRowSchema.parse(row).document)
  }
}
