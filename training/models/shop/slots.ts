/**
 * @module Which table each slot of the storefront reads, and by which rules.
 */
import type { Slots } from '../../../edge-model/contract/slots.ts'

/** The most items that any table hears; its own rule may hear fewer. */
const ALL_ITEMS = 50

/** @param tables names of the tables that say what comes next, what goes together, what is alike */
export function slotsOver(tables: { next: string; together: string; similar: string }): Slots {
  return {
    'for-you': {
      table: tables.next,
      items: ALL_ITEMS,
      bought: true,
      perFamily: 2,
      ownFamily: true,
      filled: true,
    },
    // One product's shelf: what else was looked at has a shelf of its own.
    'goes-well-with': {
      table: tables.together,
      items: 1,
      bought: false,
      perFamily: 1,
      ownFamily: false,
      filled: true,
    },
    // A kind of four products has a shelf of three: best sellers are not like any of them.
    similar: { table: tables.similar, items: 1, bought: false, perFamily: 2, ownFamily: true, filled: false },
    cart: {
      table: tables.together,
      items: ALL_ITEMS,
      bought: false,
      perFamily: 1,
      ownFamily: false,
      filled: true,
    },
  }
}
