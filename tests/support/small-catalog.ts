/**
 * @module A catalog made by rule, small enough for hundreds of simulations and built to hold the rare cases: sold-out
 * products and variants, reductions, arrivals late in the year, titles that CSV has to quote.
 */
import { kinds } from '../../local-shop/catalog/kinds.ts'
import type { Catalog, Product, Variant } from '../../local-shop/catalog/types.ts'

const STYLES = ['stoneware', 'linen', 'oak', 'brass', 'speckled', 'plain']
const VENDORS = ['Hearth & Co', 'Nordlys, Ltd', 'Fjell "Works"']

function variantOf(product: number, index: number): Variant {
  const price = 900 + ((product * 37) % 40) * 100 + index * 200
  const reduced = product % 9 === 0
  return {
    id: product * 10 + index,
    sku: `SKU-${product}-${index}`,
    title: index === 0 ? 'Default Title' : 'Large / 2"',
    price: reduced ? Math.round(price * 0.8) : price,
    compareAtPrice: reduced ? price : null,
    quantityAvailable: product % 13 === 0 || (product % 7 === 0 && index === 1) ? 0 : 12,
    selectedOptions: [],
    image: { path: '/images/none.svg', alt: '', width: 1, height: 1 },
    weightGrams: 300,
  }
}

/** @param perKind products of each of the shop's kinds */
export function smallCatalog(perKind = 4): Catalog {
  const products = kinds.flatMap(({ key }, k) =>
    Array.from({ length: perKind }, (_, n): Product => {
      const id = 1000 + k * perKind + n
      return {
        id,
        handle: `${key}-${n}`,
        title: `The "${key}", no. ${n}`,
        vendor: VENDORS[id % VENDORS.length] ?? '',
        productType: key,
        kind: key,
        description: '',
        tags: [STYLES[id % STYLES.length] ?? '', STYLES[(id * 5 + 1) % STYLES.length] ?? ''],
        options: [],
        variants: id % 2 === 0 ? [variantOf(id, 0)] : [variantOf(id, 0), variantOf(id, 1)],
        images: [],
        publishedAt: n === 1 && k % 4 === 0 ? '2026-06-15T09:00:00Z' : '2024-05-01T09:00:00Z',
      }
    }),
  )
  return {
    shop: { name: 'Small', slogan: '', description: '', currency: 'USD', country: 'US' },
    products,
    collections: [],
    kinds,
    menus: { main: [], footer: [] },
    policies: [],
    pages: [],
  }
}
