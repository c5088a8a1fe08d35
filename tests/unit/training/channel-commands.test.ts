import { hostname, userInfo } from 'node:os'
import { describe, expect, it } from 'vitest'
import { moveChannel } from '../../../edge-model/releases/move-channel.ts'
import { describeMove } from '../../../training/cli/describe-channel.ts'
import { renderStatus } from '../../../training/cli/status-tables.ts'
import { aisle } from './aisle-process.ts'
import { adminServer, channelOf } from './publish-support.ts'

const STABLE = 'a'.repeat(64)
const CANARY = 'b'.repeat(64)
const at = { shop: 'demo', now: '2026-11-24T00:00:00.000Z', salt: '00112233445566aa' }
const told = { by: 'ada', message: 'why' }
const tried = moveChannel(channelOf(1, STABLE), { action: 'publish', ...told, release: CANARY }, at)

describe('a move by hand', () => {
  const env = (origin: string) => ({ AISLE_WORKER_URL: origin, AISLE_ADMIN_TOKEN: 'secret' })

  it('says what it did and who follows when', async () => {
    const server = await adminServer()
    server.channel = tried
    const run = await aisle(['ramp', '--percent', '25', '--message', 'Looks good'], env(server.origin))
    expect(run).toEqual({
      code: 0,
      stderr: '',
      stdout:
        'demo, seq 3: canary bbbbbbbbbbbb at 25 %\nEvery isolate follows within 10 s of its next request.\n',
    })
    const by = `${userInfo().username}@${hostname()}`.slice(0, 100)
    expect(server.channel?.change).toMatchObject({ action: 'ramp', by, message: 'Looks good' })
  })

  it('is by whom AISLE_BY or --by names', async () => {
    const server = await adminServer()
    server.channel = tried
    const named = { ...env(server.origin), AISLE_BY: 'pipeline' }
    await aisle(['pause', '--message', 'Wait'], named)
    expect(server.channel?.change.by).toBe('pipeline')
    await aisle(['resume', '--message', 'Go on', '--by', 'ada'], named)
    expect(server.channel?.change.by).toBe('ada')
  })

  it('without a channel is told what makes one', async () => {
    const server = await adminServer()
    const run = await aisle(['rollback', '--message', 'Stop'], env(server.origin))
    expect(run).toMatchObject({ code: 1, stdout: '' })
    expect(run.stderr).toContain('aisle publish makes the first')
  })

  it('needs to say why', async () => {
    expect(await aisle(['promote'])).toMatchObject({ code: 2, stdout: '' })
    const blank = await aisle(['promote', '--message', ' ', '--worker', 'http://localhost:1', '--token', 't'])
    expect(blank.code).toBe(2)
  })
})

describe('a move in words', () => {
  it.each([
    [{ action: 'promote' } as const, 'stable bbbbbbbbbbbb'],
    [{ action: 'rollback' } as const, 'canary bbbbbbbbbbbb dropped'],
    [{ action: 'pause' } as const, 'canary bbbbbbbbbbbb at 5 %'],
    [{ action: 'ramp', percent: 50 } as const, 'canary bbbbbbbbbbbb at 50 %'],
    [{ action: 'pin', build: 'b7' } as const, 'b7 on aaaaaaaaaaaa'],
    [{ action: 'holdout', percent: 3 } as const, 'holdout 3 %'],
  ])('%o: %s', (move, words) => {
    expect(describeMove(moveChannel(tried, { ...move, ...told }, at), tried)).toBe(words)
  })

  it('tells of a rollback that had no canary where it led', () => {
    const promoted = moveChannel(tried, { action: 'promote', ...told }, at)
    const back = moveChannel(promoted, { action: 'rollback', ...told }, at)
    expect(describeMove(back, promoted)).toBe('stable aaaaaaaaaaaa')
  })
})

describe('the status', () => {
  const counts = (visitors: number, adders: number) => ({
    ...{ visitors, adders, orders: 0, buyers: 0, requests: visitors * 3, errors: 0, fallbacks: 0 },
    latency: Array.from({ length: 23 }, () => 0),
    ...{ revenue: String(visitors * 250), revenueSquares: '0' },
  })

  it('without evidence tells the channel', () => {
    const told = renderStatus({ channel: tried, decisions: [] }, Date.parse('2026-11-24T06:00:00Z'))
    expect(told.split('\n')).toEqual([
      'demo, seq 2, since 2026-11-24 00:00:00 UTC: ada did publish ("why")',
      `stable   ${STABLE}`,
      `canary   ${CANARY}`,
      '         step 2 of 5: 5 % of the visitors for 6.0 h, then 25 %; begun 6.0 h ago',
      'holdout  1 % of the visitors',
    ])
  })

  it('with evidence tells the arms beside each other', () => {
    const evidence = {
      rollout: { stable: counts(19_000, 950), canary: counts(1000, 0) },
      holdout: { holdout: counts(0, 0), served: counts(20_000, 950) },
    }
    const told = renderStatus({ channel: tried, evidence, next: null, decisions: [] }, Date.now())
    expect(told).toMatch(
      /This step +stable +canary\nvisitors +19,000 +1,000\nadded from a shelf +5\.00 % +0\.00 %/,
    )
    expect(told).toMatch(/revenue a visitor +2\.50 +2\.50/)
    expect(told).toMatch(
      /What recommendations are worth +without +with\nvisitors +0 +20,000\nadded from a shelf +– +4\.75 %/,
    )
  })
})
