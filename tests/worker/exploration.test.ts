/**
 * New products on the last place of some shelves.
 */
import { describe, expect, it } from 'vitest'
import { explores } from '../../edge-model/recommend/explore.ts'
import { SHARE, sessionThat } from './support/exploring.ts'
import { isolate, newShop, publish, recommended } from './support/isolate.ts'
import { productId, type Recipe, releaseFiles } from './support/release-files.ts'
import { ids, idsOf, ROWS } from './support/slots.ts'

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
