import { afterEach, describe, expect, it, vi } from 'vitest'
import { historyAnswerSchema } from '../../edge-model/contract/index.ts'
import { runController } from '../../edge-model/controller/run.ts'
import { isolateVariables } from '../../edge-model/variables.ts'
import { alike, expectRolledBack, reasonsOf } from './support/controller-runs.ts'
import {
  admin,
  channelOf,
  environment,
  isolate,
  move,
  newShop,
  putChannel,
  store,
} from './support/isolate.ts'
import { releaseFiles } from './support/release-files.ts'
import { HOUR, STABLE, START, startRollout, TRIED, visitors } from './support/rollout.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('the controller', () => {
  it('has nothing to do without a channel, without a canary, or with one at 100 %', async () => {
    const noChannel = isolateVariables(() => START)(environment(newShop()))
    expect(await runController(noChannel)).toEqual({ did: 'nothing' })
    const rollout = await startRollout({ percent: 100 })
    expect(await rollout.run()).toEqual({ did: 'nothing' })
    await putChannel(channelOf(rollout.shop, 2, STABLE))
    expect(await rollout.run()).toEqual({ did: 'nothing' })
  })

  it('holds until a day and enough visitors have passed, then goes on, and counts anew', async () => {
    const rollout = await startRollout({ percent: 5 })
    rollout.clock.now = START + 23 * HOUR
    await rollout.visit([...visitors('stable', 1900), ...visitors('canary', 99)])
    expect(reasonsOf(await rollout.run())).toEqual(['too_early', 'too_few_visitors'])
    rollout.clock.now = START + 24 * HOUR
    await rollout.visit(visitors('canary', 100))
    expect(await rollout.run()).toMatchObject({ did: 'moved', decision: { verdict: 'advance' } })
    const { seq, stable, canary, change } = await rollout.channel()
    expect({ seq, stable }).toEqual({ seq: 2, stable: STABLE })
    expect(canary).toMatchObject({
      ...{ release: TRIED, percent: 50, startedAt: new Date(START).toISOString() },
      stepStartedAt: new Date(START + 24 * HOUR).toISOString(),
    })
    expect(change).toMatchObject({
      ...{ action: 'ramp', by: 'controller', message: 'No harm was shown at 5 %; on to 50 %.' },
      decision: { numbers: { canary: { visitors: 100, adders: 30 }, sampleRatio: { planned: 0.05 } } },
    })
    rollout.clock.now += HOUR
    await rollout.visit(visitors('canary', 1))
    expect(await rollout.run()).toMatchObject({
      did: 'held',
      decision: { numbers: { canary: { visitors: 1 } } },
    })
    expect((await rollout.channel()).seq).toBe(2)
  })

  it('counts a step that is gone back to anew', async () => {
    const rollout = await startRollout({ percent: 5 })
    await rollout.visit(visitors('canary', 3))
    const worker = isolate(rollout.shop, {}, () => rollout.clock.now)
    for (const percent of [50, 5]) {
      rollout.clock.now += HOUR
      const read = await admin(worker, 'GET', `/channels/${rollout.shop}`)
      expect((await move(worker, { action: 'ramp', percent }, read.headers.get('ETag'))).status).toBe(200)
    }
    await rollout.visit(visitors('canary', 1))
    expect(await rollout.run()).toMatchObject({
      decision: { numbers: { percent: 5, canary: { visitors: 1 } } },
    })
  })

  it('promotes what is shown to be no worse, and can serve it', async () => {
    const shop = newShop()
    const release = await releaseFiles({ shop })
    await store(release)
    const rollout = await startRollout({ release: release.id }, { shop })
    rollout.clock.now = START + 30 * HOUR
    await rollout.visit(alike(2500))
    const run = await rollout.run()
    expect([run.did, ...reasonsOf(run)]).toEqual(['moved', 'non_inferior'])
    expect(await rollout.channel()).toMatchObject({
      ...{ seq: 2, stable: release.id, previous: STABLE, canary: null },
      change: { action: 'promote', by: 'controller', decision: { verdict: 'promote' } },
    })
    expect(await rollout.run()).toEqual({ did: 'nothing' })
  })

  it('rolls back what it can not load, and says why', async () => {
    const rollout = await startRollout()
    rollout.clock.now = START + 30 * HOUR
    await rollout.visit(alike(2500))
    expect(await expectRolledBack(rollout, 'unservable')).toContain(
      `releases/${TRIED}.json is not in the bucket`,
    )
    expect(await rollout.decisions()).toHaveLength(1)
    expect(await rollout.run()).toEqual({ did: 'nothing' })
  })

  it('tries again when it can not read what it would promote', async () => {
    const shop = newShop()
    const release = await releaseFiles({ shop })
    await store(release)
    const rollout = await startRollout({ release: release.id }, { shop })
    rollout.clock.now = START + 30 * HOUR
    await rollout.visit(alike(2500))
    const { bucket } = rollout.services.source
    const read = bucket.get.bind(bucket)
    const get = vi.spyOn(bucket, 'get').mockImplementation(async (key: string) => {
      if (key.startsWith('releases/')) throw new Error('no such luck')
      return read(key)
    })
    await expect(rollout.run()).rejects.toMatchObject({ code: 'storage_unavailable' })
    expect([(await rollout.channel()).seq, await rollout.decisions()]).toEqual([1, []])
    get.mockRestore()
    expect((await rollout.run()).did).toBe('moved')
    expect((await rollout.channel()).stable).toBe(release.id)
  })
})

describe('several at once', () => {
  it('five runs move once, and each decision is written down', async () => {
    const rollout = await startRollout({ percent: 5 })
    rollout.clock.now = START + 24 * HOUR
    await rollout.visit([...visitors('stable', 1900), ...visitors('canary', 100)])
    const runs = await Promise.all(Array.from({ length: 5 }, () => rollout.run()))
    expect(runs.filter(({ did }) => did === 'moved')).toHaveLength(1)
    expect((await rollout.channel()).seq).toBe(2)
    const worker = isolate(rollout.shop, {}, () => rollout.clock.now)
    const answer = await admin(worker, 'GET', `/channels/${rollout.shop}/history`)
    const { history } = historyAnswerSchema.parse(await answer.json())
    expect(history.map(({ seq, change }) => [seq, change.action])).toEqual([
      [2, 'ramp'],
      [1, 'publish'],
    ])
    expect(await rollout.decisions()).toHaveLength(runs.filter(({ did }) => did !== 'nothing').length)
  })

  it('a person who was faster is not overruled; the next run looks anew', async () => {
    const rollout = await startRollout({ percent: 5 })
    rollout.clock.now = START + 24 * HOUR
    await rollout.visit([...visitors('stable', 1900), ...visitors('canary', 100)])
    const { bucket } = rollout.services.store
    const worker = isolate(rollout.shop, {}, () => rollout.clock.now)
    const read = await admin(worker, 'GET', `/channels/${rollout.shop}`)
    // The person's move lands while the controller copies the channel it is about to replace.
    const put = vi.spyOn(bucket, 'put').mockImplementationOnce(async (...[key, value, options]) => {
      put.mockRestore()
      await move(worker, { action: 'pause' }, read.headers.get('ETag'))
      return bucket.put(key, typeof value === 'string' ? value : '', options)
    })
    expect((await rollout.run()).did).toBe('lost')
    expect(await rollout.channel()).toMatchObject({ seq: 2, canary: { percent: 5, paused: true } })
    expect(reasonsOf(await rollout.run())).toEqual(['paused'])
  })
})
