import { describe, expect, it } from 'vitest'
import { isolate, newShop, publish, recommended } from './support/isolate.ts'
import { productId, type Recipe, releaseFiles } from './support/release-files.ts'

async function serving(recipe: Omit<Recipe, 'shop'> = {}) {
  const worker = isolate(newShop())
  const release = await releaseFiles({ shop: worker.shop, ...recipe })
  await publish(worker, release, null)
  return { worker, release }
}

const idsOf = (answer: { items: { productId: string }[] }) => answer.items.map((item) => item.productId)

describe('POST /recommend', () => {
  it('answers what the model knows of the session, best first', async () => {
    const { worker, release } = await serving()
    const answer = await recommended(worker, { items: [productId(0)], limit: 3 })
    expect(answer.release).toBe(release.id)
    expect(idsOf(answer)).toEqual([productId(1), productId(2), productId(3)])
    expect(answer.items[0]?.score).toBeCloseTo(1, 5)
    expect(answer.items[1]?.score).toBeCloseTo(1 / 2, 2)
    expect(answer.took).toBeGreaterThanOrEqual(0)
  })
})
