/**
 * @module The demo shop: Oat & Ember, whole. Pure and deterministic: the same catalog on every call and every machine.
 */
import { buildCollections } from './collections.ts'
import { kinds } from './kinds.ts'
import { menus } from './menus.ts'
import { pages } from './pages.ts'
import { policies } from './policies.ts'
import { buildProducts } from './products.ts'
import type { Catalog } from './types.ts'

export function buildCatalog(): Catalog {
  const products = buildProducts()
  return {
    shop: {
      name: 'Oat & Ember',
      slogan: 'Good things for the table, the stove and the windowsill',
      description:
        'Oat & Ember sells kitchen, table, home and garden goods made by small workshops, with coffee, tea, ' +
        'pantry staples, candles and soap to go with them. Everything is something we use ourselves.',
      currency: 'USD',
      country: 'US',
    },
    products,
    collections: buildCollections(products),
    kinds,
    menus,
    policies,
    pages,
  }
}
