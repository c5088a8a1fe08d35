import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { statusAnswerSchema } from '../../edge-model/contract/index.ts'
import type { Run } from '../../edge-model/controller/run.ts'
import { envSchema } from '../../edge-model/env.ts'
import { shardName, shardOf } from '../../edge-model/evidence/experiments.ts'
import { alike, silence } from './support/controller-runs.ts'
import { admin, channelOf, isolate, putChannel } from './support/isolate.ts'
import { HOUR, STABLE, START, startRollout, TRIED, visitors } from './support/rollout.ts'

const { EVIDENCE } = envSchema.parse(env)

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
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
