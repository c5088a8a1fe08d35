/**
 * @module From the model's choice and Shopify's to what stands on a page's shelves.
 */
import type { ThemeShelf } from '@aisle/edge-model/contract'
import type { ProductCardFragment } from 'storefrontapi.generated'
import { pickBuyable } from './buyable.ts'
import type { NativeProducts } from './fallback.ts'
import { type Shelf, UNFILLED } from './shelf.ts'

/** A shorter shelf of the model's looks broken where it could be filled up: Shopify's is taken if it is longer. */
const FEWEST = 4

/** What the model chose for a page's places. */
export interface Choice {
  /** From top to bottom. */
  theme: readonly ThemeShelf[]
  /** For each place, best first, some to spare; none where there is no model's choice. */
  products: readonly ModelProducts[]
}

export interface ModelProducts {
  products: readonly ProductCardFragment[]
  explored: string | null
}

/**
 * The shelves, from top to bottom. Shopify is asked only where the model leaves one too short.
 *
 * @param exclude product ids not to be shown
 */
export async function fillPage(
  { theme, products }: Choice,
  exclude: readonly string[],
  fallBack: (shelves: readonly ThemeShelf[]) => Promise<NativeProducts>,
): Promise<Shelf[]> {
  const shown = new Set(exclude)
  const ofModel = theme.map((place, at) => {
    const shelf = modelShelf(place, products[at], shown)
    if (isEnough(shelf)) show(shelf, shown)
    return shelf
  })
  if (ofModel.every(isEnough)) return ofModel
  const native = await fallBack(theme)
  return ofModel.map((shelf) => (isEnough(shelf) ? shelf : longer(shelf, native, shown)))
}

function modelShelf(place: ThemeShelf, chosen: ModelProducts | undefined, shown: ReadonlySet<string>): Shelf {
  const { products = [], explored = null } = chosen ?? {}
  const buyable = pickBuyable(products, shown, products.length)
  return { ...place, source: 'aisle', ...placed(buyable, explored, place.length) }
}

/**
 * The first of the products, and the explored one on the last place even where others before it are not for sale: else
 * nothing would be learned of it.
 */
function placed<P extends { id: string }>(
  products: readonly P[],
  explored: string | null,
  length: number,
): { products: P[]; explored: string | null } {
  const guest = products.find(({ id }) => id === explored)
  if (guest === undefined || length < 2) {
    return { products: products.filter(({ id }) => id !== explored).slice(0, length), explored: null }
  }
  const others = products.filter((product) => product !== guest)
  return { products: [...others.slice(0, length - 1), guest], explored }
}

const isEnough = ({ slot, length, products }: Shelf): boolean =>
  products.length >= (UNFILLED.includes(slot) ? 1 : Math.min(FEWEST, length))

/** Shopify's shelf where it is longer than the model's. */
function longer(shelf: Shelf, native: NativeProducts, shown: Set<string>): Shelf {
  const own = pickBuyable(shelf.products, shown, shelf.length)
  const instead = pickBuyable(native(shelf.slot), shown, shelf.length)
  const taken: Shelf =
    own.length >= instead.length && own.length > 0
      ? { ...shelf, products: own }
      : { ...shelf, source: 'native', products: instead, explored: null }
  show(taken, shown)
  return taken
}

function show({ products }: Shelf, shown: Set<string>): void {
  for (const { id } of products) shown.add(id)
}
