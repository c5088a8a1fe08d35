import { describe, expect, it } from 'vitest'
import { type Digest, experimentsOf, manifestKey, weightBytes } from '../../edge-model/contract/index.ts'
import { type Held, ReleaseKeeper } from '../../edge-model/releases/keeper.ts'
import { keyRing } from '../../edge-model/releases/key-ring.ts'
import { bucket, channelOf, ledger, newShop, putChannel, store } from './support/isolate.ts'
import { releaseFiles } from './support/release-files.ts'
import { TEST_RELEASE_KEYS } from './support/test-keys.ts'
import { CANARY_SALT, canaryOf, visitorIn } from './support/visitors.ts'

const EARLY = visitorIn(CANARY_SALT, 0, 0.05)
const LATE = visitorIn(CANARY_SALT, 0.9, 1)

/** A keeper with room for two of three equal releases: stable, canary and one that a build is pinned to. */
async function tightKeeper() {
  const shop = newShop()
  const [stable, canary, pinned] = await Promise.all(
    [1, 2, 3].map((step) => releaseFiles({ shop, step, items: 30 + step, neighbours: 5 })),
  )
  if (stable === undefined || canary === undefined || pinned === undefined) throw new Error('no release')
  for (const release of [stable, canary, pinned]) await store(release)
  const channel = channelOf(shop, 1, stable.id, { canary: canaryOf(canary.id, 5), pins: { old: pinned.id } })
  await putChannel(channel)
  const clock = { now: Date.parse('2026-11-20T00:00:00Z') }
  const budget = 2 * Math.max(...[stable, canary, pinned].map(({ manifest }) => weightBytes(manifest)))
  const keeper = keeperOf(shop, () => clock.now, budget)
  await keeper.health()
  return { keeper, clock, channel, stable, canary, pinned }
}

/** What a visitor is given; nobody goes on using it. */
async function given(keeper: ReleaseKeeper, who: Parameters<ReleaseKeeper['acquire']>[0]) {
  const { release, arm, experiment, fellBack }: Held = await keeper.acquire(who)
  release.letGo()
  return { release: release.id, arm, experiment, fellBack }
}

/** Asks until a release has been loaded for it. */
const eventually = (keeper: ReleaseKeeper, who: Parameters<ReleaseKeeper['acquire']>[0], release: Digest) =>
  expect.poll(async () => (await given(keeper, who)).release, { timeout: 20_000 }).toBe(release)

describe('two releases that fit and a third', () => {
  it('serve stable and canary beside each other, each visitor with the ids of the experiments', async () => {
    const { keeper, channel, stable, canary } = await tightKeeper()
    const experiment = experimentsOf(channel)
    expect(await given(keeper, { visitorId: EARLY })).toEqual({
      release: canary.id,
      arm: 'canary',
      experiment,
      fellBack: false,
    })
    expect(await given(keeper, { visitorId: LATE })).toEqual({
      release: stable.id,
      arm: 'stable',
      experiment,
      fellBack: false,
    })
  })

  it('take turns, never faster than every half minute; the stable one stays', async () => {
    const { keeper, clock, stable, canary, pinned } = await tightKeeper()
    clock.now += 30_000
    await given(keeper, { visitorId: EARLY })
    expect(await given(keeper, { build: 'old' })).toMatchObject({ release: stable.id, fellBack: false })
    await eventually(keeper, { build: 'old' }, pinned.id)
    // The canary had to go, and may not drive out at once what took its place.
    for (let n = 0; n < 3; n++) {
      expect(await given(keeper, { visitorId: EARLY })).toMatchObject({ release: stable.id, fellBack: true })
    }
    expect((await keeper.health()).canary?.problem).toContain('no room')
    expect((await given(keeper, { build: 'old' })).release).toBe(pinned.id)
    clock.now += 30_000
    await eventually(keeper, { visitorId: EARLY }, canary.id)
    expect((await given(keeper, { visitorId: LATE })).release).toBe(stable.id)
  })

  it('give way to another canary at once', async () => {
    const { keeper, clock, channel, canary, pinned } = await tightKeeper()
    expect((await given(keeper, { visitorId: EARLY })).release).toBe(canary.id)
    await putChannel({ ...channel, seq: 2, canary: canaryOf(pinned.id, 5), pins: {} })
    clock.now += 10_000
    await keeper.health()
    expect((await given(keeper, { visitorId: EARLY })).release).toBe(pinned.id)
  })

  it('are not taken from those who are using them', async () => {
    const { keeper, clock, pinned } = await tightKeeper()
    const { release } = await keeper.acquire({ visitorId: EARLY })
    clock.now += 30_000
    await eventually(keeper, { build: 'old' }, pinned.id)
    const session = { rows: Int32Array.of(0), weights: Float32Array.of(1), newest: Float32Array.of(1) }
    const { rows } = await release.rank('next', session, new Int32Array(), 1)
    expect(rows[0]).toBe(2)
    release.letGo()
    await expect(release.rank('next', session, new Int32Array(), 1)).rejects.toThrow()
  })

  it('make room for a preview, which its engineer waits for', async () => {
    const { keeper, clock, stable, pinned } = await tightKeeper()
    clock.now += 30_000
    expect(await given(keeper, { visitorId: EARLY, preview: pinned.id })).toMatchObject({
      release: pinned.id,
      arm: 'preview',
      fellBack: false,
    })
    expect(await given(keeper, { preview: 'e'.repeat(64) })).toMatchObject({
      release: stable.id,
      arm: 'preview',
      fellBack: true,
    })
  })
})

describe('falling back', () => {
  it('is not what a fresh isolate does until its canary is here', async () => {
    const { channel, stable } = await tightKeeper()
    const cold = keeperOf(channel.shop)
    expect(await given(cold, { visitorId: EARLY })).toMatchObject({
      arm: 'canary',
      release: stable.id,
      fellBack: false,
    })
  })

  it('is what a canary that failed does to its visitors, and to nobody else', async () => {
    const { channel, stable, canary } = await tightKeeper()
    await bucket.delete(manifestKey(canary.manifestId))
    const keeper = keeperOf(channel.shop)
    await keeper.health()
    expect(await given(keeper, { visitorId: EARLY })).toMatchObject({
      arm: 'canary',
      release: stable.id,
      fellBack: true,
    })
    expect((await given(keeper, { visitorId: LATE })).fellBack).toBe(false)
  })

  it('is what a stable release that cannot be loaded does as well', async () => {
    const { keeper, clock, channel, stable } = await tightKeeper()
    await putChannel({ ...channelOf(channel.shop, 2, 'f'.repeat(64)), previous: stable.id })
    clock.now += 10_000
    await keeper.health()
    expect(await given(keeper, {})).toMatchObject({ arm: 'stable', release: stable.id, fellBack: true })
  })
})

const keeperOf = (shop: string, now: () => number = () => Date.now(), budget?: number) =>
  new ReleaseKeeper(
    { bucket, shop, keys: keyRing([TEST_RELEASE_KEYS]), now },
    { bucket, ledger, shop },
    10,
    budget,
  )
