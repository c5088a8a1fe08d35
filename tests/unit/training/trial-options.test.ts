import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DEFAULT_ROLLOUT_RULES } from '@aisle/edge-model/contract'
import { describe, expect, it } from 'vitest'
import { aisle } from './aisle-process.ts'
import { scratch } from './dataset-support.ts'
import { adminServer, channelOf, keyIn, releaseIn } from './publish-support.ts'

describe('aisle publish says how the canary is tried', { timeout: 30_000 }, () => {
  const publishTo = async ({ origin }: { origin: string }, args: string[]) => {
    const { file } = await keyIn()
    const told = ['--message', 'Why', '--key', file, '--worker', origin, '--token', 'secret']
    return aisle(['publish', '--release', releaseIn().dir, ...told, ...args])
  }
  const served = async () => {
    const server = await adminServer()
    server.channel = channelOf(1, 'a'.repeat(64))
    return server
  }

  it('by --percent', async () => {
    const server = await served()
    expect(await publishTo(server, ['--percent', '25'])).toMatchObject({ code: 0 })
    expect(server.channel?.canary).toMatchObject({ percent: 25, plan: [1, 5, 25, 50, 100] })
    for (const percent of ['10', '0', 'all']) {
      const run = await publishTo(server, ['--percent', percent])
      expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('--percent: ') })
    }
  })

  it('by --plan', async () => {
    const server = await served()
    expect(await publishTo(server, ['--plan', '50,100'])).toMatchObject({ code: 0 })
    expect(server.channel?.canary).toMatchObject({ percent: 50, plan: [50, 100] })
    for (const plan of ['50', '50,20,100', '0,100', '50;100', '50,101']) {
      const run = await publishTo(server, ['--plan', plan])
      expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('--plan: expected percentages') })
    }
  })

  it('by --rules', async () => {
    const server = await served()
    const rules = join(scratch(), 'rules.json')
    writeFileSync(rules, '{"addToCartMargin":0.2,"revenueMargin":0.4,"tuning":40000}')
    expect(await publishTo(server, ['--rules', rules])).toMatchObject({ code: 0 })
    expect(server.channel?.canary?.rules).toEqual({
      ...DEFAULT_ROLLOUT_RULES,
      ...{ addToCartMargin: 0.2, revenueMargin: 0.4, tuning: 40_000 },
    })
    for (const [text, told] of [
      ['{"addToCartMargin":2}', 'addToCartMargin'],
      ['{"margin":0.2}', 'margin'],
      ['{', 'is no JSON'],
    ] as const) {
      writeFileSync(rules, text)
      const run = await publishTo(server, ['--rules', rules])
      expect(run).toMatchObject({ code: 1, stderr: expect.stringContaining(told) })
    }
    rmSync(rules)
    expect((await publishTo(server, ['--rules', rules])).stderr).toContain('There are no rules')
  })

  it('and is told where none began', async () => {
    const server = await adminServer()
    const first = await publishTo(server, ['--plan', '50,100'])
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('No trial began') })
    const plain = await publishTo(await served(), ['--plan', '50,100'])
    expect(plain.stdout).not.toContain('No trial began')
  })
})
