/**
 * The rollout benchmark in small: a few canaries of each kind, seeded. Figures: docs/benchmarks/rollout.md.
 */
import { describe, expect, it } from 'vitest'
import { BREAKAGES, VERDICTS } from '../../bench/rollout/settings.ts'
import { peek, type Setting, simulate } from '../../bench/rollout/simulate.ts'
import { simulateMany, summarize } from '../../bench/rollout/summary.ts'

const CANARIES = 12
const settingOf = (name: string): Setting => {
  const found = [...VERDICTS, ...BREAKAGES].find((one) => one.name === name)
  if (found === undefined) throw new Error(`no setting ${name}`)
  return found.setting
}
const run = (name: string) => summarize(simulateMany(settingOf(name), CANARIES))

// Some seconds of arithmetic, more on a busy machine; nothing in it waits.
describe('simulated rollouts', { timeout: 120_000 }, () => {
  it('promote what does no harm', () => {
    expect(run('no effect').rolledBack).toBeLessThanOrEqual(1)
    expect(run('+5 % add-to-cart').rolledBack).toBeLessThanOrEqual(1)
  })

  it('roll back a loss of 10 %, each for the loss, before the deadline', () => {
    const summary = run('−10 % add-to-cart')
    expect(summary.promoted).toBe(0)
    expect(summary.slowTenthHours).toBeLessThan(28 * 24)
    expect(summary.rollbackReasons.harm_add_to_cart).toBeGreaterThanOrEqual(CANARIES - 2)
  })

  it.each(BREAKAGES.map(({ name }) => name))('roll back a canary where %s', (name) => {
    const summary = run(name)
    expect(summary.promoted).toBe(0)
    expect(summary.slowTenthHours).toBeLessThan(7 * 24)
  })

  it('decide by peeking mostly by chance', () => {
    const summary = summarize(simulateMany(settingOf('no effect'), CANARIES, peek))
    expect(summary.rollbackReasons.t_test).toBeGreaterThanOrEqual(2)
  })

  it('are the same for the same seed, and others for others', () => {
    const setting = settingOf('−10 % add-to-cart')
    expect(simulate(setting, 5)).toEqual(simulate(setting, 5))
    expect(new Set([1, 2, 3, 4, 5].map((seed) => simulate(setting, seed).hours)).size).toBeGreaterThan(1)
  })
})
