import { describe, expect, it } from 'vitest'
import { bucket as bucketAt, type Channel, type RecommendRequest } from '../../edge-model/contract/index.ts'
import {
  bucket,
  channelOf,
  health,
  type Isolate,
  isolate,
  move,
  newShop,
  putChannel,
  recommended,
  store,
} from './support/isolate.ts'
import { productId, releaseFiles } from './support/release-files.ts'
import { CANARY_SALT, canaryOf, HOLDOUT_SALT, visitorIn } from './support/visitors.ts'

const START = Date.parse('2026-11-20T00:00:00Z')
/** In the canary at 5 %, and only at 100 %. */
const EARLY = visitorIn(CANARY_SALT, 0, 0.05)
const LATE = visitorIn(CANARY_SALT, 0.9, 1)

/** A shop with two releases in R2 and a channel that names them, and a clock that all of its isolates share. */
async function shopWith(of: (stable: string, canary: string) => Partial<Channel>) {
  const clock = { now: START }
  const shop = newShop()
  const stable = await releaseFiles({ shop, step: 1 })
  const canary = await releaseFiles({ shop, step: 2 })
  await store(stable)
  await store(canary)
  await putChannel(channelOf(shop, 1, stable.id, of(stable.id, canary.id)))
  const start = (variables = {}): Isolate =>
    isolate(shop, { CHANNEL_TTL_SECONDS: '10', ...variables }, () => clock.now)
  return { shop, clock, stable, canary, start }
}

const withCanary = (percent: number) => (_: string, canary: string) => ({ canary: canaryOf(canary, percent) })
const as = (visitorId: string): Partial<RecommendRequest> => ({
  visitorId,
  consent: true,
  items: [productId(0)],
})
/** An isolate that has loaded what the channel names. */
async function warm(worker: Isolate): Promise<Isolate> {
  await health(worker)
  return worker
}
const etagOf = async (worker: Isolate) => {
  const headers = { Authorization: 'Bearer a-token-only-tests-know' }
  return (await worker.fetch(`/admin/channels/${worker.shop}`, { headers })).headers.get('ETag')
}

describe('a canary', () => {
  it('goes to the visitors of its share, in every isolate the same, and to nobody without consent', async () => {
    const { start, stable, canary } = await shopWith(withCanary(25))
    const isolates = [await warm(start()), await warm(start())]
    let inCanary = 0
    for (let n = 0; n < 60; n++) {
      const id = `someone-${n}`
      const isIn = bucketAt(CANARY_SALT, id) < 0.25
      inCanary += isIn ? 1 : 0
      for (const worker of isolates) {
        const answer = await recommended(worker, as(id))
        expect([answer.arm, answer.release]).toEqual(isIn ? ['canary', canary.id] : ['stable', stable.id])
        // The model is that of the release named.
        expect(answer.items[0]?.productId).toBe(productId(isIn ? 2 : 1))
      }
      const silent = await recommended(start(), { ...as(id), consent: false })
      expect([silent.arm, silent.release]).toEqual(['stable', stable.id])
    }
    expect(inCanary).toBeGreaterThan(0)
  })

  it('is told by /health with its share', async () => {
    const { start, stable, canary } = await shopWith(withCanary(5))
    expect(await health(start())).toMatchObject({
      status: 'ok',
      release: stable.id,
      canary: { release: canary.id, percent: 5, paused: false, problem: null },
    })
  })

  it('keeps nobody waiting: until it is here its visitors get what is stable', async () => {
    const { start, stable, canary } = await shopWith(withCanary(5))
    const cold = start()
    expect(await recommended(cold, as(EARLY))).toMatchObject({ arm: 'canary', release: stable.id })
    await warm(cold)
    expect(await recommended(cold, as(EARLY))).toMatchObject({ arm: 'canary', release: canary.id })
  })

  it('that is broken leaves its visitors with what is stable, and says so', async () => {
    const { start, stable, canary } = await shopWith(withCanary(5))
    await bucket.delete(`manifests/${canary.manifestId}.json`)
    const worker = await warm(start())
    expect(await recommended(worker, as(EARLY))).toMatchObject({ arm: 'canary', release: stable.id })
    expect(await recommended(worker, as(LATE))).toMatchObject({ arm: 'stable', release: stable.id })
    const told = await health(worker)
    expect(told).toMatchObject({ status: 'degraded', release: stable.id, problem: null })
    expect(told.canary?.problem).toContain('is not in the bucket')
  })

  it('that was broken is tried again after a while', async () => {
    const { start, clock, stable, canary } = await shopWith(withCanary(5))
    await bucket.delete(`manifests/${canary.manifestId}.json`)
    const worker = await warm(start())
    await store(canary)
    clock.now += 4 * 60_000
    await warm(worker)
    expect((await recommended(worker, as(EARLY))).release).toBe(stable.id)
    clock.now += 60_000
    await warm(worker)
    expect((await recommended(worker, as(EARLY))).release).toBe(canary.id)
    expect((await health(worker)).status).toBe('ok')
  })
})

describe('a move', () => {
  it('reaches an isolate that did not make it within the time to live', async () => {
    const { start, clock, stable, canary } = await shopWith(withCanary(5))
    const [mover, other] = [await warm(start()), await warm(start())]
    expect((await recommended(other, as(EARLY))).release).toBe(canary.id)

    const rollback = await move(mover, { action: 'rollback' }, await etagOf(mover))
    expect(await rollback.json()).toMatchObject({ moved: true, followedWithinSeconds: 10 })
    expect(await recommended(mover, as(EARLY))).toMatchObject({ arm: 'stable', release: stable.id })
    clock.now += 9_999
    expect((await recommended(other, as(EARLY))).arm).toBe('canary')
    clock.now += 1
    // The request that finds the time over is answered at once, the next ones by the channel as it is.
    await warm(other)
    expect(await recommended(other, as(EARLY))).toMatchObject({ arm: 'stable', release: stable.id })
  })

  it('up the plan keeps everyone who was in', async () => {
    const { start, canary, stable } = await shopWith(withCanary(5))
    const worker = await warm(start())
    expect((await recommended(worker, as(LATE))).release).toBe(stable.id)
    for (const percent of [25, 50, 100]) {
      await move(worker, { action: 'ramp', percent }, await etagOf(worker))
      expect((await recommended(worker, as(EARLY))).release).toBe(canary.id)
    }
    expect((await recommended(worker, as(LATE))).release).toBe(canary.id)
    await move(worker, { action: 'promote' }, await etagOf(worker))
    expect(await recommended(worker, as(LATE))).toMatchObject({ arm: 'stable', release: canary.id })
  })

  it('by an isolate that has served nobody yet leaves it ready to serve', async () => {
    const { start, stable } = await shopWith(withCanary(5))
    const cold = start()
    expect((await move(cold, { action: 'pause' }, await etagOf(cold))).status).toBe(200)
    expect((await recommended(cold, as(LATE))).release).toBe(stable.id)
  })
})

describe('holdout, pins and what comes first', () => {
  const held = visitorIn(HOLDOUT_SALT, 0, 0.2)

  it('the holdout gets no products, of whatever build and canary it were', async () => {
    const { start, stable } = await shopWith((_, canary) => ({
      canary: { ...canaryOf(canary, 100) },
      holdout: { percent: 20, salt: HOLDOUT_SALT },
      pins: { old: canary },
    }))
    const worker = await warm(start())
    expect(await recommended(worker, { ...as(held), build: 'old' })).toMatchObject({
      arm: 'holdout',
      release: stable.id,
      items: [],
    })
    expect((await recommended(worker, { ...as(held), consent: false })).arm).toBe('stable')
  })

  it('a pinned build has its release, once that is here, with consent and without', async () => {
    const { start, stable, canary } = await shopWith((_, pinned) => ({ pins: { 'build-7': pinned } }))
    const worker = await warm(start())
    expect(await recommended(worker, { build: 'build-7' })).toMatchObject({
      arm: 'pinned',
      release: stable.id,
    })
    await expect
      .poll(async () => (await recommended(worker, { build: 'build-7' })).release, { timeout: 20_000 })
      .toBe(canary.id)
    expect(await recommended(worker, { build: 'build-8' })).toMatchObject({
      arm: 'stable',
      release: stable.id,
    })
    expect((await recommended(worker, { build: 'constructor' })).arm).toBe('stable')
  })
})

describe('an old channel put back into R2', () => {
  /** A shop whose canary was rolled back, and the channel as it was before. */
  async function rolledBack() {
    const shop = await shopWith(withCanary(100))
    const worker = await warm(shop.start())
    const before = await (await bucket.get(`channels/${shop.shop}.json`))?.text()
    await move(worker, { action: 'rollback' }, await etagOf(worker))
    return { ...shop, worker, before: before ?? '' }
  }

  it('is refused by an isolate that starts cold, and shoppers have what they had', async () => {
    const { shop, start, clock, stable, worker, before } = await rolledBack()
    await bucket.put(`channels/${shop}.json`, before)
    clock.now += 10_000
    for (const one of [worker, start()]) {
      const told = await health(one)
      expect(told).toMatchObject({ status: 'degraded', seq: 2, release: stable.id, canary: null })
      expect(told.problem).toContain('holds the older seq 1')
      expect(await recommended(one, as(EARLY))).toMatchObject({ arm: 'stable', release: stable.id })
    }
  })

  it('is replaced by the next move, which goes on from the newest', async () => {
    const { shop, start, clock, canary, before } = await rolledBack()
    await bucket.put(`channels/${shop}.json`, before)
    const cold = start()
    const answer = await move(cold, { action: 'publish', release: canary.id }, await etagOf(cold))
    expect(await answer.json()).toMatchObject({ channel: { seq: 3, canary: { release: canary.id } } })
    clock.now += 10_000
    expect(await health(cold)).toMatchObject({ status: 'ok', seq: 3, problem: null })
  })

  it('with the seq of now and another content is refused as well', async () => {
    const { shop, start, stable, canary } = await rolledBack()
    await putChannel(channelOf(shop, 2, canary.id))
    const told = await health(start())
    expect(told).toMatchObject({ status: 'degraded', release: stable.id })
    expect(told.problem).toContain('another channel of seq 2')
  })

  it('taken away, leaves a cold isolate serving what was moved to last', async () => {
    const { shop, start, stable } = await rolledBack()
    await bucket.delete(`channels/${shop}.json`)
    const cold = start()
    expect(await recommended(cold)).toMatchObject({ release: stable.id })
    expect((await health(cold)).problem).toContain('is gone')
  })

  it('is followed where the Ledger cannot be reached and nothing newer is known', async () => {
    const { shop, start, clock, stable, canary, worker, before } = await rolledBack()
    const unreachable = { getByName: () => ({ record: fail, newest: fail }) }
    const blind = await warm(start({ LEDGER: unreachable }))
    expect((await recommended(blind, as(EARLY))).release).toBe(stable.id)
    await bucket.put(`channels/${shop}.json`, before)
    clock.now += 10_000
    // This one has seen seq 2 itself; that one has seen nothing and takes what R2 holds rather than nothing.
    expect(await health(blind)).toMatchObject({ status: 'degraded', seq: 2, release: stable.id })
    const cold = await warm(start({ LEDGER: unreachable }))
    expect(await recommended(cold, as(EARLY))).toMatchObject({ arm: 'canary', release: canary.id })
    expect((await health(worker)).seq).toBe(2)
  })
})

const fail = () => Promise.reject(new Error('overloaded'))
