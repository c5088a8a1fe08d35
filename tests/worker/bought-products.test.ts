/**
 * What a shopper bought speaks where a slot hears it, and does not come back where it is not bought again.
 */
import { describe, expect, it } from 'vitest'
import { RECOMMEND_LIMITS } from '../../edge-model/contract/index.ts'
import { ask, problemOf, recommended } from './support/isolate.ts'
import { openRule, productId } from './support/release-files.ts'
import { ids, idsOf, serving } from './support/slots.ts'

describe('what was bought', () => {
  it('speaks in those slots alone that hear it, yet returns in none', async () => {
    const deaf = { ...openRule(), bought: false }
    const worker = await serving({ slots: { 'goes-well-with': deaf, cart: deaf } })
    const wish = { items: ids(10), bought: ids(0, 11), consent: true, limit: 4 }
    const plain = await recommended(worker, { slot: 'cart', items: ids(10), exclude: ids(11), limit: 4 })
    for (const slot of ['goes-well-with', 'cart'] as const) {
      expect((await recommended(worker, { ...wish, slot })).items).toEqual(plain.items)
    }
    // 0 leads to 1, 2 and 3; so it does where a slot hears it.
    expect(idsOf(plain)).not.toContain(productId(1))
    for (const slot of ['for-you', 'similar'] as const) {
      const answer = idsOf(await recommended(worker, { ...wish, slot }))
      expect(answer).toContain(productId(1))
      expect(answer).not.toContain(productId(11))
    }
  })

  it('fills a deaf slot without a session with popular products', async () => {
    const worker = await serving({ slots: { cart: { ...openRule(), bought: false } } })
    const answer = await recommended(worker, { slot: 'cart', bought: ids(0), consent: true, limit: 3 })
    expect(answer.items.map(({ productId: id, score }) => [id, score])).toEqual(
      ids(7, 8, 9).map((id) => [id, 0]),
    )
  })

  it('speaks for a visitor whose session is empty, and is not answered itself', async () => {
    const worker = await serving({ neighbours: 2 })
    const answer = await recommended(worker, { bought: ids(0, 1), consent: true, limit: 2 })
    // 1 leads to 2 and 3, 0 to 1 and 2 at half the weight: 2 = 1 + 1/4, 3 = 1/2, 1 is bought.
    expect(idsOf(answer)).toEqual(ids(2, 3))
  })

  it('is older than anything of the session', async () => {
    const worker = await serving({ neighbours: 1 })
    const answer = await recommended(worker, { items: ids(10), bought: ids(0), consent: true, limit: 2 })
    expect(answer.items.map(({ productId: id, score }) => [id, score])).toEqual([
      [productId(11), expect.closeTo(1, 5)],
      [productId(1), expect.closeTo(0.5, 5)],
    ])
  })

  it('may come back where customers buy it again', async () => {
    const wish = { items: ids(0), bought: ids(1, 2), consent: true, limit: 3 }
    expect(idsOf(await recommended(await serving(), wish)).slice(0, 1)).not.toContain(productId(1))
    const worker = await serving({ repeats: [1] })
    const answer = idsOf(await recommended(worker, wish))
    expect(answer).toContain(productId(1))
    expect(answer).not.toContain(productId(2))
    expect(idsOf(await recommended(worker, { ...wish, exclude: ids(1) }))).not.toContain(productId(1))
  })

  it('is never a popular product that fills up', async () => {
    const worker = await serving()
    const answer = await recommended(worker, { items: ['sku'], bought: ids(7, 9), consent: true, limit: 24 })
    expect(idsOf(answer)).not.toContain(productId(7))
    expect(idsOf(answer)).not.toContain(productId(9))
  })

  it('is nothing without consent', async () => {
    const worker = await serving()
    const plain = await recommended(worker, { items: ids(6), limit: 5 })
    for (const consent of [false, undefined]) {
      const answer = await recommended(worker, { items: ids(6), bought: ids(7, 0), consent, limit: 5 })
      expect(answer.items).toEqual(plain.items)
    }
  })

  it('is bounded', async () => {
    const worker = await serving()
    const bought = Array.from({ length: RECOMMEND_LIMITS.bought + 1 }, (_, n) => `sku-${n}`)
    expect((await ask(worker, { bought: bought.slice(1), consent: true })).status).toBe(200)
    const response = await ask(worker, { bought, consent: true })
    expect(response.status).toBe(400)
    expect(await problemOf(response)).toEqual({
      code: 'too_many_bought',
      message: 'bought holds 101 product ids, at most 100 are taken: send the 100 bought last.',
    })
  })
})
