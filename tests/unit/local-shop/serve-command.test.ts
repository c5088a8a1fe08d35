/**
 * @module `node local-shop/serve.ts` as a person or a script runs it.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'

const script = join(import.meta.dirname, '../../../local-shop/serve.ts')
let child: ChildProcess | undefined
afterEach(() => {
  child?.kill('SIGKILL')
})

interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

function start(args: string[]): { process: ChildProcess; ended: Promise<Ended>; firstLine: Promise<string> } {
  const process_ = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  child = process_
  let stdout = ''
  let stderr = ''
  const firstLine = new Promise<string>((resolve) => {
    process_.stdout.on('data', (chunk) => {
      stdout += chunk
      if (stdout.includes('\n')) resolve(stdout.split('\n')[0] ?? '')
    })
  })
  process_.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const ended = once(process_, 'close').then(() => ({ code: process_.exitCode, stdout, stderr }))
  return { process: process_, ended, firstLine }
}

describe('serve', { timeout: 60_000 }, () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'prints its address, serves and ends cleanly on %s',
    async (signal) => {
      const { process: served, ended, firstLine } = start(['--port', '0'])
      const url = /^Local shop: (http:\/\/localhost:\d+)$/.exec(await firstLine)?.[1] ?? ''
      expect((await fetch(url)).status).toBe(200)
      served.kill(signal)
      expect(await ended).toMatchObject({ code: 0, stdout: `Local shop: ${url}\n`, stderr: '' })
    },
  )

  it('says in one line that a port is taken', async () => {
    const taken = createServer().listen(0)
    await once(taken, 'listening')
    const address = taken.address()
    const port = typeof address === 'object' ? String(address?.port) : ''
    const { code, stdout, stderr } = await start(['--port', port]).ended
    taken.close()
    expect([code, stdout, stderr]).toEqual([
      1,
      '',
      `Port ${port} is taken: stop what listens there or pass another --port.\n`,
    ])
  })

  it.each([
    [['--port', 'many'], '--port must be a whole number from 0 to 65535, not "many".'],
    [['--port', '65536'], '--port must be a whole number'],
    [['--port', ''], '--port must be a whole number'],
    [['--prot', '1'], "Unknown option '--prot'"],
  ])('refuses %o', async (args, message) => {
    const { code, stdout, stderr } = await start(args).ended
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(message)
  })

  it('explains itself', async () => {
    const { code, stdout } = await start(['--help']).ended
    expect([code, stdout]).toEqual([0, expect.stringContaining('--port N')])
  })
})
