import { describe, expect, it, vi } from 'vitest'
import {
  answering,
  answeringOne,
  buyable,
  contextOf,
  GOES_WELL,
  GONE,
  gate,
  ids,
  idsOf,
  load,
  loadShelf,
  newTools,
  queryNames,
  SIMILAR,
  shop,
  soldOut,
  worker,
} from './page-loader.ts'
import { RELEASE } from './product-cards.ts'
import { startShopGate } from './shop-gate.ts'

describe('Shopify’s own shelves', () => {
  const variables = () => gate.queries.at(-1)?.variables

  it('are what a shop without a Worker gets', async () => {
    const shelf = await loadShelf({}, { url: '' })
    expect(shelf).toMatchObject({ source: 'native', release: null, arm: null })
    expect(shelf.products).toHaveLength(8)
    expect(variables()).toMatchObject({ complementary: false, related: false })
    expect(queryNames()).toEqual(['NativeShelves'])
  })

  it('are for the page’s product, which itself is left out, by one query and none twice', async () => {
    const [page = '', other = ''] = ids
    const request = { page: 'product' as const, nativeFor: page, exclude: [page] }
    const { shelves } = await load(request, { url: '', viewed: [page, other] })
    expect(variables()).toMatchObject({ productId: page, complementary: true, related: true })
    const [complements, alike] = shelves.map(idsOf)
    expect(complements).toHaveLength(8)
    expect(alike?.length).toBeGreaterThan(0)
    expect(alike?.filter((id) => complements?.includes(id))).toEqual([])
    expect([...(complements ?? []), ...(alike ?? [])]).not.toContain(page)
    expect(queryNames()).toEqual(['NativeShelves'])
  })

  it('show what is like the product, and not what goes with it, where the slot asks for that', async () => {
    worker.behave(answering([{ slot: 'SIMILAR', products: [] }]))
    await load({ page: 'product', nativeFor: ids[0] })
    expect(variables()).toMatchObject({ productId: ids[0], complementary: false, related: true })
  })

  it('are not taken where the model knows the few that are alike', async () => {
    worker.behave(answeringOne(buyable.slice(0, 2), { slot: 'SIMILAR' }))
    const shelf = await loadShelf({ page: 'product', nativeFor: ids[9] })
    expect([shelf.source, idsOf(shelf)]).toEqual(['aisle', ids.slice(0, 2)])
    worker.behave(answeringOne(buyable.slice(0, 2), { slot: 'GOES_WELL_WITH' }))
    expect((await loadShelf({ page: 'product', nativeFor: ids[9] })).source).toBe('native')
    worker.behave(answeringOne([], { slot: 'SIMILAR' }))
    expect((await loadShelf({ page: 'product', nativeFor: ids[9] })).source).toBe('native')
  })

  it('show no best sellers as alike', async () => {
    const { shelves } = await load({ page: 'product', nativeFor: GONE }, { url: '' })
    expect(shelves.map(({ slot, products }) => [slot, products.length])).toEqual([
      ['goes-well-with', 8],
      ['similar', 0],
    ])
  })

  it('are for the product looked at last where the page has none', async () => {
    const [before = '', last = ''] = ids
    await load({}, { url: '', viewed: [before, last] })
    expect(variables()).toMatchObject({ productId: last, complementary: false, related: true })
  })

  it('hold only what can be bought, as many as the theme says', async () => {
    worker.behave(answering([{ length: 24, products: [] }], 'HOLDOUT'))
    const shelf = await loadShelf()
    expect(shelf.products).toHaveLength(24)
    expect(idsOf(shelf).filter((id) => soldOut.some((product) => product.id === id))).toEqual([])
  })
})

describe('a slow or failing Storefront API', () => {
  it('that does not say what is in the cart has Shopify’s choice on its way at 300 ms', async () => {
    const tools = newTools()
    for (let pages = 0; pages < 3; pages++) {
      let say = (_: string[]) => {}
      const inCart = new Promise<string[]>((resolve) => (say = resolve))
      const page = load({ inCart }, {}, tools)
      await vi.advanceTimersByTimeAsync(300)
      await gate.arrival('NativeShelves')
      say(ids.slice(0, 1))
      expect((await page).shelves).toMatchObject([{ source: 'native' }])
      expect(worker.calls).toEqual([])
    }
    // Which is not the Worker's fault.
    worker.behave(answeringOne(buyable.slice(0, 8)))
    expect(await load({}, {}, tools)).toMatchObject({ release: RELEASE })
  })

  it('leaves the shelves empty when it never answers, after four seconds', async () => {
    const release = gate.hold('NativeShelves')
    const page = load({ page: 'product' }, { url: '' })
    await gate.arrival('NativeShelves')
    await vi.advanceTimersByTimeAsync(4_000)
    const empty = { source: 'native', products: [], explored: null }
    expect(await page).toEqual({
      release: null,
      arm: null,
      refused: false,
      shelves: [
        { ...GOES_WELL, ...empty },
        { ...SIMILAR, ...empty },
      ],
    })
    release()
  })

  it('leaves the shelf empty when it is down', async () => {
    const down = await startShopGate(shop.url)
    await down.close()
    worker.behave(answeringOne([]))
    expect(await loadShelf({}, { shopUrl: down.url })).toMatchObject({ products: [] })
  })

  it('never rejects, not even where the session can’t be read', async () => {
    const silent = vi.spyOn(console, 'error').mockImplementation(() => {})
    const broken = {
      ...contextOf({}),
      session: {
        get: () => {
          throw new Error('no session')
        },
      },
    }
    expect(await loadShelf({ context: broken })).toMatchObject({ products: [] })
    expect(silent).toHaveBeenCalledOnce()
  })
})
