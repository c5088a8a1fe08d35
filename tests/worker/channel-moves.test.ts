import { InferenceSession } from 'onnxruntime-web/wasm'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { blobKey, channelKey } from '../../edge-model/contract/index.ts'
import {
  admin,
  ask,
  bucket,
  health,
  isolate,
  move,
  moveChannel,
  newShop,
  point,
  problemOf,
  publish,
  recommended,
  store,
} from './support/isolate.ts'
import { productId, releaseFiles } from './support/release-files.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

async function twoReleases(variables: Record<string, unknown> = {}) {
  const worker = isolate(newShop(), variables)
  const first = await releaseFiles({ shop: worker.shop, step: 1 })
  const second = await releaseFiles({ shop: worker.shop, step: 2 })
  const etag = await publish(worker, first, null)
  await store(second)
  return { worker, first, second, etag }
}

/** The real bucket, whose reads `get` may replace: R2 can't be made to fail on demand. */
function bucketWith(get: (key: string) => Promise<R2ObjectBody | null>): object {
  return { get, head: bucket.head.bind(bucket), put: bucket.put.bind(bucket) }
}

function latch(): { opened: Promise<void>; open(): void } {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

/** Asks until the release answers; what was answered meanwhile. A refresh under way may know an older channel. */
async function until(
  release: string,
  ask: () => Promise<{ release: string | null }>,
): Promise<(string | null)[]> {
  const seen: (string | null)[] = []
  while (seen.at(-1) !== release && seen.length < 200) seen.push((await ask()).release)
  return seen
}

describe('a channel that moved', () => {
  it('drops none of fifty requests in flight; each is of one release, later ones of the new', async () => {
    const create = vi.spyOn(InferenceSession, 'create')
    const { worker, first, second } = await twoReleases()
    const oldSession = await create.mock.results[0]?.value
    const free = vi.spyOn(oldSession, 'release')
    const burst = () =>
      Array.from({ length: 50 }, (_, i) => recommended(worker, { items: [productId(i % 20)], limit: 1 }))
    const before = burst()
    await point(worker.shop, 2, second.id)
    const answers = await Promise.all([...before, ...burst()])
    for (const [i, { release: id, items }] of answers.entries()) {
      const step = id === second.id ? 2 : 1
      expect([first.id, second.id]).toContain(id)
      expect(items[0]?.productId).toBe(productId(((i % 50) % 20) + step))
    }
    expect(answers[0]?.release).toBe(first.id)

    const seen = await until(second.id, () => recommended(worker))
    expect(new Set(seen.slice(0, -1)).has(second.id)).toBe(false)
    const after = await Promise.all(Array.from({ length: 20 }, () => recommended(worker)))
    expect(after.every(({ release: id }) => id === second.id)).toBe(true)
    expect(free).toHaveBeenCalledTimes(1)
    expect(await health(worker)).toMatchObject({ status: 'ok', release: second.id, seq: 2 })
  })

  it('back to what was stable before is followed without loading anything', async () => {
    const { worker, first, second } = await twoReleases()
    await point(worker.shop, 2, second.id, first.id)
    await until(second.id, () => recommended(worker))
    const create = vi.spyOn(InferenceSession, 'create')
    await point(worker.shop, 3, first.id, second.id)
    await until(first.id, () => recommended(worker))
    expect(create).not.toHaveBeenCalled()
  })

  it('is not looked at again before its time to live is over', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { worker, first, second } = await twoReleases({ CHANNEL_TTL_SECONDS: '10' })
    await point(worker.shop, 2, second.id, first.id)
    vi.advanceTimersByTime(9_000)
    expect(await health(worker)).toMatchObject({ release: first.id, seq: 1 })
    vi.advanceTimersByTime(1_000)
    expect(await health(worker)).toMatchObject({ release: second.id, seq: 2 })
  })

  it('goes back to a release that was served before', async () => {
    const { worker, first, second } = await twoReleases()
    await point(worker.shop, 2, second.id, first.id)
    expect((await health(worker)).release).toBe(second.id)
    await point(worker.shop, 3, first.id, second.id)
    expect((await health(worker)).release).toBe(first.id)
    expect((await recommended(worker, { items: [productId(0)] })).items[0]?.productId).toBe(productId(1))
  })

  it('is loaded once however many ask a cold isolate', async () => {
    const { worker, first } = await twoReleases()
    const create = vi.spyOn(InferenceSession, 'create')
    const cold = isolate(worker.shop)
    const answers = await Promise.all(Array.from({ length: 30 }, () => recommended(cold)))
    expect(answers.every(({ release }) => release === first.id)).toBe(true)
    expect(create).toHaveBeenCalledTimes(1)
  })
})

describe('a channel moved to a broken release by a hand in R2', () => {
  it('leaves the last good release serving, says so, and comes back with the next good one', async () => {
    const { worker, first, second } = await twoReleases()
    const broken = await releaseFiles({ shop: worker.shop, step: 3, bytes: { graph: new Uint8Array(64) } })
    await store(broken)
    await point(worker.shop, 2, broken.id, first.id)
    expect(await health(worker)).toMatchObject({ status: 'degraded', release: first.id, seq: 2 })
    expect((await health(worker)).problem).toContain("can't open the model")
    expect((await recommended(worker)).release).toBe(first.id)

    await point(worker.shop, 3, second.id, first.id)
    await until(second.id, () => health(worker))
    expect(await health(worker)).toMatchObject({ status: 'ok', release: second.id, seq: 3, problem: null })
  })

  it('is tried once, and again after a while', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { worker, first } = await twoReleases()
    const broken = await releaseFiles({ shop: worker.shop, items: 25, bytes: { graph: new Uint8Array(64) } })
    await store(broken)
    await point(worker.shop, 2, broken.id, first.id)
    const create = vi.spyOn(InferenceSession, 'create')
    for (let i = 0; i < 10; i++) expect((await health(worker)).status).toBe('degraded')
    expect(create).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(5 * 60_000)
    expect((await health(worker)).status).toBe('degraded')
    expect(create).toHaveBeenCalledTimes(2)
  })

  it('is no reason for a cold isolate to serve nothing: it serves the one before', async () => {
    const { worker, first } = await twoReleases()
    const broken = await releaseFiles({ shop: worker.shop, step: 4, bytes: { graph: new Uint8Array(65) } })
    await store(broken)
    await point(worker.shop, 2, broken.id, first.id)
    const cold = isolate(worker.shop)
    expect((await recommended(cold)).release).toBe(first.id)
    expect(await health(cold)).toMatchObject({ status: 'degraded', release: first.id, seq: 2 })
  })

  it('tells both reasons where the one before is broken as well', async () => {
    const shop = newShop()
    await point(shop, 2, 'b'.repeat(64), 'c'.repeat(64))
    const problem = await problemOf(await ask(isolate(shop)))
    expect(problem.code).toBe('no_release')
    expect(problem.message).toContain('bbbbbbbbbbbb')
    expect(problem.message).toContain('cccccccccccc')
  })
})

describe('a refresh under way', () => {
  it('that read the channel before the admin API moved it changes nothing any more', async () => {
    const { worker: publisher, first, second, etag } = await twoReleases()
    const reached = latch()
    const gate = latch()
    const slow = bucketWith(async (key) => {
      if (key === blobKey(second.table.weights.sha256)) {
        reached.open()
        await gate.opened
      }
      return bucket.get(key)
    })
    const worker = isolate(publisher.shop, { RELEASES: slow })
    expect((await recommended(worker)).release).toBe(first.id)

    const moved = await moveChannel(publisher, second.id, etag)
    const refreshing = health(worker)
    await reached.opened
    const back = await move(worker, { action: 'rollback' }, moved.headers.get('ETag'))
    expect(back.status).toBe(200)
    gate.open()
    await refreshing
    const answer = await recommended(worker, { items: [productId(0)], limit: 1 })
    expect(answer).toMatchObject({ release: first.id, items: [{ productId: productId(1) }] })
    expect(await health(worker)).toMatchObject({ status: 'ok', release: first.id, seq: 4 })
  })

  it('that will never end is given up, and a new one begun', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { worker: publisher, first, second } = await twoReleases()
    let hangs = false
    const sometimes = bucketWith((key) => (hangs ? new Promise(() => undefined) : bucket.get(key)))
    const worker = isolate(publisher.shop, { RELEASES: sometimes })
    expect((await recommended(worker)).release).toBe(first.id)
    await point(publisher.shop, 2, second.id, first.id)
    hangs = true
    expect((await recommended(worker)).release).toBe(first.id)
    hangs = false
    expect((await recommended(worker)).release).toBe(first.id)
    vi.advanceTimersByTime(25_000)
    expect((await health(worker)).release).toBe(second.id)
  })
})

describe('a channel that can no longer be read', () => {
  it.each([
    ['gone', (shop: string) => bucket.delete(channelKey(shop)), 'is gone'],
    ['broken', (shop: string) => bucket.put(channelKey(shop), 'oops'), 'is not JSON'],
  ])('%s: the last good release goes on, degraded', async (_, harm, tells) => {
    const { worker, first } = await twoReleases()
    await harm(worker.shop)
    expect(await health(worker)).toMatchObject({ status: 'degraded', release: first.id })
    expect((await health(worker)).problem).toContain(tells)
    expect((await recommended(worker)).release).toBe(first.id)
  })
})

describe('R2 that fails', () => {
  const failing = bucketWith(() => Promise.reject(new Error('internal error (10001)')))

  it('is 503 for a cold isolate and for the admin API, in our words', async () => {
    const worker = isolate(newShop(), { RELEASES: failing })
    const response = await ask(worker)
    expect(response.status).toBe(503)
    const problem = await problemOf(response)
    expect(problem.code).toBe('storage_unavailable')
    expect(problem.message).toContain('internal error (10001)')
    expect((await admin(worker, 'GET', `/channels/${worker.shop}`)).status).toBe(503)
  })

  it('is forgotten at the next try, unlike a broken release', async () => {
    const { worker, first } = await twoReleases()
    let fails = true
    const flaky = bucketWith((key) =>
      fails && key.startsWith('blobs/') ? Promise.reject(new Error('reset')) : bucket.get(key),
    )
    const cold = isolate(worker.shop, { RELEASES: flaky })
    expect((await ask(cold)).status).toBe(503)
    fails = false
    expect((await recommended(cold)).release).toBe(first.id)
  })

  it('leaves a warm isolate serving', async () => {
    const { worker: publisher, first } = await twoReleases()
    let fails = false
    const flaky = bucketWith((key) => (fails ? Promise.reject(new Error('reset')) : bucket.get(key)))
    const worker = isolate(publisher.shop, { RELEASES: flaky })
    expect((await recommended(worker)).release).toBe(first.id)
    fails = true
    expect(await health(worker)).toMatchObject({ status: 'degraded', release: first.id })
    expect((await recommended(worker)).release).toBe(first.id)
  })

  it('or never answers is given up on, and a later try may succeed', async () => {
    const { worker: publisher, first } = await twoReleases()
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
    let hangs = true
    const hanging = bucketWith((key) => (hangs ? new Promise(() => undefined) : bucket.get(key)))
    const worker = isolate(publisher.shop, { RELEASES: hanging })
    const answer = ask(worker)
    await vi.advanceTimersByTimeAsync(10_000)
    const response = await answer
    expect(response.status).toBe(503)
    expect((await problemOf(response)).message).toContain('longer than 10 s')
    hangs = false
    expect((await recommended(worker)).release).toBe(first.id)
  })
})
