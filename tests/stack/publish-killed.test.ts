/**
 * `aisle publish` is killed at points drawn at random, against the real Worker over HTTP: shoppers see what they saw
 * before or the whole new release on trial, and the next run finishes under the same name with the blobs that are there already.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  channelAnswerSchema,
  healthSchema,
  moveAnswerSchema,
  parseEnvelope,
  recommendResponseSchema,
  sha256Hex,
} from '@aisle/edge-model/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { type StackKey, signingKey } from '../../scripts/stack/pipeline.ts'
import { freePorts, type Service, startWorker } from '../../scripts/stack/services.ts'
import { LOCAL_TOKENS } from '../../scripts/stack/tokens.ts'
import { seededRandom } from '../../training/evaluate/random.ts'
import { productId, releaseFiles } from '../worker/support/release-files.ts'
import { visitorIn } from '../worker/support/visitors.ts'
import { writeRelease } from './support/write-release.ts'

const ROOT = join(import.meta.dirname, '../..')
const KILLS = 20
/** Lines a run prints: model, release, three blobs, two documents; the last one tells that it is served. */
const LINES = 8
/** Longest time from a line to the kill, milliseconds: some requests, so that a kill may also come after the move. */
const AFTER_LINE = 150
/** A run takes longer than this to say anything; kills before its first line fall into it. */
const BEFORE_FIRST_LINE = 600

const home = mkdtempSync(join(tmpdir(), 'aisle-killed-'))
const random = seededRandom(29)
let worker: Service
let key: StackKey
beforeAll(async () => {
  const [port = 0, storefront = 0] = await freePorts(2)
  key = await signingKey(home)
  worker = await startWorker({ worker: port, storefront }, key, join(home, 'state'), join(home, 'logs'))
}, 60_000)
afterAll(async () => {
  await worker.stop()
  rmSync(home, { recursive: true, force: true })
})

/** Writes a release in which product 0 leads to product `step`. No two share a blob. */
async function releaseIn(step: number): Promise<string> {
  const files = await releaseFiles({ shop: 'demo', items: 400 + step, neighbours: 20, step })
  return writeRelease(join(home, `release-${step}`), files)
}

function startPublish(dir: string, more: string[] = []): ChildProcess {
  const args = ['training/cli/main.ts', 'publish', '--release', dir, '--message', 'Kill me', ...more]
  const env = {
    PATH: process.env.PATH,
    AISLE_WORKER_URL: worker.url,
    AISLE_ADMIN_TOKEN: LOCAL_TOKENS.release,
    AISLE_SIGNING_KEY: key.file,
  }
  return spawn(process.execPath, args, {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Collects what a process prints until it has ended; `onLine` hears how many lines there are so far. */
async function follow(child: ChildProcess, onLine: (count: number) => void = () => {}) {
  let out = ''
  let err = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    out += chunk.toString()
    onLine(out.split('\n').length - 1)
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk.toString()
  })
  const signal = await new Promise<string | null>((resolve) => child.once('close', (_, by) => resolve(by)))
  return { out, err, signal }
}

/** Runs aisle publish and kills it some time after its `line`th line. */
async function publishKilled(dir: string, line: number): Promise<{ out: string; killed: boolean }> {
  const child = startPublish(dir)
  const kill = (most: number) => setTimeout(() => child.kill('SIGKILL'), Math.floor(random() * most))
  let timer = line === 0 ? kill(BEFORE_FIRST_LINE) : undefined
  const { out, signal } = await follow(child, (count) => {
    if (line > 0 && count >= line) timer ??= kill(AFTER_LINE)
  })
  clearTimeout(timer)
  return { out, killed: signal === 'SIGKILL' }
}

const resultSchema = z.object({ release: z.string(), seq: z.int(), moved: z.boolean(), reusedBlobs: z.int() })

async function publishWhole(dir: string) {
  const { out, err } = await follow(startPublish(dir, ['--json']))
  if (out === '') throw new Error(err)
  return resultSchema.parse(JSON.parse(out))
}

/** What shoppers are served, those of the canary and all others, and what the channel says. */
async function served() {
  const headers = { Authorization: `Bearer ${LOCAL_TOKENS.release}` }
  const read = await fetch(`${worker.url}/admin/channels/demo`, { headers })
  const { channel } = channelAnswerSchema.parse(await read.json())
  const { status } = healthSchema.parse(await (await fetch(`${worker.url}/health`)).json())
  expect(status).toBe('ok')
  const { canary } = channel
  return {
    seq: channel.seq,
    stable: await answered({}),
    canary:
      canary === null ? null : await answered({ visitorId: visitorIn(canary.salt, 0, 0.05), consent: true }),
  }
}

async function answered(who: object) {
  const body = JSON.stringify({ slot: 'for-you', items: [productId(0)], limit: 1, ...who })
  const asked = await fetch(`${worker.url}/recommend`, { method: 'POST', body })
  const { release, items } = recommendResponseSchema.parse(await asked.json())
  return { release, leadsTo: items[0]?.productId }
}

/** Makes the canary stable, so that the next release is tried beside it. */
async function promote(): Promise<number> {
  const path = `${worker.url}/admin/channels/demo`
  const headers = { Authorization: `Bearer ${LOCAL_TOKENS.release}` }
  const etag = (await fetch(path, { headers })).headers.get('ETag') ?? ''
  const answer = await fetch(`${path}/moves`, {
    method: 'POST',
    headers: { ...headers, 'If-Match': etag },
    body: JSON.stringify({ action: 'promote', by: 'a test', message: 'On' }),
  })
  return moveAnswerSchema.parse(await answer.json()).channel.seq
}

/** The id that a run before this one gave the release; null where it had not come so far. */
async function namedIn(dir: string): Promise<string | null> {
  const path = join(dir, 'release.dsse.json')
  return existsSync(path) ? sha256Hex(parseEnvelope(readFileSync(path), path).payload) : null
}

it(`leaves no half release, killed at ${KILLS} random points`, async () => {
  const first = await publishWhole(await releaseIn(1))
  let old = { stable: { release: first.release, leadsTo: productId(1) }, seq: first.seq }
  let reused = 0
  let moved = 0
  const points: string[] = []
  for (let n = 0; points.length < KILLS; n++) {
    const step = 2 + n
    const dir = await releaseIn(step)
    // Every line is met at least twice; how long after it the kill comes is drawn.
    const { out, killed } = await publishKilled(dir, n % LINES)
    const id = await namedIn(dir)
    const blobsSent = out.split(/^ {2}(?:items|next).*uploaded$/m).length - 1
    // A run that was faster than its kill counts for nothing.
    if (killed) points.push(String(out.split('\n').length - 1))

    const now = await served()
    const whole = { release: id, leadsTo: productId(step) }
    const isMoved = now.canary !== null
    expect(now).toEqual(isMoved ? { ...old, seq: old.seq + 1, canary: whole } : { ...old, canary: null })
    if (killed && isMoved) moved += 1

    const rerun = await publishWhole(dir)
    if (id !== null) expect(rerun.release).toBe(id)
    expect(rerun.reusedBlobs).toBeGreaterThanOrEqual(blobsSent)
    const canary = { release: rerun.release, leadsTo: productId(step) }
    expect(await served()).toEqual({ ...old, seq: old.seq + 1, canary })
    if (killed) reused += rerun.reusedBlobs
    old = { stable: canary, seq: await promote() }
  }
  expect(reused).toBeGreaterThan(0)
  console.info(
    `aisle publish, killed ${KILLS} times (lines printed by then: ${points.join(', ')}): ` +
      `${KILLS - moved} times nothing had changed, ${moved} times the whole new release was on trial; ` +
      `the runs after found ${reused} of ${3 * KILLS} blobs there already`,
  )
}, 400_000)
