/**
 * @module Signatures of the app proxy that were used, a Durable Object: whoever reads a signed address somewhere can't use it
 * a second time, in whichever isolate. What is too old to be taken anyway is forgotten.
 */
import { DurableObject } from 'cloudflare:workers'
import { within } from '../releases/storage.ts'
import { UnavailableError } from '../releases/unavailable.ts'

/** A call answers in milliseconds; a shopper's theme does not wait longer than this. */
const CALL_LIMIT_MS = 2_000

export class ProxyReplays extends DurableObject<unknown> {
  constructor(state: DurableObjectState, env: unknown) {
    super(state, env)
    state.storage.sql.exec(`
      CREATE TABLE IF NOT EXISTS used (signature TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS used_until ON used (until);
    `)
  }

  /**
   * Notes the use of a signature; false where it was used before.
   * @param now seconds since the epoch
   * @param until from then on its timestamp is too old, in the same seconds
   */
  use(signature: string, now: number, until: number): boolean {
    const { sql } = this.ctx.storage
    sql.exec('DELETE FROM used WHERE until < ?', now)
    return (
      sql.exec('INSERT OR IGNORE INTO used (signature, until) VALUES (?, ?)', signature, until).rowsWritten >
      0
    )
  }

  /** How many signatures are remembered. */
  size(): number {
    return Number(this.ctx.storage.sql.exec('SELECT count(*) AS size FROM used').one().size)
  }
}

/**
 * Notes the use of a signature, as `ProxyReplays.use`.
 * @throws UnavailableError `replays_unavailable`: what can't be told from a replay is not answered
 */
export async function useOnce(
  replays: Pick<DurableObjectStub<ProxyReplays>, 'use'>,
  ...use: Parameters<ProxyReplays['use']>
): Promise<boolean> {
  try {
    return await within(CALL_LIMIT_MS, 'Noting a signature', replays.use(...use))
  } catch (error) {
    console.error('The object that notes used signatures failed.', error)
    throw new UnavailableError(
      'replays_unavailable',
      "Whether the signature was used before can't be told just now; the cause is in the Worker's log. Ask again, signed anew.",
    )
  }
}

/** One of 16 for a signature, always the same: a shop's storefront is busier than one object should be. */
export function replaysOf(
  namespace: DurableObjectNamespace<ProxyReplays>,
  shop: string,
  signature: string,
): DurableObjectStub<ProxyReplays> {
  return namespace.getByName(`${shop}/${signature.slice(0, 1)}`)
}
