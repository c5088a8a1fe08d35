import { describe, expect, it } from 'vitest'
import { BUILD_ID } from '../../../app/lib/build-id.ts'
import { pickBuyable } from '../../../app/recommendations/buyable.ts'
import {
  answering,
  answeringOne,
  buyable,
  FOR_YOU,
  ids,
  idsOf,
  lastCall,
  load,
  loadShelf,
  queryNames,
  soldOut,
  start,
  worker,
} from './page-loader.ts'
import { RELEASE } from './product-cards.ts'

describe('a page of the model', () => {
  it('is one ask: theme and products by one release, for one reason', async () => {
    worker.behave(
      answering(
        [
          { slot: 'SIMILAR', title: 'Others', layout: 'ROW', length: 2, products: buyable.slice(0, 4) },
          { slot: 'FOR_YOU', title: 'Yours', length: 3, products: buyable.slice(4, 9) },
        ],
        'CANARY',
      ),
    )
    const { expected, filled } = start()
    expect(expected).toEqual([FOR_YOU])
    const page = await filled
    expect(page).toMatchObject({ release: RELEASE, arm: 'canary', refused: false })
    expect(page.shelves.map(({ products, ...rest }) => [rest, products.map(({ id }) => id)])).toEqual([
      [
        { slot: 'similar', title: 'Others', layout: 'row', length: 2, source: 'aisle', explored: null },
        ids.slice(0, 2),
      ],
      [
        { slot: 'for-you', title: 'Yours', layout: 'grid', length: 3, source: 'aisle', explored: null },
        ids.slice(4, 7),
      ],
    ])
    expect([worker.calls.length, queryNames()]).toEqual([1, []])
  })

  it('asks with the session, then the seeds, each once, the newest last, and for some to spare', async () => {
    const [a = '', b = '', c = '', d = ''] = ids
    worker.behave(answeringOne(buyable.slice(4, 20)))
    await load({ page: 'product', seeds: [a, d], exclude: [d, d] }, { viewed: [a, b, c] })
    expect(lastCall()).toEqual({
      page: 'PRODUCT',
      productIds: [b, c, a, d],
      bought: [],
      exclude: [d],
      spare: 8,
      consent: false,
      build: BUILD_ID,
      country: 'US',
      language: 'EN',
    })
  })

  it('lets a cart speak for itself', async () => {
    const [a = '', b = ''] = ids
    worker.behave(answeringOne(buyable.slice(4, 20)))
    await load({ page: 'cart', seeds: [a] }, { viewed: [b] })
    expect(lastCall()).toMatchObject({ page: 'CART', productIds: [a] })
    await load({ page: 'cart', seeds: [] }, { viewed: [b] })
    expect(lastCall()).toMatchObject({ productIds: [b] })
  })

  it('keeps within the contract, however much there is to send', async () => {
    const many = Array.from({ length: 700 }, (_, n) => `gid://shopify/Product/${n}`)
    worker.behave(answeringOne(buyable.slice(0, 60)))
    await load({ seeds: many, exclude: many })
    expect(lastCall()).toMatchObject({ productIds: many.slice(-100), exclude: many.slice(-500) })
  })

  it('leaves out what can’t be bought, is gone, excluded or named twice, and stays full', async () => {
    const [excluded, first, ...rest] = buyable.slice(0, 9)
    if (excluded === undefined || first === undefined) throw new Error('The shop sells nothing.')
    expect(soldOut.length).toBeGreaterThan(0)
    worker.behave(answeringOne([first, ...soldOut.slice(0, 2), null, first, excluded, ...rest]))
    expect(idsOf(await loadShelf({ exclude: [excluded.id] }))).toEqual(ids.slice(1, 9))
  })

  it('shows no product twice, whatever the Worker says', async () => {
    worker.behave(
      answering([
        { slot: 'GOES_WELL_WITH', length: 4, products: buyable.slice(0, 4) },
        { slot: 'SIMILAR', length: 4, products: buyable.slice(2, 8) },
      ]),
    )
    const { shelves } = await load({ page: 'product' })
    expect(shelves.map(idsOf)).toEqual([ids.slice(0, 4), ids.slice(4, 8)])
  })

  it('leaves out what is in the cart', async () => {
    const [a = '', b = '', c = ''] = ids
    worker.behave(answeringOne(buyable.slice(0, 16)))
    const shelf = await loadShelf({ exclude: [a], inCart: Promise.resolve([c]) })
    expect(lastCall().exclude).toEqual([a, c])
    expect(idsOf(shelf)).toEqual([b, ...ids.slice(3, 10)])
  })

  it('shows a product that is explored on its last place, and marks it', async () => {
    const places = { length: 8, explored: 7 }
    // One before it is not for sale, and those to spare come after it.
    const [unsold] = soldOut
    worker.behave(answeringOne([...buyable.slice(0, 6), unsold ?? null, ...buyable.slice(7, 16)], places))
    const shelf = await loadShelf()
    expect(idsOf(shelf)).toEqual([...ids.slice(0, 6), ids[8], ids[7]])
    expect(shelf.explored).toBe(ids[7])
    const barred = await loadShelf({ exclude: ids.slice(7, 8) })
    expect([idsOf(barred), barred.explored]).toEqual([[...ids.slice(0, 6), ...ids.slice(8, 10)], null])
    worker.behave(answeringOne(buyable.slice(0, 9), { length: 1, explored: 0 }))
    const single = await loadShelf()
    expect([idsOf(single), single.explored]).toEqual([ids.slice(1, 2), null])
  })

  it('gives a shelf to Shopify when fewer than four can be bought and Shopify has more', async () => {
    worker.behave(
      answering([
        { slot: 'GOES_WELL_WITH', title: 'Goes well', products: [...buyable.slice(0, 3), ...soldOut] },
        { slot: 'FOR_YOU', length: 6, products: buyable.slice(8, 14) },
      ]),
    )
    const { release, shelves } = await load()
    expect(release).toBe(RELEASE)
    expect(shelves).toMatchObject([{ source: 'native', title: 'Goes well' }, { source: 'aisle' }])
    expect(shelves[0]?.products).toHaveLength(8)
    expect(idsOf(shelves[0]).filter((id) => idsOf(shelves[1]).includes(id))).toEqual([])
    expect(queryNames()).toEqual(['NativeShelves'])
  })

  it('keeps the short shelf where Shopify has no more', async () => {
    worker.behave(answeringOne(buyable.slice(0, 3)))
    const shelf = await loadShelf({ exclude: ids.slice(3) })
    expect([shelf.source, idsOf(shelf)]).toEqual(['aisle', ids.slice(0, 3)])
  })

  it('is asked for no shelves in vain: a page may have none', async () => {
    worker.behave(answering([]))
    expect((await load()).shelves).toEqual([])
    expect(queryNames()).toEqual([])
  })
})

describe('what may stand on a shelf', () => {
  it('has a price', () => {
    const [free, ...priced] = buyable.slice(0, 3)
    if (free === undefined) throw new Error('The shop sells nothing.')
    const noMoney = { ...free.priceRange.minVariantPrice, amount: '0.0' }
    const given = { ...free, priceRange: { ...free.priceRange, minVariantPrice: noMoney } }
    expect(pickBuyable([given, ...priced], [], 3)).toEqual(priced)
  })
})
