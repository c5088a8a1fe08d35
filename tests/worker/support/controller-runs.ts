/**
 * @module What the tests of the controller have in common: visitors of both arms, and what a run did.
 */
import { expect, vi } from 'vitest'
import type { Run } from '../../../edge-model/controller/run.ts'
import { type Rollout, STABLE, TRIED, visitors } from './rollout.ts'

export const silence = () => vi.spyOn(console, 'error').mockImplementation(() => {})
export const reasonsOf = (run: Run) =>
  run.did === 'nothing' ? [] : run.decision.reasons.map(({ code }) => code)

/** Visitors of both arms, alike. */
export const alike = (each: number) => [...visitors('stable', each), ...visitors('canary', each)]

export async function expectRolledBack(rollout: Rollout, code: string): Promise<string> {
  const run = await rollout.run()
  expect([run.did, ...reasonsOf(run)]).toEqual(['moved', code])
  const { canary, stable, seq, change } = await rollout.channel()
  expect({ canary, stable, seq }).toEqual({ canary: null, stable: STABLE, seq: 2 })
  expect(change).toMatchObject({ action: 'rollback', by: 'controller' })
  const [logged] = await rollout.decisions()
  expect(logged).toEqual({ ...change.decision, seq: 1, release: TRIED })
  return change.message
}
