/**
 * `aisle publish` is killed at points drawn at random, against the real Worker over HTTP: shoppers see the release before
 * or the whole new one, and the next run finishes under the same name with the blobs that are there already.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import {
  canonicalBytes,
  channelAnswerSchema,
  healthSchema,
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

/** Writes a release in which product 0 leads to product `step`, as aisle train leaves one. No two share a blob. */
async function releaseIn(step: number): Promise<string> {
  const dir = join(home, `release-${step}`)
  const { manifest, bytes } = await releaseFiles({ shop: 'demo', items: 400 + step, neighbours: 20, step })
  const files = {
    'manifest.json': canonicalBytes(manifest),
    'items.json': bytes.items,
    'next/graph.onnx': bytes.graph,
    'next/weights.bin': bytes.weights,
  }
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true })
    writeFileSync(join(dir, name), content)
  }
  return dir
}

function startPublish(dir: string, more: string[] = []): ChildProcess {
  const args = ['training/cli/main.ts', 'publish', '--release', dir, '--message', 'Kill me', ...more]
  const env = {
    PATH: process.env.PATH,
    AISLE_WORKER_URL: worker.url,
    AISLE_ADMIN_TOKEN: LOCAL_TOKENS.release,
    AISLE_SIGNING_KEY: key.file,
  }
  return spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
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

/** What a shopper is served, and what the channel says. */
async function served(): Promise<{ release: string; leadsTo: string | undefined; seq: number }> {
  const body = JSON.stringify({ slot: 'for-you', items: [productId(0)], limit: 1 })
  const asked = await fetch(`${worker.url}/recommend`, { method: 'POST', body })
  const { release, items } = recommendResponseSchema.parse(await asked.json())
  const { status } = healthSchema.parse(await (await fetch(`${worker.url}/health`)).json())
  expect(status).toBe('ok')
  const headers = { Authorization: `Bearer ${LOCAL_TOKENS.release}` }
  const read = await fetch(`${worker.url}/admin/channels/demo`, { headers })
  const { channel } = channelAnswerSchema.parse(await read.json())
  return { release, leadsTo: items[0]?.productId, seq: channel.seq }
}

/** The id that a run before this one gave the release; null where it had not come so far. */
async function namedIn(dir: string): Promise<string | null> {
  const path = join(dir, 'release.dsse.json')
  return existsSync(path) ? sha256Hex(parseEnvelope(readFileSync(path), path).payload) : null
}

it(`leaves no half release, killed at ${KILLS} random points`, async () => {
  let old = { id: (await publishWhole(await releaseIn(1))).release, step: 1, seq: 1 }
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
    const expected = now.release === old.id ? old : { id, step, seq: old.seq + 1 }
    expect(now.release).toBe(expected.id)
    expect(now.leadsTo).toBe(productId(expected.step))
    if (killed && now.release !== old.id) moved += 1

    const rerun = await publishWhole(dir)
    if (id !== null) expect(rerun.release).toBe(id)
    expect(rerun.seq).toBe(old.seq + 1)
    expect(rerun.reusedBlobs).toBeGreaterThanOrEqual(blobsSent)
    expect(await served()).toEqual({ release: rerun.release, leadsTo: productId(step), seq: rerun.seq })
    if (killed) reused += rerun.reusedBlobs
    old = { id: rerun.release, step, seq: rerun.seq }
  }
  expect(reused).toBeGreaterThan(0)
  console.info(
    `aisle publish, killed ${KILLS} times (lines printed by then: ${points.join(', ')}): ` +
      `${KILLS - moved} times the old release was served, ${moved} times the whole new one; ` +
      `the runs after found ${reused} of ${3 * KILLS} blobs there already`,
  )
}, 180_000)
