/**
 * @module A release on disk, and an HTTP server that keeps the admin API's contract, to publish to and to break.
 */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import {
  type Channel,
  type Manifest,
  moveSchema,
  parseEnvelope,
  type SigningKey,
} from '@aisle/edge-model/contract'
import canonicalize from 'canonicalize'
import { onTestFinished } from 'vitest'
import { moveChannel } from '../../../edge-model/releases/move-channel.ts'
import { createSigningKey } from '../../../training/publish/signing-key.ts'
import { scratch } from './dataset-support.ts'

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const blob = (content: string) => ({ sha256: sha256(content), bytes: Buffer.byteLength(content) })

/** Writes a release; `graph` makes one release differ from another. */
export function releaseIn(
  dir = scratch(),
  graph = 'graph',
): { dir: string; manifest: Manifest; name: string } {
  const contents = {
    'next/graph.onnx': graph,
    'next/weights.bin': 'w'.repeat(200_000),
    'items.json': '{"ids":["a","b"],"families":[0,1],"repeats":[0,0],"fresh":[0,0]}',
  }
  const rule = { table: 'next', items: 50, bought: true, perFamily: 1, ownFamily: true, filled: true }
  const manifest: Manifest = {
    schemaVersion: 2,
    shop: 'demo',
    createdAt: '2026-11-23T12:00:00Z',
    model: { name: 'slist', parameters: { alpha: 0.8 }, items: 2 },
    items: blob(contents['items.json']),
    tables: {
      next: {
        neighbours: 1,
        ranks: 'all',
        session: { maxItems: 10, heads: 1, lengthBuckets: [], positionWeights: [[1, 0.5]] },
        graph: blob(contents['next/graph.onnx']),
        weights: blob(contents['next/weights.bin']),
        onnx: { opset: 18, irVersion: 9, runtime: '1.30.0', inputs: [], outputs: [] },
        quantization: { sessions: 1, top20Overlap: 1 },
      },
    },
    slots: { 'for-you': rule, 'goes-well-with': rule, similar: rule, cart: rule },
    exploration: { share: 0 },
    popular: ['a'],
    training: {
      window: null,
      sessions: 1,
      events: 2,
      dataSha256: sha256('data'),
      codeSha256: sha256('code'),
    },
  }
  const text = canonicalize(manifest) ?? ''
  mkdirSync(join(dir, 'next'), { recursive: true })
  for (const [file, content] of Object.entries({ ...contents, 'manifest.json': text })) {
    writeFileSync(join(dir, file), content)
  }
  return { dir, manifest, name: sha256(text) }
}

/** A signing key in a file of its own. */
export async function keyIn(dir = scratch()): Promise<{ file: string; key: SigningKey }> {
  const file = join(dir, 'key.pem')
  return { file, key: await createSigningKey(file) }
}

/** What a signed envelope holds, nothing verified; null where the bytes are none. */
const payloadOf = (envelope: Buffer): Uint8Array | null => {
  try {
    return parseEnvelope(envelope, 'The envelope').payload
  } catch {
    return null
  }
}

/** A channel as somebody else left it. */
export const channelOf = (seq: number, stable: string, previous: string | null = null): Channel => ({
  schemaVersion: 2,
  shop: 'demo',
  seq,
  stable,
  previous,
  canary: null,
  holdout: { percent: 1, salt: '0123456789abcdef' },
  pins: {},
  change: { action: 'publish', by: 'ada@desk', message: 'better shelves', at: '2026-11-23T12:00:00Z' },
})

/** What a fault does with a request instead of the server: true where it answered or broke the connection. */
export type Fault = (request: IncomingMessage, response: ServerResponse) => boolean

export interface AdminServer {
  origin: string
  log: string[]
  blobs: Set<string>
  channel: Channel | null
  fault: Fault
  /** Moves the channel behind the client's back. */
  move(manifest: string): void
}

export async function adminServer(): Promise<AdminServer> {
  const state: AdminServer = {
    origin: '',
    log: [],
    blobs: new Set(),
    channel: null,
    fault: () => false,
    move,
  }
  function move(manifest: string): void {
    state.channel = channelOf((state.channel?.seq ?? 0) + 1, manifest, state.channel?.stable ?? null)
  }
  const etag = () => (state.channel === null ? undefined : `"${state.channel.seq}"`)

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request
    const answer = (status: number, json: unknown = {}) =>
      response
        .writeHead(status, { ETag: etag() ?? '"none"' })
        .end(method === 'HEAD' ? '' : JSON.stringify(json))
    const problem = (status: number, code: string) =>
      answer(status, { error: { code, message: `It is ${code}.` } })
    const path = url.replace(/[0-9a-f]{52}(?=$)/, '…')
    state.log.push(`${method} ${path}`)
    if (state.fault(request, response)) return
    if (headers.authorization !== 'Bearer secret') return void problem(401, 'unauthorized')
    const body = Buffer.concat(await request.toArray())
    const name = url.split('/').at(-1) ?? ''
    if (url === '/admin/channels') return void answer(200, { shops: ['demo'] })
    if (url.startsWith('/admin/channels/')) {
      if (method === 'GET')
        return void (state.channel ? answer(200, { channel: state.channel }) : problem(404, 'no_channel'))
      const expected =
        state.channel === null ? headers['if-none-match'] === '*' : headers['if-match'] === etag()
      if (!expected) return void problem(412, 'channel_moved')
      const sent = moveSchema.parse(JSON.parse(body.toString()))
      const before = state.channel
      const now = '2026-11-24T00:00:00.000Z'
      state.channel = moveChannel(before, sent, { shop: 'demo', now, salt: '00112233445566aa' })
      const moved = state.channel !== before
      return void answer(200, { channel: state.channel, moved, followedWithinSeconds: 10 })
    }
    if (method === 'HEAD') return void answer(state.blobs.has(name) ? 200 : 404)
    if (Number(headers['content-length']) !== body.length) return void problem(411, 'length_required')
    const named = url.startsWith('/admin/blobs/') ? body : (payloadOf(body) ?? Buffer.of())
    if (sha256(named) !== name) return void problem(422, 'digest_mismatch')
    const created = !state.blobs.has(name)
    state.blobs.add(name)
    answer(created ? 201 : 200, { sha256: name, bytes: body.length, created })
  }

  const server = createServer(
    (request, response) => void handle(request, response).catch(() => response.destroy()),
  )
  server.listen(0, 'localhost')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  state.origin = `http://localhost:${typeof address === 'object' ? address?.port : ''}`
  return state
}
