/**
 * What a release knows of products beside its tables: families, what is bought again, what is new; and the rules of slots.
 */
import { describe, expect, it } from 'vitest'
import { slotsSchema } from '../../../edge-model/contract/slots.ts'
import type { ProductContent } from '../../../training/dataset/catalog.ts'
import type { SessionLog } from '../../../training/dataset/session-log.ts'
import { freshProducts, withCatalog } from '../../../training/models/shop/catalog-items.ts'
import { buysVariants, familiesOf } from '../../../training/models/shop/families.ts'
import { repeatsOf } from '../../../training/models/shop/repeats.ts'
import { slotsOver } from '../../../training/models/shop/slots.ts'
import { logOf } from './model-support.ts'

const DAY = 86_400

const product = (title: string, more: Partial<ProductContent> = {}): ProductContent => ({
  ...{ title, description: '', type: 'Thing', vendor: 'Oat', tags: [], collections: [] },
  ...{ price: null, createdAt: null },
  ...more,
})

describe('families', () => {
  const colours = ['red', 'blue', 'green', 'white', 'black', 'ochre']
  /** Twenty things in six colours each: few products share a thing's words, many a colour. */
  const catalog = new Map(
    Array.from({ length: 20 }).flatMap((_, t) =>
      colours.map((colour, c): [string, ProductContent] => [
        `${t}-${c}`,
        product(`maker${t} thing${t} ${colour}`),
      ]),
    ),
  )
  const items = [...catalog.keys()]

  it('hold the colours of one product, and are named by the first of them', () => {
    expect([...familiesOf(items, catalog)]).toEqual(items.map((_, row) => 6 * Math.floor(row / 6)))
  })

  it.each<[string, Partial<ProductContent>]>([
    ['is of another type', { type: 'Art' }],
    ['is of another vendor', { vendor: 'Ember' }],
    ['costs far more', { price: 95 }],
  ])('leave out what %s', (_, more) => {
    const priced = new Map<string, ProductContent>(
      [...catalog].map(([id, content]) => [id, { ...content, price: 40 }]),
    )
    priced.set('0-3', product('maker0 thing0 white', { price: 40, ...more }))
    const families = familiesOf(items, priced)
    expect(families[3]).toBe(3)
    expect([families[2], families[4]]).toEqual([0, 0])
  })

  it('are of one product where nothing is said of it', () => {
    expect([...familiesOf(['a', 'b', 'c'], new Map([['b', product('')]]))]).toEqual([0, 1, 2])
  })
})

describe('what is bought again', () => {
  /** Orders of customers, each two: `[first, second]`. */
  const ordersOf = (orders: readonly (readonly [string[], string[]])[]): SessionLog => ({
    ...logOf(orders.flat(), 'baskets'),
    customers: Int32Array.from(orders.flatMap((_, customer) => [customer, customer])),
  })
  /** Of 100 customers 40 come back for coffee and nobody for a kettle; two buy rare coffee, two a rare kettle. */
  const log = ordersOf(
    Array.from({ length: 100 }, (_, c): [string[], string[]] => [
      ['coffee', 'kettle', ...(c < 2 ? ['rare coffee', 'rare kettle'] : [])],
      c < 40 ? ['coffee'] : ['soap'],
    ]),
  )
  const typesOf = (types: Record<string, number>) => Int32Array.from(log.items, (item) => types[item] ?? -1)
  const types = typesOf({ coffee: 0, 'rare coffee': 0, kettle: 1, 'rare kettle': 1 })
  const repeating = (flags: Uint8Array) => log.items.filter((_, row) => flags[row] === 1)

  it('is what buyers come back for more often than a place of a shelf is worth, and its rare kin', () => {
    expect(repeating(repeatsOf(log, types, 0.05))).toEqual(['coffee', 'rare coffee'])
    expect(repeating(repeatsOf(log, types, 0.9))).toEqual([])
  })

  it('is no type that nobody came back for, however few have bought of it', () => {
    const few = ordersOf([
      ...Array.from({ length: 100 }, (): [string[], string[]] => [['coffee'], ['coffee']]),
      ...Array.from({ length: 95 }, (): [string[], string[]] => [['kettle'], ['soap']]),
      ...Array.from({ length: 1 }, (): [string[], string[]] => [['rare kettle'], ['soap']]),
    ])
    const kinds = Int32Array.from(few.items, (item) => (item.includes('kettle') ? 1 : 0))
    const flags = repeatsOf(few, kinds, 0.05)
    expect(few.items.filter((_, row) => flags[row] === 0)).toEqual(['kettle', 'rare kettle'])
  })

  it('is judged by the whole shop where no types are known', () => {
    expect(repeating(repeatsOf(log, null, 0.05))).toContain('coffee')
    expect(repeating(repeatsOf(log, null, 0.05))).not.toContain('kettle')
  })

  it('is nothing where no customers are known, or nobody came back', () => {
    expect(repeating(repeatsOf({ ...log, customers: null }, types, 0))).toEqual([])
    expect(repeating(repeatsOf({ ...log, customers: new Int32Array(200).fill(-1) }, types, 0))).toEqual([])
    const once = { ...log, customers: Int32Array.from({ length: 200 }, (_, s) => s) }
    expect(repeating(repeatsOf(once, types, 0.01))).toEqual([])
  })

  it('is not what came twice in one order, nor what was only looked at', () => {
    const twice = ordersOf([[['tea', 'tea'], ['cup']]])
    expect([...repeatsOf(twice, null, 0.01)]).toEqual([0, 0])
    expect(repeating(repeatsOf({ ...log, baskets: new Uint8Array(200) }, types, 0.01))).toEqual([])
  })
})

describe('products of the catalog', () => {
  const sold = { ...logOf([['mug', 'saucer'], ['mug']]), times: Float64Array.of(99 * DAY, 100 * DAY) }
  const catalog = new Map([
    ['saucer', product('Saucer')],
    ['lamp', product('Lamp', { createdAt: 41 * DAY })],
    ['vase', product('Vase', { createdAt: 39 * DAY })],
    ['bowl', product('Bowl')],
  ])

  it('that nobody turned to follow behind the others, each once', () => {
    const log = withCatalog(sold, catalog)
    expect(log.items).toEqual(['mug', 'saucer', 'lamp', 'vase', 'bowl'])
    expect([log.events, log.offsets]).toEqual([sold.events, sold.offsets])
    expect(withCatalog(log, catalog).items).toEqual(log.items)
  })

  it('are fresh where they are described, in no session and not known to be old', () => {
    const log = withCatalog(sold, catalog)
    const freshOf = (of: SessionLog) => of.items.filter((_, row) => freshProducts(of, catalog)[row] === 1)
    expect(freshOf(log)).toEqual(['lamp', 'bowl'])
    // Without times nothing is known to be old.
    expect(freshOf({ ...log, times: null })).toEqual(['lamp', 'vase', 'bowl'])
    expect([...freshProducts(log, new Map())]).toEqual([0, 0, 0, 0, 0])
  })
})

describe('variants bought together', () => {
  const families = Int32Array.of(0, 0, 2, 3)
  const variants = (...orders: string[][]) => buysVariants(logOf(orders, 'baskets'), families)

  it('are told by the baskets that hold several of a family', () => {
    expect(variants(['red', 'blue', 'pot'], ['lid', 'pot'])).toBe(true)
    expect(variants(['red'], ['blue', 'pot'], ['red', 'pot'], ['lid', 'pot'])).toBe(false)
  })

  it('may stand beside each other where they are', () => {
    const { cart } = slotsOver({ next: 'next', together: 'together', similar: 'similar' }, true)
    expect(cart).toMatchObject({ ownFamily: true, perFamily: 4 })
  })
})

describe('rules of slots', () => {
  const slots = slotsOver({ next: 'next', together: 'together', similar: 'similar' }, false)

  it('are what a manifest takes, each with the table that answers its question', () => {
    expect(slotsSchema.parse(slots)).toEqual(slots)
    expect(Object.entries(slots).map(([slot, { table }]) => [slot, table])).toEqual([
      ['for-you', 'next'],
      ['goes-well-with', 'together'],
      ['similar', 'similar'],
      ['cart', 'together'],
    ])
  })

  it('let one product speak where the shelf is about one, and past orders where it is about the shopper', () => {
    const listed = Object.entries(slots)
    expect(listed.filter(([, { items }]) => items === 1).map(([slot]) => slot)).toEqual([
      'goes-well-with',
      'similar',
    ])
    expect(listed.filter(([, { bought }]) => bought).map(([slot]) => slot)).toEqual(['for-you'])
  })

  it('show no variants of what is at hand as complements, and no best sellers as alike', () => {
    const listed = Object.entries(slots)
    expect(listed.filter(([, { ownFamily }]) => !ownFamily).map(([slot]) => slot)).toEqual([
      'goes-well-with',
      'cart',
    ])
    expect(listed.filter(([, { filled }]) => !filled).map(([slot]) => slot)).toEqual(['similar'])
  })
})
