/**
 * @module Which table each slot of the storefront reads, and by which rules.
 */
import type { Slots } from '../../../edge-model/contract/slots.ts'

/** The most items that any table hears; its own rule may hear fewer. */
const ALL_ITEMS = 50

/**
 * @param tables names of the tables that say what comes next, what goes together, what is alike
 * @param variants whether customers buy variants of one product together: then they are an answer to it
 */
export function slotsOver(
  tables: { next: string; together: string; similar: string },
  variants: boolean,
): Slots {
  const session = { bought: false, filled: true }
  const companions = { ...session, perFamily: variants ? 4 : 1, ownFamily: variants, table: tables.together }
  return {
    'for-you': {
      ...session,
      table: tables.next,
      items: ALL_ITEMS,
      bought: true,
      perFamily: 2,
      ownFamily: true,
    },
    // One product's shelf: what else was looked at has a shelf of its own.
    'goes-well-with': { ...companions, items: 1 },
    // A kind of four products has a shelf of three: best sellers are not like any of them.
    similar: { table: tables.similar, items: 1, bought: false, perFamily: 2, ownFamily: true, filled: false },
    cart: { ...companions, items: ALL_ITEMS },
  }
}
