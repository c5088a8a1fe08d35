import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import { describe, expect, it } from 'vitest'
import { publishRelease } from '../../../training/publish/publish-release.ts'
import { readTheme } from '../../../training/publish/read-theme.ts'
import { readRelease } from '../../../training/publish/release.ts'
import { signRelease } from '../../../training/publish/sign-release.ts'
import { connectWorker } from '../../../training/publish/worker-api.ts'
import { scratch } from './dataset-support.ts'
import {
  type AdminServer,
  adminServer,
  channelOf,
  type Fault,
  keyIn,
  releaseIn,
  sha256,
} from './publish-support.ts'

const NOW = Date.parse('2026-11-24T00:00:00Z')
const TOLD = { by: 'a test', message: 'to see what happens' }
const SILENT = { uploading: () => () => {}, stored: () => {}, moving: () => {} }
const { key } = await keyOf()
const theme = await readTheme(join(import.meta.dirname, '../../../theme.json'))

/** A key made for this file alone. */
async function keyOf() {
  const dir = mkdtempSync(join(tmpdir(), 'aisle-test-'))
  try {
    return await keyIn(dir)
  } finally {
    rmSync(dir, { recursive: true })
  }
}

/** Signs a release as aisle publish does. */
async function signed(dir: string) {
  const release = await readRelease(dir)
  return { release, documents: await signRelease(dir, release, { theme, key, now: NOW }) }
}

const publish = async (dir: string, { origin }: Pick<AdminServer, 'origin'>, token = 'secret') => {
  const { release, documents } = await signed(dir)
  return publishRelease(release, documents, connectWorker(origin, token), TOLD, SILENT)
}

const problem = (response: ServerResponse, status: number, message = 'Not so.'): true => {
  response.writeHead(status).end(JSON.stringify({ error: { code: 'wrong', message } }))
  return true
}
/** A fault in requests of one method to paths that start so. */
const at =
  (method: string, path: string, fault: Fault): Fault =>
  (request, response) =>
    request.method === method && (request.url ?? '').startsWith(path) && fault(request, response)

describe('publishing', () => {
  it('uploads blobs, then the manifest, then the release, then moves the channel', async () => {
    const server = await adminServer()
    const { release, documents } = await signed(releaseIn().dir)
    const sent: number[] = []
    const stored: unknown[] = []
    const published = await publishRelease(release, documents, connectWorker(server.origin, 'secret'), TOLD, {
      uploading: () => (bytes) => sent.push(bytes),
      stored: (...what) => stored.push(what),
      moving: () => stored.push('moving'),
    })
    expect(published).toMatchObject({
      moved: true,
      uploadedBytes: 200_069,
      reusedBlobs: 0,
      channel: { seq: 1, stable: documents.id, canary: null, change: { action: 'publish', ...TOLD } },
    })
    expect(server.log.map((line) => line.split('/').slice(0, 3).join('/'))).toEqual([
      'GET /admin/channels',
      ...['HEAD', 'PUT', 'HEAD', 'PUT', 'HEAD', 'PUT'].map((method) => `${method} /admin/blobs`),
      'PUT /admin/manifests',
      'PUT /admin/releases',
      'POST /admin/channels',
    ])
    expect(sent).toEqual([5, 65_536, 131_072, 196_608, 200_000, 64])
    expect(stored.slice(3)).toEqual([
      ['manifest.dsse.json', documents.manifest.length, true],
      ['release.dsse.json', documents.release.length, true],
      'moving',
    ])
    expect(stored.slice(0, 3)).toEqual([
      ['next/graph.onnx', 5, true],
      ['next/weights.bin', 200_000, true],
      ['items.json', 64, true],
    ])
  })

  it('uploads only what the Worker lacks, and has it tried beside what is served', async () => {
    const server = await adminServer()
    const first = releaseIn()
    await publish(first.dir, server)
    const second = releaseIn(scratch(), 'another graph')
    expect(await publish(second.dir, server)).toMatchObject({
      uploadedBytes: 13,
      reusedBlobs: 2,
      channel: {
        seq: 2,
        stable: (await signed(first.dir)).documents.id,
        canary: { release: (await signed(second.dir)).documents.id, percent: 5 },
      },
    })
  })

  it('does not move a channel that is there already', async () => {
    const server = await adminServer()
    const { dir } = releaseIn()
    await publish(dir, server)
    expect(await publish(dir, server)).toMatchObject({ moved: false, uploadedBytes: 0, channel: { seq: 1 } })
  })

  it('finishes where it was broken off', async () => {
    const server = await adminServer()
    const { dir, manifest } = releaseIn()
    server.fault = at('PUT', `/admin/blobs/${manifest.tables.next?.weights.sha256}`, (request) => {
      request.destroy()
      return true
    })
    await expect(publish(dir, server)).rejects.toThrow(
      /Uploading next\/weights.bin failed.*broke the connection.*again/,
    )
    expect(server.channel).toBeNull()
    server.fault = () => false
    expect(await publish(dir, server)).toMatchObject({ uploadedBytes: 200_064, channel: { seq: 1 } })
  })

  it('tells who moved the channel in the meantime, and does not move it', async () => {
    const server = await adminServer()
    await publish(releaseIn().dir, server)
    const other = 'f'.repeat(64)
    server.fault = at('PUT', '/admin/manifests', () => {
      server.move(other)
      return false
    })
    const failed = publish(releaseIn(scratch(), 'mine').dir, server)
    await expect(failed).rejects.toThrow(
      /Somebody else.*demo.*ada@desk did publish \("better shelves"\) at 2026.*seq 2, stable ffffffffffff.*again/,
    )
    expect(server.channel).toMatchObject({ seq: 2, stable: other })
  })

  it('tells of a channel that came into being in the meantime', async () => {
    const server = await adminServer()
    server.fault = at('PUT', '/admin/manifests', () => {
      server.move('f'.repeat(64))
      return false
    })
    await expect(publish(releaseIn().dir, server)).rejects.toThrow('it stands at seq 1')
  })

  it.each<[string, Fault, RegExp]>([
    [
      'a server error',
      at('PUT', '/admin/blobs', (_, r) => problem(r, 500)),
      /Uploading next\/graph.onnx failed \(500\): Not so. Nothing is lost/,
    ],
    [
      'a HEAD that fails',
      at('HEAD', '/admin', (_, r) => problem(r, 503)),
      /Looking for a blob failed \(503\): Service Unavailable/,
    ],
    [
      'a manifest refused',
      at('PUT', '/admin/manifests', (_, r) => problem(r, 422)),
      /Uploading the manifest failed \(422\): Not so/,
    ],
    [
      'a release refused',
      at('PUT', '/admin/releases', (_, r) => problem(r, 422)),
      /Uploading the release failed \(422\): Not so/,
    ],
    [
      'a release that cannot be served',
      at('POST', '/admin/channels', (_, r) => problem(r, 422, 'The graph is broken.')),
      /Moving the channel of demo failed \(422\): The graph is broken. The Worker goes on/,
    ],
    [
      'an answer of another server',
      at('GET', '/admin/channels', (_, r) => !!r.end('<html>')),
      /the answer is not the Worker's.*Check the URL/,
    ],
    [
      'a channel without ETag',
      at('GET', '/admin/channels', (_, r) => !!r.end(JSON.stringify({ channel: CHANNEL }))),
      /named no ETag/,
    ],
    [
      'a dropped connection',
      at('POST', '/admin/channels', (request) => !!request.destroy()),
      /Moving the channel of demo failed.*broke the connection/,
    ],
  ])('%s', async (_, fault, message) => {
    const server = await adminServer()
    server.fault = fault
    await expect(publish(releaseIn().dir, server)).rejects.toThrow(message)
    expect(server.channel).toBeNull()
  })

  it('does not send a release to the Worker of another shop', async () => {
    const server = await adminServer()
    server.fault = at('GET', '/admin/channels', (_, response) => problem(response, 404, 'It serves "other".'))
    await expect(publish(releaseIn().dir, server)).rejects.toThrow(
      /\(404\): It serves "other".*address of this shop/,
    )
    expect(server.log).toHaveLength(1)
  })

  it('a wrong token, and no Worker at all', async () => {
    const { dir } = releaseIn()
    await expect(publish(dir, await adminServer(), 'guess')).rejects.toThrow(
      /\(401\): It is unauthorized. Give the Worker's own token/,
    )
    await expect(publish(dir, { origin: 'http://localhost:1' })).rejects.toThrow(
      /http:\/\/localhost:1 can't be reached.*AISLE_WORKER_URL/,
    )
  })
})

const CHANNEL = channelOf(1, 'f'.repeat(64))

describe('checking a release', () => {
  it.each<[string, (dir: string) => void, RegExp]>([
    ['no directory', (dir) => rmSync(dir, { recursive: true }), /There is no release in .*aisle train/],
    ['no weights', (dir) => rmSync(join(dir, 'next/weights.bin')), /lacks .*weights.bin/],
    [
      'short weights',
      (dir) => writeFileSync(join(dir, 'next/weights.bin'), 'w'),
      /weights.bin has 1 bytes where the manifest says 200000/,
    ],
    [
      'changed items',
      (dir) => writeFileSync(join(dir, 'items.json'), ' '.repeat(64)),
      /items.json is not the file the manifest names/,
    ],
    ['no JSON', (dir) => writeFileSync(join(dir, 'manifest.json'), '{'), /manifest.json is no JSON/],
    [
      'a manifest edited',
      (dir) => edit(dir, '"slist"', '"other" '),
      /manifest.json was changed after training/,
    ],
    [
      'a manifest of another version',
      (dir) => edit(dir, '"schemaVersion":2', '"schemaVersion":3'),
      /schemaVersion 3/,
    ],
    ['a manifest that is not valid', (dir) => edit(dir, '"demo"', '"Demo!"'), /manifest is not valid: shop/],
    [
      'a manifest too large',
      (dir) => writeFileSync(join(dir, 'manifest.json'), ' '.repeat(300_000)),
      /at most 262144/,
    ],
  ])('%s', async (_, spoil, message) => {
    const { dir } = releaseIn()
    spoil(dir)
    await expect(readRelease(dir)).rejects.toThrow(message)
  })
})

it('reads a release of version 1, whose one table lies beside its manifest', async () => {
  const { dir, manifest } = releaseIn()
  const { next } = manifest.tables
  if (next === undefined) throw new Error('no table')
  const items = '["a","b"]'
  const { neighbours, session, graph, weights, onnx, quantization } = next
  const { shop, createdAt, model, popular, training } = manifest
  const old = canonicalize({
    schemaVersion: 1,
    ...{ shop, createdAt, session, onnx, popular, training, quantization },
    model: { ...model, neighbours },
    files: { graph, weights, items: { sha256: sha256(items), bytes: items.length } },
  })
  for (const name of ['graph.onnx', 'weights.bin']) renameSync(join(dir, 'next', name), join(dir, name))
  writeFileSync(join(dir, 'items.json'), items)
  writeFileSync(join(dir, 'manifest.json'), old ?? '')
  const release = await readRelease(dir)
  expect(release.files.map(({ name }) => name)).toEqual(['graph.onnx', 'weights.bin', 'items.json'])
  expect(release.manifestSha256).toBe(sha256(old ?? ''))
  expect(release.manifest).toMatchObject({ schemaVersion: 2, slots: { similar: { table: 'next' } } })
  expect(Object.keys(release.manifest.tables)).toEqual(['next'])
})

function edit(dir: string, from: string, to: string): void {
  const path = join(dir, 'manifest.json')
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to))
}
