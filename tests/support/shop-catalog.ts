/**
 * @module A small catalog for the shop's APIs, with the cases that the demo catalog may not have: a product without any
 * stock, gaps in the option combinations, a free product, three options, markup in texts, an accent, a nested menu.
 */
import type { Catalog, Collection, Image, Product, Variant } from '../../local-shop/catalog/types.ts'

const picture = (name: string): Image => ({
  path: `/images/${name}.svg`,
  alt: `A drawing of ${name}`,
  width: 1200,
  height: 1500,
})

type Row = [values: string[], price: number, quantity: number, compareAt?: number]

interface Draft {
  title: string
  type: string
  kind: string
  vendor?: string
  tags?: string[]
  description?: string
  options?: Record<string, string[]>
  rows: Row[]
}

function product(id: number, draft: Draft): Product {
  const handle = draft.title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
  const options = Object.entries(draft.options ?? { Title: ['Default Title'] })
  const variants = draft.rows.map(([values, price, quantity, compareAt], index): Variant => {
    const chosen = draft.options === undefined ? ['Default Title'] : values
    return {
      id: id * 100 + index,
      sku: `OE-${id}-${index}`,
      title: chosen.join(' / '),
      price,
      compareAtPrice: compareAt ?? null,
      quantityAvailable: quantity,
      selectedOptions: options.map(([name], at) => ({ name, value: chosen[at] ?? '' })),
      image: picture(handle),
      weightGrams: 350,
    }
  })
  return {
    id,
    handle,
    title: draft.title,
    vendor: draft.vendor ?? 'Oat & Ember',
    productType: draft.type,
    kind: draft.kind,
    description: draft.description ?? `${draft.title}, made to be used.\n\nWash by hand.`,
    tags: draft.tags ?? [],
    options: options.map(([name, values]) => ({
      name,
      values: values.map((value) => ({ name: value, swatch: name === 'Colour' ? '#B5471F' : null })),
    })),
    variants,
    images: [picture(handle), picture(`${handle}-side`)],
    publishedAt: `2025-0${1 + (id % 9)}-15T09:00:00Z`,
  }
}

const single = (price: number, quantity: number, compareAt?: number): Row[] => [
  [[], price, quantity, compareAt],
]

const DRAFTS: Draft[] = [
  {
    title: 'Enamel Kettle',
    type: 'Kettles',
    kind: 'kettle',
    tags: ['kitchen', 'gift'],
    options: { Colour: ['Ember', 'Moss', 'Sky'], Size: ['1 l', '2 l'] },
    rows: [
      [['Ember', '1 l'], 4800, 5],
      [['Ember', '2 l'], 5600, 0],
      [['Moss', '2 l'], 5600, 3, 6400],
      [['Sky', '1 l'], 4800, 0],
    ],
  },
  {
    title: 'Stoneware Mug',
    type: 'Mugs',
    kind: 'mug',
    tags: ['table', 'gift'],
    options: { Colour: ['Oat', 'Ember', 'Plum'] },
    rows: [
      [['Oat'], 2400, 9],
      [['Ember'], 2400, 2],
      [['Plum'], 2450, 4],
    ],
  },
  { title: 'Speckled Mug', type: 'Mugs', kind: 'mug', tags: ['table'], rows: single(2600, 3) },
  {
    title: 'Travel Mug',
    type: 'Mugs',
    kind: 'mug',
    vendor: 'Nordlys',
    tags: ['outdoor'],
    rows: single(3299, 0),
  },
  {
    title: 'Crème Brûlée Torch',
    type: 'Tools',
    kind: 'torch',
    vendor: 'Flamme <& Fils>',
    description: 'For sugar <only>.\n\nUse outdoors & with care.',
    rows: single(3999, 7, 4999),
  },
  { title: 'Morning Blend', type: 'Coffee', kind: 'coffee', tags: ['pantry'], rows: single(1650, 40) },
  { title: 'Night Decaf', type: 'Coffee', kind: 'coffee', tags: ['pantry'], rows: single(1750, 1) },
  {
    title: 'Beeswax Candles',
    type: 'Candles',
    kind: 'candle',
    tags: ['home', 'gift'],
    rows: single(1800, 12),
  },
  { title: 'Sample Sachet', type: 'Tea', kind: 'tea', tags: ['pantry'], rows: single(0, 100) },
  {
    title: 'Linen Apron',
    type: 'Aprons',
    kind: 'apron',
    vendor: 'Nordlys',
    tags: ['kitchen'],
    options: { Colour: ['Clay', 'Plum'], Size: ['S', 'M'], Pocket: ['With', 'Without'] },
    rows: [
      [['Clay', 'S', 'With'], 5200, 1],
      [['Clay', 'M', 'With'], 5200, 1],
      [['Clay', 'M', 'Without'], 4900, 0],
      [['Plum', 'S', 'Without'], 4900, 2],
    ],
  },
]

/** Handles of the products whose drafts satisfy a test, in the merchant's order. */
function collection(id: number, title: string, handles: string[]): Collection {
  return {
    id,
    handle: title.toLowerCase().replace(/[^a-z]+/g, '-'),
    title,
    description: `Everything of ${title}.`,
    image: picture(title.toLowerCase()),
    productHandles: handles,
  }
}

export function shopCatalog(): Catalog {
  const products = DRAFTS.map((draft, index) => product(index + 1, draft))
  const handles = (test: (product: Product) => boolean): string[] =>
    products.filter(test).map(({ handle }) => handle)
  const durable = { restockDays: null, season: Array.from({ length: 12 }, () => 1) }
  return {
    shop: {
      name: 'Oat & Ember',
      slogan: 'Made for every day',
      description: 'Goods for kitchen and table.',
      currency: 'USD',
      country: 'US',
    },
    products,
    collections: [
      collection(
        1,
        'Kitchen',
        handles(({ tags }) => tags.includes('kitchen')),
      ),
      collection(2, 'Mugs', handles(({ kind }) => kind === 'mug').toReversed()),
      collection(
        3,
        'Pantry',
        handles(({ tags }) => tags.includes('pantry')),
      ),
      collection(
        4,
        'Everything',
        handles(() => true),
      ),
      collection(5, 'Nothing yet', []),
    ],
    kinds: [
      {
        key: 'mug',
        ...durable,
        complements: [
          { kind: 'coffee', strength: 0.9 },
          { kind: 'kettle', strength: 0.5 },
        ],
      },
      {
        key: 'kettle',
        ...durable,
        complements: [
          { kind: 'tea', strength: 0.8 },
          { kind: 'mug', strength: 0.6 },
        ],
      },
      { key: 'coffee', ...durable, restockDays: 30, complements: [{ kind: 'mug', strength: 0.7 }] },
      ...['torch', 'candle', 'tea', 'apron'].map((key) => ({ key, ...durable, complements: [] })),
    ],
    menus: {
      main: [
        {
          title: 'Kitchen',
          path: '/collections/kitchen',
          items: [{ title: 'Kettle', path: '/products/enamel-kettle', items: [] }],
        },
        { title: 'Search', path: '/search', items: [] },
      ],
      footer: [
        { title: 'Privacy', path: '/policies/privacy-policy', items: [] },
        { title: 'About', path: '/pages/about', items: [] },
        { title: 'Everything', path: '/collections/all', items: [] },
      ],
    },
    policies: (['privacy-policy', 'refund-policy', 'shipping-policy', 'terms-of-service'] as const).map(
      (handle) => ({ handle, title: handle.replaceAll('-', ' '), body: `<p>The ${handle}.</p>` }),
    ),
    pages: [{ handle: 'about', title: 'About', body: '<h2>Us</h2><p>Hearth &amp; home.</p>' }],
  }
}
