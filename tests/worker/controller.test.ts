import { createScheduledController, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  historyAnswerSchema,
  type StorefrontEvent,
  statusAnswerSchema,
} from '../../edge-model/contract/index.ts'
import { type Run, runController } from '../../edge-model/controller/run.ts'
import { envSchema } from '../../edge-model/env.ts'
import { shardName, shardOf } from '../../edge-model/evidence/experiments.ts'
import { isolateVariables } from '../../edge-model/variables.ts'
import worker from '../../edge-model/worker.ts'
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
import { HOUR, type Rollout, STABLE, START, startRollout, TRIED, visitors } from './support/rollout.ts'

const { EVIDENCE } = envSchema.parse(env)

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const silence = () => vi.spyOn(console, 'error').mockImplementation(() => {})
const reasonsOf = (run: Run) => (run.did === 'nothing' ? [] : run.decision.reasons.map(({ code }) => code))

/** Visitors of both arms, alike. */
const alike = (each: number) => [...visitors('stable', each), ...visitors('canary', each)]

async function expectRolledBack(rollout: Rollout, code: string): Promise<string> {
  const run = await rollout.run()
  expect([run.did, ...reasonsOf(run)]).toEqual(['moved', code])
  const { canary, stable, seq, change } = await rollout.channel()
  expect({ canary, stable, seq }).toEqual({ canary: null, stable: STABLE, seq: 2 })
  expect(change).toMatchObject({ action: 'rollback', by: 'controller' })
  const [logged] = await rollout.decisions()
  expect(logged).toEqual({ ...change.decision, seq: 1, release: TRIED })
  return change.message
}

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

describe('a canary is rolled back at once', () => {
  it('when fewer add to the cart', async () => {
    const rollout = await startRollout()
    await rollout.visit([...visitors('stable', 1000), ...visitors('canary', 1000, { adds: 10 })])
    expect(await expectRolledBack(rollout, 'harm_add_to_cart')).toContain('−66.7 %')
  })

  it('when visitors spend less', async () => {
    const rollout = await startRollout()
    await rollout.visit([...visitors('stable', 1500), ...visitors('canary', 1500, { buys: 4 })])
    await expectRolledBack(rollout, 'harm_revenue')
  })

  it('when its visitors are missing', async () => {
    const rollout = await startRollout()
    await rollout.visit([...visitors('stable', 1000), ...visitors('canary', 500)])
    expect(await expectRolledBack(rollout, 'sample_ratio_sequential')).toContain('33.33 %')
  })

  it('when they are too many as it is about to go on', async () => {
    const rollout = await startRollout({ percent: 5 })
    rollout.clock.now = START + 24 * HOUR
    await rollout.visit([...visitors('stable', 1900), ...visitors('canary', 160)])
    await expectRolledBack(rollout, 'sample_ratio_chi_square')
  })

  it('when its requests fail', async () => {
    const rollout = await startRollout()
    await rollout.visit(alike(100))
    await rollout.visit(visitors('canary', 3, { more: { failed: true } }))
    expect(await expectRolledBack(rollout, 'error_rate')).toContain('2.91 % over 103 requests')
  })

  it('when it can not be loaded, even where few come', async () => {
    const rollout = await startRollout()
    const few = visitors('canary', 10, { adds: 0, buys: 0, more: { fellBack: true } })
    for (let page = 0; page < 10; page++)
      await rollout.visit([...few, ...visitors('stable', 10, { adds: 0, buys: 0 })])
    expect(await expectRolledBack(rollout, 'fallback_rate')).toContain('100.00 % over 100 requests')
  })

  it('when shoppers wait for it', async () => {
    const rollout = await startRollout()
    const call = (milliseconds: number): StorefrontEvent => ({
      type: 'call',
      outcome: 'answered',
      milliseconds,
    })
    await rollout.visit([
      ...visitors('stable', 100, { more: { events: [call(20)] } }),
      ...visitors('canary', 98, { more: { events: [call(20)] } }),
      ...visitors('canary', 100)
        .slice(98)
        .map((visit) => ({ ...visit, events: [call(900)] })),
    ])
    await expectRolledBack(rollout, 'p99_latency')
  })

  it('when there is no evidence by the deadline', async () => {
    const rollout = await startRollout()
    await rollout.visit(alike(60))
    rollout.clock.now = START + 239 * HOUR
    expect((await rollout.run()).did).toBe('held')
    rollout.clock.now = START + 240 * HOUR
    const run = await rollout.run()
    expect(run.did).toBe('moved')
    expect(reasonsOf(run)).toContain('deadline')
    expect((await rollout.channel()).canary).toBeNull()
  })

  it('also while it is paused, when otherwise nothing happens', async () => {
    const rollout = await startRollout({ paused: true, percent: 5 })
    rollout.clock.now = START + 30 * HOUR
    await rollout.visit([...visitors('stable', 1900), ...visitors('canary', 100)])
    const run = await rollout.run()
    expect([run.did, ...reasonsOf(run)]).toEqual(['held', 'paused'])
    await rollout.visit(visitors('canary', 100, { more: { failed: true } }))
    await expectRolledBack(rollout, 'error_rate')
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

describe('what is written down', () => {
  it('is every decision with its numbers, those to hold as well, newest first', async () => {
    const rollout = await startRollout()
    const runs: Run[] = []
    for (let n = 0; n < 5; n++) {
      rollout.clock.now = START + n * 5 * 60_000
      await rollout.visit(visitors('canary', 3 * n))
      runs.push(await rollout.run())
    }
    const decisions = await rollout.decisions()
    const made = runs.map((run) =>
      run.did === 'nothing' ? null : { ...run.decision, seq: 1, release: TRIED },
    )
    expect(decisions).toEqual(made.reverse())
    expect(decisions.map(({ numbers }) => numbers.canary.visitors)).toEqual([12, 9, 6, 3, 0])
    expect(await rollout.services.store.ledger.getByName(rollout.shop).looks('another step')).toEqual([])
  })

  it('the sequential test remembers the worst of its looks', async () => {
    const rollout = await startRollout()
    await rollout.visit([...visitors('stable', 40), ...visitors('canary', 20)])
    const early = await rollout.run()
    await rollout.visit(visitors('canary', 40))
    const late = await rollout.run()
    const p = (run: Run) => (run.did === 'nothing' ? null : run.decision.numbers.sampleRatio.sequentialP)
    expect(p(early)).toBeLessThan(1)
    expect(p(late)).toBe(p(early))
  })

  it('is shown with the evidence and what would be decided now', async () => {
    const rollout = await startRollout()
    rollout.clock.now = START + HOUR
    await rollout.visit([...alike(40), ...visitors('holdout', 5), ...visitors('pinned', 7)])
    await rollout.run()
    const worker = isolate(rollout.shop, {}, () => rollout.clock.now)
    const answer = await admin(worker, 'GET', `/channels/${rollout.shop}/status`)
    const status = statusAnswerSchema.parse(await answer.json())
    expect(status).toMatchObject({
      channel: { seq: 1 },
      evidence: {
        rollout: { stable: { visitors: 40 }, canary: { visitors: 40, orders: 20 } },
        holdout: { quarter: '2026q4', served: { visitors: 87 }, holdout: { visitors: 5, adders: 5 } },
      },
      next: { verdict: 'hold' },
      decisions: [{ seq: 1, release: TRIED, verdict: 'hold' }],
    })
  })

  it('rows of a step are deleted a day after it ended', async () => {
    const rollout = await startRollout({ percent: 5 })
    await rollout.visit(visitors('canary', 1, { more: { visitorId: 'somebody' } }))
    const shard = EVIDENCE.getByName(shardName(rollout.shop, shardOf('somebody')))
    const rows = () =>
      runInDurableObject(shard, (_, { storage }) => storage.sql.exec('SELECT arm FROM visitors').toArray())
    await putChannel(
      channelOf(rollout.shop, 2, STABLE, { holdout: { percent: 0, salt: '0123456789abcdef' } }),
    )
    await rollout.run()
    rollout.clock.now += 23 * HOUR
    await rollout.run()
    expect(await rows()).toHaveLength(2)
    rollout.clock.now += HOUR
    await rollout.run()
    expect(await rows()).toEqual([{ arm: 'served' }])
  })
})

describe('while something fails', () => {
  const withoutLedger = {
    LEDGER: { getByName: () => ({ newest: fail, record: fail, appendDecision: fail, takeLook: fail }) },
  }
  async function fail() {
    throw new Error('no such luck')
  }

  it('nothing goes forward without the Ledger, but harm is rolled back', async () => {
    silence()
    const forward = await startRollout({ percent: 5 }, { variables: withoutLedger })
    forward.clock.now = START + 24 * HOUR
    await forward.visit([...visitors('stable', 1900), ...visitors('canary', 100)])
    await expect(forward.run()).rejects.toMatchObject({ code: 'ledger_unavailable' })
    expect((await forward.channel()).seq).toBe(1)

    const harmful = await startRollout({}, { variables: withoutLedger })
    await harmful.visit([...visitors('stable', 1000), ...visitors('canary', 1000, { adds: 10 })])
    expect((await harmful.run()).did).toBe('moved')
    expect(await harmful.channel()).toMatchObject({
      canary: null,
      change: { decision: { verdict: 'rollback' } },
    })
  })

  it('nothing is decided on a part of the shards', async () => {
    silence()
    let calls = 0
    const oneBroken = {
      EVIDENCE: {
        getByName: (name: string) => ({
          keepOnly: async () => {},
          read: (experiments: string[]) =>
            ++calls === 3 ? fail() : EVIDENCE.getByName(name).read(experiments),
        }),
      },
    }
    const rollout = await startRollout({}, { variables: oneBroken })
    await rollout.visit([...visitors('stable', 1000), ...visitors('canary', 1000, { adds: 10 })])
    await expect(rollout.run()).rejects.toMatchObject({ code: 'evidence_unavailable' })
    expect(await rollout.decisions()).toEqual([])
    expect((await rollout.run()).did).toBe('moved')
  })
})

describe('the cron trigger', () => {
  it('runs the controller of the Worker', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: START })
    const log = vi.spyOn(console, 'log').mockImplementation(() => {})
    const rollout = await startRollout()
    await rollout.visit([...visitors('stable', 1000), ...visitors('canary', 1000, { adds: 10 })])
    const cron = createScheduledController({ scheduledTime: new Date(START), cron: '*/5 * * * *' })
    await worker.scheduled(cron, environment(rollout.shop))
    expect((await rollout.channel()).canary).toBeNull()
    expect(log.mock.calls[0]?.[0]).toBe('Rollout: moved, rollback.')
  })
})
