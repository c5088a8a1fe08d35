/**
 * @module The shop's collections: by what things are, by when they are wanted, and by what they cost.
 */

import { collectionTexts } from './collection-texts.ts'
import { hash, share } from './hash.ts'
import type { Collection, Product } from './types.ts'

/** Products that came in from this day on are new arrivals. */
const NEW_SINCE = '2026-08-15'

const ofKinds =
  (...kinds: string[]) =>
  (product: Product) =>
    kinds.includes(product.kind)

const tagged =
  (...tags: string[]) =>
  (product: Product) =>
    product.tags.some((tag) => tags.includes(tag))

const cheapest = (product: Product) => Math.min(...product.variants.map(({ price }) => price))

/** Which products each collection holds; its words are in collection-texts.ts under the same handle. */
const rules: Record<string, (product: Product) => boolean> = {
  'new-arrivals': (product) => product.publishedAt >= NEW_SINCE,
  bestsellers: tagged('bestseller'),
  coffee: ofKinds(
    'coffee-beans',
    'paper-filters',
    'pour-over-dripper',
    'coffee-grinder',
    'kettle',
    'mug',
    'espresso-cup',
  ),
  tea: ofKinds('black-tea', 'green-tea', 'herbal-tea', 'teapot', 'tea-infuser', 'honey'),
  tableware: ofKinds('dinner-plate', 'bowl', 'serving-platter', 'cutlery', 'mug', 'espresso-cup'),
  glassware: ofKinds('wine-glass', 'tumbler', 'carafe'),
  'kitchen-tools': ofKinds('chef-knife', 'cutting-board', 'wooden-spoon', 'apron', 'coffee-grinder'),
  cookware: ofKinds('frying-pan', 'dutch-oven', 'saucepan', 'kettle'),
  baking: ofKinds('mixing-bowl', 'rolling-pin', 'baking-tin', 'flour'),
  pantry: ofKinds('honey', 'jam', 'olive-oil', 'salt', 'chocolate', 'flour'),
  'table-linen': ofKinds('napkins', 'tablecloth', 'tea-towel', 'apron'),
  'throws-and-cushions': ofKinds('throw', 'cushion'),
  'candles-and-light': ofKinds('candle', 'candle-holder', 'lamp'),
  vases: ofKinds('vase'),
  bath: ofKinds('soap', 'hand-cream', 'bath-towel', 'bath-mat'),
  garden: ofKinds('planter', 'watering-can', 'seeds', 'secateurs', 'garden-gloves'),
  'paper-goods': ofKinds('notebook', 'advent-calendar'),
  'winter-table': (product) =>
    tagged('winter')(product) || ofKinds('advent-calendar', 'ornament', 'candle-holder')(product),
  gifts: tagged('gift'),
  'gifts-under-25': (product) => cheapest(product) <= 2500 && !ofKinds('paper-filters', 'flour')(product),
  'skerry-stoneware': tagged('Skerry'),
  sale: (product) => product.variants.some(({ compareAtPrice }) => compareAtPrice !== null),
}

/** Best sellers first, what is sold out last, otherwise a mix of kinds that stays the same from day to day. */
function merchantOrder(handle: string, products: Product[]): Product[] {
  const rank = (product: Product) =>
    share(`${handle} ${product.handle}`) -
    (product.tags.includes('bestseller') ? 0.6 : 0) +
    (product.variants.every(({ quantityAvailable }) => quantityAvailable === 0) ? 2 : 0)
  return [...products].sort((a, b) => rank(a) - rank(b))
}

export function buildCollections(products: Product[]): Collection[] {
  return Object.entries(rules).map(([handle, belongs]) => {
    const text = collectionTexts[handle]
    if (text === undefined) throw new Error(`The collection ${handle} has no title and description.`)
    const held = merchantOrder(handle, products.filter(belongs))
    return {
      id: 460_000_000_000 + (hash(`collection ${handle}`) % 1_000_000_000),
      handle,
      title: text.title,
      description: text.description,
      image: {
        path: `/images/collection--${handle}.svg`,
        alt: `Still life from the collection ${text.title}`,
        width: 1600,
        height: 1000,
      },
      productHandles: held.map((product) => product.handle),
    }
  })
}
