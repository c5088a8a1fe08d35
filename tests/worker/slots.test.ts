/**
 * One release, several tables, a rule for each slot: what the Worker answers where.
 */
import { describe, expect, it } from 'vitest'
import { RECOMMEND_LIMITS } from '../../edge-model/contract/index.ts'
import { explores } from '../../edge-model/recommend/explore.ts'
import { SHARE, sessionThat } from './support/exploring.ts'
import { ask, health, isolate, newShop, problemOf, publish, recommended } from './support/isolate.ts'
import { openRule, productId, type Recipe, releaseFiles, releaseOfVersion1 } from './support/release-files.ts'

async function serving(recipe: Omit<Recipe, 'shop'> = {}) {
  const worker = isolate(newShop())
  await publish(worker, await releaseFiles({ shop: worker.shop, ...recipe }), null)
  return worker
}

const ids = (...rows: number[]) => rows.map(productId)
const idsOf = (answer: { items: { productId: string }[] }) => answer.items.map((item) => item.productId)
const ROWS = Array.from({ length: 24 }, (_, row) => row)

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

describe('families', () => {
  /** Rows 0–3, 4–7, … are variants of one product each. */
  const families = ROWS.map((row) => Math.floor(row / 4))

  it('show as many products as the slot allows, popular ones included', async () => {
    const worker = await serving({
      families,
      neighbours: 8,
      slots: {
        'for-you': { table: 'next', items: 50, bought: true, perFamily: 1, ownFamily: true, filled: true },
      },
    })
    const answer = await recommended(worker, { items: ids(0), limit: 12 })
    // 1 of 0–3, 4 of 4–7, 8 of 8–11; popular 7, 8, 9 and 10 are of families that are shown.
    expect(idsOf(answer)).toEqual(ids(1, 4, 8))
  })

  it('that the shopper has at hand stay away where the slot says so', async () => {
    const worker = await serving({
      families,
      neighbours: 8,
      slots: {
        'goes-well-with': {
          table: 'next',
          items: 50,
          bought: true,
          perFamily: 2,
          ownFamily: false,
          filled: true,
        },
      },
    })
    const wish = { slot: 'goes-well-with', items: ids(20, 0), limit: 4 } as const
    // 21, 22, 23 are older in the session than 0, whose family alone is at hand.
    expect(idsOf(await recommended(worker, wish))).toEqual(ids(21, 4, 22, 5))
    const withCart = await recommended(worker, { ...wish, exclude: ids(23) })
    expect(idsOf(withCart)).toEqual(ids(4, 5, 8, 9))
  })

  it('are filled up from further down the ranking', async () => {
    const worker = await serving({
      items: 200,
      neighbours: 60,
      popular: [],
      families: Array.from({ length: 200 }, (_, row) => Math.floor(row / 10)),
      slots: {
        similar: { table: 'next', items: 50, bought: true, perFamily: 1, ownFamily: true, filled: true },
      },
    })
    const answer = await recommended(worker, { slot: 'similar', items: ids(0), limit: 6 })
    expect(idsOf(answer)).toEqual(ids(1, 10, 20, 30, 40, 50))
  })
})

describe('exploration', () => {
  const exploring = async (recipe: Omit<Recipe, 'shop'> = {}) => {
    const worker = isolate(newShop())
    const release = await releaseFiles({
      shop: worker.shop,
      neighbours: 6,
      manifest: (manifest) => ({ ...manifest, exploration: { share: SHARE } }),
      ...recipe,
    })
    await publish(worker, release, null)
    return { worker, release }
  }
  const session = (does: boolean, { id }: { id: string }) => sessionThat(does, id, 'for-you', ids(0))

  it('gives the last place to the best ranked new product, and says so', async () => {
    const { worker, release } = await exploring({ fresh: [5, 6, 20] })
    const answer = await recommended(worker, { items: session(true, release), limit: 3 })
    expect(answer.items).toMatchObject([
      { productId: productId(1) },
      { productId: productId(2) },
      { productId: productId(5), explored: true },
    ])
    expect(answer.items.filter(({ explored }) => explored)).toHaveLength(1)
    expect(answer.items[2]?.score).toBeGreaterThan(0)
  })

  it('is drawn by the session: always alike, and in the share the release says', async () => {
    const { worker, release } = await exploring({ fresh: [5] })
    const items = session(false, release)
    for (let again = 0; again < 2; again++) {
      const answer = await recommended(worker, { items, limit: 3 })
      expect(idsOf(answer)).toEqual(ids(1, 2, 3))
      expect(answer.items.some((item) => 'explored' in item)).toBe(false)
    }
    const sessions = Array.from({ length: 4_000 }, (_, n) => [`sku-${n}`])
    const share = sessions.filter((session) => explores(SHARE, release.id, 'cart', session)).length / 4_000
    // Four standard deviations of a binomial of 4,000.
    expect(Math.abs(share - SHARE)).toBeLessThan(0.028)
  })

  it.each([
    ['the table ranks none', { fresh: [20] }, { limit: 3 }],
    ['they are listed anyway', { fresh: [1, 2] }, { limit: 3 }],
    ['they are excluded', { fresh: [5] }, { exclude: ids(5), limit: 3 }],
    ['the shelf has one place', { fresh: [5] }, { limit: 1 }],
    [
      'their family is shown',
      { fresh: [5], families: ROWS.map((row) => (row === 5 ? 1 : row)) },
      { limit: 3 },
    ],
  ])('shows none where %s', async (_, recipe, wish) => {
    const { worker, release } = await exploring({
      ...recipe,
      slots: {
        'for-you': { table: 'next', items: 50, bought: true, perFamily: 1, ownFamily: true, filled: true },
      },
    })
    const answer = await recommended(worker, { items: session(true, release), ...wish })
    expect(answer.items.some(({ explored }) => explored)).toBe(false)
    expect(answer.items).toHaveLength(wish.limit)
  })

  it('shows none where the session says nothing', async () => {
    const { worker, release } = await exploring({ fresh: [5] })
    const answer = await recommended(worker, {
      items: sessionThat(true, release.id, 'for-you', []),
      limit: 3,
    })
    expect(answer.items.some(({ explored }) => explored)).toBe(false)
  })
})
