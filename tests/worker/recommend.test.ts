import { InferenceSession } from 'onnxruntime-web/wasm'
import { describe, expect, it, vi } from 'vitest'
import { ask, health, isolate, newShop, problemOf, publish, recommended } from './support/isolate.ts'
import { productId, type Recipe, releaseFiles } from './support/release-files.ts'

async function serving(recipe: Omit<Recipe, 'shop'> = {}) {
  const worker = isolate(newShop())
  const release = await releaseFiles({ shop: worker.shop, ...recipe })
  await publish(worker, release, null)
  return { worker, release }
}

const idsOf = (answer: { items: { productId: string }[] }) => answer.items.map((item) => item.productId)
const ids = (...rows: number[]) => rows.map(productId)

/** These scores, of tables with one entry a row, which is coded without loss. */
const near = (...scores: number[]) => scores.map((score) => expect.closeTo(score, 5))

describe('what is recommended', () => {
  it('is what the model knows of the session, best first, with the release that said so', async () => {
    const { worker, release } = await serving()
    const answer = await recommended(worker, { items: ids(0), limit: 3 })
    expect(answer.release).toBe(release.id)
    expect(idsOf(answer)).toEqual(ids(1, 2, 3))
    expect(answer.items[0]?.score).toBeCloseTo(1, 5)
    expect(answer.items[1]?.score).toBeCloseTo(1 / 2, 2)
    expect(answer.items[2]?.score).toBeCloseTo(1 / 3, 2)
    expect(answer.took).toBeGreaterThanOrEqual(0)
  })

  it('weighs the items of a session by their distance from its end', async () => {
    const { worker } = await serving({ neighbours: 1 })
    const answer = await recommended(worker, { items: ids(20, 10, 0), limit: 3 })
    expect(idsOf(answer)).toEqual(ids(1, 11, 21))
    expect(answer.items.map((item) => item.score)).toEqual(near(1, 0.5, 0.25))
  })

  it('takes the first value for the newest event and the second for all others, where a table has two', async () => {
    const { worker } = await serving({ neighbours: 1, heads: 2 })
    const scores = async (...rows: number[]) => {
      const answer = await recommended(worker, { items: ids(...rows), limit: 3 })
      return answer.items.filter(({ score }) => score > 0).map(({ score }) => score)
    }
    expect(await scores(20, 10, 0)).toEqual(near(1, 0.25, 0.125))
    expect(await scores(0)).toEqual(near(1))
    // The newest event is of a product that the model does not know.
    expect(await scores(10, 1_000)).toEqual(near(0.25))
  })

  it('weighs sessions by their length', async () => {
    const { worker } = await serving({
      neighbours: 1,
      table: (t) => ({
        ...t,
        session: { ...t.session, lengthBuckets: [1], positionWeights: [[1], [0.5, 0.125]] },
      }),
    })
    const scores = async (...rows: number[]) =>
      (await recommended(worker, { items: ids(...rows), limit: rows.length })).items.map(({ score }) => score)
    expect(await scores(0)).toEqual(near(1))
    expect(await scores(10, 0)).toEqual(near(0.5, 0.125))
  })

  it('is filled up with popular products at score 0 where the model knows too little', async () => {
    const { worker } = await serving()
    const answer = await recommended(worker, { items: ids(6), limit: 5 })
    // The model says 7, 8, 9; popular are 7, 8, 9, 10, of which only 10 is not listed yet.
    expect(idsOf(answer)).toEqual(ids(7, 8, 9, 10))
    expect(answer.items.map((item) => item.score > 0)).toEqual([true, true, true, false])
    expect(answer.items[3]?.score).toBe(0)
  })

  it.each([
    ['an empty session', []],
    ['a session of unknown products', ['gid://shopify/Product/1', 'sku-2']],
  ])('is popular products for %s', async (_, items) => {
    const { worker } = await serving()
    const answer = await recommended(worker, { items, limit: 2 })
    expect(answer.items).toEqual([
      { productId: productId(7), score: 0 },
      { productId: productId(8), score: 0 },
    ])
  })

  it('never holds excluded products, neither of the model nor popular ones, and takes unknown ones', async () => {
    const { worker } = await serving()
    const answer = await recommended(worker, {
      items: ids(5),
      exclude: [...ids(6, 9, 9), 'gid://shopify/Product/unknown'],
      limit: 10,
    })
    expect(idsOf(answer)).toEqual(ids(7, 8, 10))
  })

  it('may hold products of the session unless they are excluded', async () => {
    const { worker } = await serving({ neighbours: 1 })
    expect(idsOf(await recommended(worker, { items: ids(1, 0), limit: 1 }))).toEqual(ids(1))
    const without = await recommended(worker, { items: ids(1, 0), exclude: ids(0, 1), limit: 1 })
    expect(idsOf(without)).toEqual(ids(2))
  })

  it('is empty where everything is excluded', async () => {
    const { worker } = await serving()
    const everything = Array.from({ length: 24 }, (_, row) => productId(row))
    expect((await recommended(worker, { items: ids(0), exclude: everything })).items).toEqual([])
  })

  it('is at most twelve products unless the request says how many, and no more than the model knows', async () => {
    const many = Array.from({ length: 24 }, (_, row) => productId(row))
    const { worker } = await serving({ popular: many })
    expect((await recommended(worker, { items: ids(0) })).items).toHaveLength(12)
    expect((await recommended(worker, { items: ids(0), limit: 1 })).items).toHaveLength(1)
    expect((await recommended(worker, { items: ids(0), limit: 50 })).items).toHaveLength(24)
  })

  it('comes from a model of a single product as well', async () => {
    const { worker } = await serving({ items: 1, neighbours: 1, popular: ids(0) })
    expect(idsOf(await recommended(worker, { items: ids(0) }))).toEqual(ids(0))
  })
})

it('is 503 where the model fails on a session, and the next session is answered', async () => {
  const create = vi.spyOn(InferenceSession, 'create')
  const { worker } = await serving()
  const session = await create.mock.results[0]?.value
  create.mockRestore()
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  vi.spyOn(session, 'run').mockRejectedValueOnce(new Error('out of memory'))
  const response = await ask(worker, { items: ids(0) })
  expect(response.status).toBe(503)
  const problem = await problemOf(response)
  expect(problem.code).toBe('inference_failed')
  expect(problem.message).not.toContain('out of memory')
  expect(log).toHaveBeenCalledOnce()
  log.mockRestore()
  expect((await recommended(worker, { items: ids(0) })).items[0]?.productId).toBe(productId(1))
})

it('tells in Server-Timing what the request spent its time on', async () => {
  const { worker } = await serving()
  const response = await ask(worker, { items: ids(0) })
  expect(response.headers.get('Server-Timing')).toMatch(
    /^parse;dur=[\d.]+, release;dur=[\d.]+, run;dur=[\d.]+$/,
  )
  expect(response.headers.get('Cache-Control')).toBe('no-store')
})

describe('GET /health', () => {
  it('tells what is served', async () => {
    const { worker, release } = await serving()
    expect(await health(worker)).toEqual({
      status: 'ok',
      shop: worker.shop,
      release: release.id,
      seq: 1,
      items: 24,
      canary: null,
      problem: null,
    })
  })

  it('warms a cold isolate', async () => {
    const { worker, release } = await serving()
    const cold = isolate(worker.shop)
    expect(await health(cold)).toMatchObject({ status: 'ok', release: release.id })
  })
})

it('keeps answers apart when many sessions are ranked at once', async () => {
  const { worker } = await serving()
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, i) => recommended(worker, { items: ids(i % 20), limit: 1 })),
  )
  expect(answers.map((answer) => idsOf(answer)[0])).toEqual(
    Array.from({ length: 100 }, (_, i) => productId((i % 20) + 1)),
  )
})
