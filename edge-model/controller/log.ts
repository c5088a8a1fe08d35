/**
 * @module The controller's pages in the shop's Ledger: the looks it took and the decisions it came to. A Ledger that can't be
 * reached is told by the answer, not thrown: whether the controller can do without is its own affair.
 */
import type { LoggedDecision } from '../contract/logged-decision.ts'
import type { Look } from '../evidence/decide.ts'
import type { ChannelStore } from '../releases/channel-store.ts'
import type { Ledger } from '../releases/ledger.ts'
import { within } from '../releases/storage.ts'

/** A Durable Object answers in some tens of milliseconds; beyond this it is taken for unreachable. */
const LIMIT_MS = 5_000

/** Writes a look at a rollout's step down; all looks at it, oldest first, or null where the Ledger can't be reached. */
export function takeLook(store: ChannelStore, step: string, look: Look): Promise<Look[] | null> {
  return ask(store, (ledger) => ledger.takeLook(step, look.stable, look.canary))
}

/** Whether the decision is written down. */
export async function writeDecision(store: ChannelStore, decision: LoggedDecision): Promise<boolean> {
  const written = await ask(store, async (ledger) => {
    await ledger.appendDecision(JSON.stringify(decision))
    return true
  })
  return written ?? false
}

async function ask<T>(
  { ledger, shop }: ChannelStore,
  question: (ledger: DurableObjectStub<Ledger>) => Promise<T>,
): Promise<T | null> {
  try {
    return await within(LIMIT_MS, 'Asking the Ledger', question(ledger.getByName(shop)))
  } catch (error) {
    console.error(`The controller could not ask the Ledger of shop "${shop}".`, error)
    return null
  }
}
