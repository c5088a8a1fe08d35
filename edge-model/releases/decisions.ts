/**
 * @module The decisions of a shop's rollouts, in its Ledger.
 */
import { type Decision, decisionSchema } from '../contract/evidence.ts'
import { type ChannelStore, LEDGER_LIMIT_MS } from './channel-store.ts'
import { within } from './storage.ts'

/** @throws StorageError where the Ledger does not answer in time */
export async function appendDecision({ ledger, shop }: ChannelStore, decision: Decision): Promise<void> {
  const append = ledger.getByName(shop).appendDecision(JSON.stringify(decision))
  await within(LEDGER_LIMIT_MS, 'Writing a decision down', append)
}

/**
 * The newest decisions, newest first; those of another version of this Worker are left out.
 * @throws StorageError where the Ledger does not answer in time
 */
export async function readDecisions({ ledger, shop }: ChannelStore, limit: number): Promise<Decision[]> {
  const asked = ledger.getByName(shop).newestDecisions(limit)
  const documents = await within(LEDGER_LIMIT_MS, 'Reading the decisions', asked)
  return documents.flatMap((document) => decisionSchema.safeParse(JSON.parse(document)).data ?? [])
}
