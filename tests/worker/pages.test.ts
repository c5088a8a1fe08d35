/**
 * POST /recommend/page: all shelves of a page by one release.
 */
import { describe, expect, it } from 'vitest'
import {
  type PageRequest,
  type PageResponse,
  pageResponseSchema,
  type Theme,
} from '../../edge-model/contract/index.ts'
import { expectProblem } from './support/expect-problem.ts'
import { SHARE, sessionThat } from './support/exploring.ts'
import { isolate, newShop, publish, recommended } from './support/isolate.ts'
import { openRule, plainTheme, productId, type Recipe, releaseFiles } from './support/release-files.ts'

const ids = (...rows: number[]) => rows.map(productId)
const idsOf = ({ items }: { items: { productId: string }[] }) => items.map((item) => item.productId)

const theme = (pages: Partial<Theme['pages']>): Theme => ({
  ...plainTheme,
  pages: { ...plainTheme.pages, ...pages },
})
const twoShelves = theme({
  product: [
    { slot: 'goes-well-with', title: 'Goes well with', layout: 'row', length: 2 },
    { slot: 'similar', title: 'Similar', layout: 'grid', length: 3 },
  ],
})

async function serving({ pages = twoShelves, ...recipe }: Omit<Recipe, 'shop'> & { pages?: Theme } = {}) {
  const worker = isolate(newShop())
  const release = await releaseFiles({
    shop: worker.shop,
    neighbours: 8,
    release: (document) => ({ ...document, theme: pages }),
    ...recipe,
  })
  await publish(worker, release, null)
  const ask = (request: Partial<PageRequest> = {}) =>
    worker.fetch('/recommend/page', {
      method: 'POST',
      body: JSON.stringify({ page: 'product', items: [], ...request }),
    })
  const page = async (request: Partial<PageRequest>): Promise<PageResponse> => {
    const response = await ask(request)
    if (response.status !== 200) throw new Error(await response.text())
    return pageResponseSchema.parse(await response.json())
  }
  return { worker, release, ask, page }
}

describe('a page', () => {
  it('has the shelves of the theme, each filled by its slot, no product twice, the upper shelf first', async () => {
    const { release, page } = await serving()
    const answer = await page({ items: ids(0) })
    expect(answer).toMatchObject({ release: release.id, arm: 'stable' })
    expect(answer.shelves.map(({ items, ...shelf }) => shelf)).toEqual(twoShelves.pages.product)
    expect(answer.shelves.map(idsOf)).toEqual([ids(1, 2), ids(3, 4, 5)])
  })

  it('counts products to spare as standing on their shelf', async () => {
    const { page } = await serving()
    const answer = await page({ items: ids(0), spare: 2 })
    expect(answer.shelves.map(idsOf)).toEqual([ids(1, 2, 3, 4), ids(5, 6, 7, 8, 9)])
  })

  it('of one shelf is what POST /recommend answers for its slot', async () => {
    const { worker, page } = await serving()
    const request = { items: ids(3, 0), exclude: ids(2) }
    const answer = await page({ page: 'home', ...request })
    const slot = await recommended(worker, { slot: 'for-you', limit: 8, ...request })
    expect(answer.shelves.map(({ items }) => items)).toEqual([slot.items])
  })

  it('may have no shelves', async () => {
    const { page } = await serving()
    expect((await page({ page: 'search' })).shelves).toEqual([])
  })

  it('does not take families of the shelf above for families at hand', async () => {
    const families = Array.from({ length: 24 }, (_, row) => Math.floor(row / 2))
    const { page } = await serving({
      families,
      slots: { similar: { ...openRule(), ownFamily: false } },
    })
    // 2 and 3 are of one family: 2 above does not keep 3 away below. 0, of the family of 1, is at hand.
    expect((await page({ items: ids(0) })).shelves.map(idsOf)).toEqual([ids(1, 2), ids(3, 4, 5)])
  })
})

describe('an explored product', () => {
  it('stands on the last of the places, before those to spare', async () => {
    const { page, release } = await serving({
      pages: theme({ product: [{ slot: 'similar', title: 'Similar', layout: 'row', length: 3 }] }),
      manifest: (manifest) => ({ ...manifest, exploration: { share: SHARE } }),
      fresh: [6, 7],
    })
    const items = sessionThat(true, release.id, 'similar', ids(0))
    const { shelves } = await page({ items, spare: 2 })
    expect(shelves.map(idsOf)).toEqual([ids(1, 2, 6, 3, 4)])
    expect(shelves[0]?.items.map(({ explored }) => explored ?? false)).toEqual([
      ...[false, false, true],
      ...[false, false],
    ])
  })

  it('is taken from among those to spare', async () => {
    const { page, release } = await serving({
      pages: theme({ product: [{ slot: 'similar', title: 'Similar', layout: 'row', length: 3 }] }),
      manifest: (manifest) => ({ ...manifest, exploration: { share: SHARE } }),
      fresh: [4],
    })
    const items = sessionThat(true, release.id, 'similar', ids(0))
    const { shelves } = await page({ items, spare: 2 })
    expect(shelves.map(idsOf)).toEqual([ids(1, 2, 4, 3, 5)])
  })
})

describe('a bad request', () => {
  it('names what is wrong', async () => {
    const { ask } = await serving()
    const message = await expectProblem(await ask({ spare: 21 }), 400, 'bad_request')
    expect(message).toContain('spare')
    const many = await ask({ items: Array.from({ length: 101 }, (_, n) => `sku-${n}`) })
    expect(await expectProblem(many, 400, 'too_many_items')).toContain('the last 100')
  })

  it('of another method is 405', async () => {
    const { worker } = await serving()
    const response = await worker.fetch('/recommend/page')
    expect(response.headers.get('Allow')).toBe('POST')
    await expectProblem(response, 405, 'method_not_allowed')
  })
})
