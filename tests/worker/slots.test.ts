/**
 * One release, several tables, a rule for each slot: what the Worker answers where.
 */
import { describe, expect, it } from 'vitest'
import { health, isolate, newShop, publish, recommended } from './support/isolate.ts'
import { openRule, releaseOfVersion1 } from './support/release-files.ts'
import { ids, idsOf, serving } from './support/slots.ts'

describe('slots', () => {
  it('are answered by their tables', async () => {
    const worker = await serving({
      neighbours: 1,
      others: { together: 5, similar: 9 },
      slots: {
        'goes-well-with': openRule('together'),
        cart: openRule('together'),
        similar: openRule('similar'),
      },
    })
    const firstOf = async (slot: 'for-you' | 'goes-well-with' | 'similar' | 'cart') =>
      idsOf(await recommended(worker, { slot, items: ids(0), limit: 1 }))
    expect(await firstOf('for-you')).toEqual(ids(1))
    expect(await firstOf('goes-well-with')).toEqual(ids(5))
    expect(await firstOf('similar')).toEqual(ids(9))
    expect(await firstOf('cart')).toEqual(ids(5))
    // All at once, on the one memory of ONNX Runtime.
    const slots = ['for-you', 'similar', 'cart', 'for-you', 'goes-well-with'] as const
    expect((await Promise.all(slots.map(firstOf))).flat()).toEqual(ids(1, 9, 5, 1, 5))
  })

  it('of a graph that ranks candidates alone are answered as by one that ranks all', async () => {
    const [all, candidates] = await Promise.all([serving(), serving({ ranks: 'candidates' })])
    for (const request of [
      { items: ids(0), limit: 24 },
      { items: ids(3, 9, 20), exclude: ids(21, 10), limit: 6 },
      { items: ids(5), exclude: ids(6, 7, 8) },
      { items: [] },
    ]) {
      const [one, other] = await Promise.all([recommended(all, request), recommended(candidates, request)])
      expect(other.items).toEqual(one.items)
    }
  })

  it('of a release of version 1 all read its one table', async () => {
    const worker = isolate(newShop())
    await publish(worker, await releaseOfVersion1({ shop: worker.shop }), null)
    expect(await health(worker)).toMatchObject({ status: 'ok', items: 24 })
    for (const slot of ['for-you', 'goes-well-with', 'similar', 'cart'] as const) {
      const answer = await recommended(worker, { slot, items: ids(0), limit: 4 })
      expect(idsOf(answer)).toEqual(ids(1, 2, 3, 7))
    }
  })
})

describe('a slot about one product', () => {
  it('hears the newest item alone', async () => {
    const worker = await serving({ slots: { similar: { ...openRule(), items: 1 } } })
    const wish = { items: ids(12, 0), limit: 3 }
    // The neighbours of 0; those of 12 are heard by a slot that takes all items.
    expect(idsOf(await recommended(worker, { ...wish, slot: 'similar' }))).toEqual(ids(1, 2, 3))
    expect(idsOf(await recommended(worker, { ...wish, slot: 'for-you' }))).toEqual(ids(1, 13, 2))
    const alone = await recommended(worker, { slot: 'similar', items: ids(0), limit: 3 })
    expect((await recommended(worker, { ...wish, slot: 'similar' })).items).toEqual(alone.items)
  })

  it('hears the newest item that the model knows', async () => {
    const worker = await serving({ slots: { similar: { ...openRule(), items: 1 } } })
    const answer = await recommended(worker, { slot: 'similar', items: [...ids(12, 0), 'sku'], limit: 3 })
    expect(idsOf(answer)).toEqual(ids(1, 2, 3))
  })

  it('hears no more than its table takes', async () => {
    const worker = await serving({
      table: (table) => ({ ...table, session: { ...table.session, maxItems: 1 } }),
    })
    const answer = await recommended(worker, { slot: 'for-you', items: ids(12, 0), limit: 3 })
    expect(idsOf(answer)).toEqual(ids(1, 2, 3))
  })
})

describe('a slot that popular products are no answer to', () => {
  const unfilled = { slots: { similar: { ...openRule(), filled: false } } }

  it('leaves places open that its table does not fill', async () => {
    const worker = await serving(unfilled)
    const wish = { items: ids(0), exclude: ids(2), limit: 6 }
    expect(idsOf(await recommended(worker, { ...wish, slot: 'similar' }))).toEqual(ids(1, 3))
    expect(idsOf(await recommended(worker, { ...wish, slot: 'for-you' }))).toEqual(ids(1, 3, 7, 8, 9, 10))
  })

  it('answers nothing of products it does not know', async () => {
    const worker = await serving(unfilled)
    expect((await recommended(worker, { slot: 'similar', items: ['sku'] })).items).toEqual([])
  })
})
