import { afterEach, describe, expect, it, vi } from 'vitest'
import type { StorefrontEvent } from '../../edge-model/contract/index.ts'
import { alike, expectRolledBack, reasonsOf } from './support/controller-runs.ts'
import { HOUR, START, startRollout, visitors } from './support/rollout.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
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
