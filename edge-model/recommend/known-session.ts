/**
 * @module What the model hears of a visitor: the session, and before it, where consent allows, what was bought.
 */
import type { SlotRule } from '../contract/slots.ts'

export interface Visitor {
  /** Product ids of the session, newest last. */
  items: readonly string[]
  /** Product ids of past orders, newest last. */
  bought: readonly string[]
  consent: boolean
}

/** Product ids of past orders that may be used: none without consent. */
export function knownPurchases({ bought, consent }: Visitor): readonly string[] {
  return consent ? bought : []
}

/**
 * Product ids, newest last: past orders as the oldest items of the session, where the slot hears them, so that they speak
 * softly while there is a session, and alone where there is none.
 */
export function knownSession(visitor: Visitor, { bought }: Pick<SlotRule, 'bought'>): string[] {
  return bought ? [...knownPurchases(visitor), ...visitor.items] : [...visitor.items]
}
