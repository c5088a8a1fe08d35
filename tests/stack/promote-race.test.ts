/**
 * Fifty processes of `aisle promote` at the same moment, against the real Worker over HTTP: one moves the channel, all others
 * say who was faster, and the history has one entry more.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Channel,
  channelAnswerSchema,
  historyAnswerSchema,
  moveAnswerSchema,
} from '@aisle/edge-model/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type StackKey, signingKey } from '../../scripts/stack/pipeline.ts'
import { freePorts, type Service, startWorker } from '../../scripts/stack/services.ts'
import { LOCAL_TOKENS } from '../../scripts/stack/tokens.ts'
import { releaseFiles } from '../worker/support/release-files.ts'
import { writeRelease } from './support/write-release.ts'

const ROOT = join(import.meta.dirname, '../..')
const RACERS = 50

const home = mkdtempSync(join(tmpdir(), 'aisle-race-'))
let worker: Service
let key: StackKey
let gate: Server | undefined
beforeAll(async () => {
  const [port = 0, storefront = 0] = await freePorts(2)
  key = await signingKey(home)
  worker = await startWorker({ worker: port, storefront }, key, join(home, 'state'), join(home, 'logs'))
}, 60_000)
afterAll(async () => {
  gate?.closeAllConnections()
  gate?.close()
  await worker.stop()
  rmSync(home, { recursive: true, force: true })
})

interface Run {
  code: number | null
  out: string
  err: string
}

async function aisle(args: string[], url: string): Promise<Run> {
  const env = {
    PATH: process.env.PATH,
    AISLE_WORKER_URL: url,
    AISLE_ADMIN_TOKEN: LOCAL_TOKENS.release,
    AISLE_SIGNING_KEY: key.file,
  }
  const child = spawn(process.execPath, ['training/cli/main.ts', ...args], { cwd: ROOT, env })
  const run: Run = { code: null, out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (run.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (run.err += chunk.toString()))
  await new Promise<void>((resolve) =>
    child.once('close', (code) => {
      run.code = code
      resolve()
    }),
  )
  return run
}

/** Passes requests on to the Worker; moves wait until `count` of them are here, each of a process that has read the channel. */
async function startGate(count: number): Promise<string> {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  let waiting = 0
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '' } = request
    const body = Buffer.concat(await request.toArray())
    if (method === 'POST') {
      waiting += 1
      if (waiting === count) open()
      await opened
    }
    const headers = new Headers()
    for (const name of ['authorization', 'content-type', 'if-match']) {
      const value = request.headers[name]
      if (typeof value === 'string') headers.set(name, value)
    }
    const answer = await fetch(`${worker.url}${url}`, {
      method,
      headers,
      ...(method === 'POST' ? { body } : {}),
    })
    const etag = answer.headers.get('ETag')
    response.writeHead(answer.status, etag === null ? {} : { ETag: etag }).end(await answer.text())
  }
  const server = createServer(
    (request, response) => void pass(request, response).catch(() => response.destroy()),
  )
  // A connection is idle for as long as the others take to come.
  server.keepAliveTimeout = 0
  server.listen(0, 'localhost')
  gate = server
  await once(server, 'listening')
  const address = server.address()
  return `http://localhost:${typeof address === 'object' ? address?.port : ''}`
}

const headers = { Authorization: `Bearer ${LOCAL_TOKENS.release}` }
async function channel(): Promise<Channel> {
  const response = await fetch(`${worker.url}/admin/channels/demo`, { headers })
  return channelAnswerSchema.parse(await response.json()).channel
}
async function history(): Promise<Channel[]> {
  const response = await fetch(`${worker.url}/admin/channels/demo/history`, { headers })
  return historyAnswerSchema.parse(await response.json()).history
}

it(`promotes once when ${RACERS} processes promote at once`, async () => {
  for (const step of [1, 2]) {
    const files = await releaseFiles({ shop: 'demo', step })
    const dir = writeRelease(join(home, `release-${step}`), files)
    const run = await aisle(['publish', '--release', dir, '--message', `Release ${step}`], worker.url)
    expect(run).toMatchObject({ code: 0, err: '' })
  }
  const before = await channel()
  expect(before).toMatchObject({ seq: 2, canary: { percent: 5 } })

  const url = await startGate(RACERS)
  const runs = await Promise.all(
    Array.from({ length: RACERS }, (_, n) =>
      aisle(['promote', '--message', `It is fine, says ${n}`, '--by', `person-${n}`, '--json'], url),
    ),
  )
  const winners = runs.flatMap(({ code }, n) => (code === 0 ? n : []))
  expect(winners).toHaveLength(1)
  const [winner] = winners
  const after = await channel()
  expect(after).toMatchObject({
    seq: 3,
    stable: before.canary?.release,
    previous: before.stable,
    canary: null,
    change: { action: 'promote', by: `person-${winner}`, message: `It is fine, says ${winner}` },
  })
  expect(moveAnswerSchema.shape.channel.parse(JSON.parse(runs[winner ?? 0]?.out ?? '').channel)).toEqual(
    after,
  )
  for (const [n, { code, out, err }] of runs.entries()) {
    if (n === winner) continue
    expect([code, out]).toEqual([1, ''])
    // One line that names who moved it to what and when.
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(err).toContain(`person-${winner} did promote`)
    expect(err).toContain(`at ${after.change.at}`)
    expect(err).toContain(`seq 3, stable ${after.stable.slice(0, 12)}`)
  }
  expect((await history()).map(({ seq }) => seq)).toEqual([3, 2, 1])

  const told = await aisle(['history'], worker.url)
  expect(told.out).toMatch(
    /^seq {2}when \(UTC\) +who +what +why\n {2}3 {2}2026.* person-\d+ +promote stable [0-9a-f]{12}/,
  )
}, 240_000)
