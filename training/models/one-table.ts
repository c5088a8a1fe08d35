/**
 * @module A shop served by one table: every slot reads it, and nothing is known of the products but their ids.
 */
import type { Model, ShopModel } from './model.ts'

const TABLE = 'next'

/** Products are families of their own, none is bought again, none is fresh. */
export function oneTable({ name, parameters, table, session }: Model): ShopModel {
  const rule = { table: TABLE, perFamily: 1 }
  return {
    name,
    parameters,
    tables: { [TABLE]: { table, session } },
    slots: {
      'for-you': { ...rule, ownFamily: true },
      'goes-well-with': { ...rule, ownFamily: false },
      similar: { ...rule, ownFamily: true },
      cart: { ...rule, ownFamily: false },
    },
    families: Int32Array.from({ length: table.items }, (_, row) => row),
    repeats: new Uint8Array(table.items),
    fresh: new Uint8Array(table.items),
  }
}
