/**
 * @module What a shop's rollouts rest on, in its Ledger: the controller's looks and decisions.
 */
import { type LoggedDecision, loggedDecisionSchema } from '../contract/logged-decision.ts'
import type { Look } from '../evidence/decide.ts'
import { type ChannelStore, LEDGER_LIMIT_MS } from './channel-store.ts'
import { within } from './storage.ts'

/** @throws StorageError where the Ledger does not answer in time */
export async function appendDecision(
  { ledger, shop }: ChannelStore,
  decision: LoggedDecision,
): Promise<void> {
  const append = ledger.getByName(shop).appendDecision(JSON.stringify(decision))
  await within(LEDGER_LIMIT_MS, 'Writing a decision down', append)
}

/**
 * The newest decisions, newest first; those of another version of this Worker are left out.
 * @throws StorageError where the Ledger does not answer in time
 */
export async function readDecisions(
  { ledger, shop }: ChannelStore,
  limit: number,
): Promise<LoggedDecision[]> {
  const asked = ledger.getByName(shop).newestDecisions(limit)
  const documents = await within(LEDGER_LIMIT_MS, 'Reading the decisions', asked)
  return documents.flatMap((document) => loggedDecisionSchema.safeParse(JSON.parse(document)).data ?? [])
}

/**
 * Writes a look at a rollout's step down; all looks at it, oldest first.
 * @throws StorageError where the Ledger does not answer in time
 */
export function takeLook(
  { ledger, shop }: ChannelStore,
  step: string,
  { stable, canary }: Look,
): Promise<Look[]> {
  return within(LEDGER_LIMIT_MS, 'Taking a look', ledger.getByName(shop).takeLook(step, stable, canary))
}

/** All looks at a rollout's step, oldest first. @throws StorageError where the Ledger does not answer in time */
export function readLooks({ ledger, shop }: ChannelStore, step: string): Promise<Look[]> {
  return within(LEDGER_LIMIT_MS, 'Reading the looks', ledger.getByName(shop).looks(step))
}
