import { createScheduledController } from 'cloudflare:test'
import { expect, it, vi } from 'vitest'
import worker from '../../../edge-model/worker.ts'
import { environment } from '../support/isolate.ts'
import { START, startRollout, visitors } from '../support/rollout.ts'

it('the cron trigger runs the controller of the Worker', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START })
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  const rollout = await startRollout()
  await rollout.visit([...visitors('stable', 1000), ...visitors('canary', 1000, { adds: 10 })])
  const cron = createScheduledController({ scheduledTime: new Date(START), cron: '*/5 * * * *' })
  await worker.scheduled(cron, environment(rollout.shop))
  expect((await rollout.channel()).canary).toBeNull()
  expect(log.mock.calls[0]?.[0]).toBe('Rollout: moved, rollback.')
})
