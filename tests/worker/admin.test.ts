import { InferenceSession } from 'onnxruntime-web/wasm'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import {
  blobKey,
  channelAnswerSchema,
  MAX_BLOB_BYTES,
  manifestKey,
  storedSchema,
} from '../../edge-model/contract/index.ts'
import { sha256Hex } from '../../edge-model/releases/digest.ts'
import {
  admin,
  bucket,
  health,
  type Isolate,
  isolate,
  moveChannel,
  newShop,
  problemOf,
  publish,
  recommended,
  store,
} from './support/isolate.ts'
import { type Bytes, jsonBytes, type ReleaseFiles, releaseFiles } from './support/release-files.ts'

let worker: Isolate
let release: ReleaseFiles
beforeAll(async () => {
  worker = isolate(newShop())
  release = await releaseFiles({ shop: worker.shop })
})

async function newBlob(text: string): Promise<{ bytes: Bytes; sha256: string }> {
  const bytes = jsonBytes(`${text} ${crypto.randomUUID()}`)
  return { bytes, sha256: await sha256Hex(bytes) }
}

async function expectProblem(response: Response, status: number, code: string): Promise<string> {
  expect([response.status, response.clone().headers.get('Content-Type')]).toEqual([
    status,
    'application/json',
  ])
  const problem = await problemOf(response)
  expect(problem.code).toBe(code)
  return problem.message
}

describe('the token', () => {
  const paths = ['/admin/channels/demo', `/admin/blobs/${'0'.repeat(64)}`, '/admin/nowhere']

  it.each(paths)('is required at %s', async (path) => {
    const response = await worker.fetch(path)
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer')
    await expectProblem(response, 401, 'unauthorized')
  })

  it.each([
    'Bearer a-token-only-tests-knew',
    'Bearer a-token-only-tests-know-',
    'Bearer a-token-only-tests',
    'Bearer ',
    'Basic a-token-only-tests-know',
    'a-token-only-tests-know',
  ])('is not "%s"', async (header) => {
    const { bytes, sha256 } = await newBlob('refused')
    const response = await worker.fetch(`/admin/blobs/${sha256}`, {
      method: 'PUT',
      body: bytes,
      headers: { Authorization: header, 'Content-Length': String(bytes.byteLength) },
    })
    await expectProblem(response, 401, 'unauthorized')
    expect(await bucket.head(blobKey(sha256))).toBeNull()
  })

  it('opens the admin API', async () => {
    await expectProblem(await admin(worker, 'GET', '/nowhere'), 404, 'not_found')
  })

  it.each([undefined, ''])('must be set in the Worker, %s does not count', async (secret) => {
    const closed = isolate(newShop(), { ADMIN_TOKEN: secret })
    const message = await expectProblem(
      await admin(closed, 'GET', `/channels/${closed.shop}`),
      503,
      'no_admin_token',
    )
    expect(message).toContain('wrangler secret put ADMIN_TOKEN')
  })
})

describe('blobs', () => {
  it('are created once and never rewritten', async () => {
    const { bytes, sha256 } = await newBlob('once')
    const path = `/blobs/${sha256}`
    expect((await admin(worker, 'HEAD', path)).status).toBe(404)

    const first = await admin(worker, 'PUT', path, { body: bytes })
    expect(first.status).toBe(201)
    expect(storedSchema.parse(await first.json())).toEqual({ sha256, bytes: bytes.byteLength, created: true })
    const version = (await bucket.head(blobKey(sha256)))?.version

    const second = await admin(worker, 'PUT', path, { body: jsonBytes('other bytes') })
    expect(second.status).toBe(200)
    expect(storedSchema.parse(await second.json())).toEqual({
      sha256,
      bytes: bytes.byteLength,
      created: false,
    })
    expect((await bucket.head(blobKey(sha256)))?.version).toBe(version)

    const head = await admin(worker, 'HEAD', path)
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect(new Uint8Array((await (await bucket.get(blobKey(sha256)))?.arrayBuffer()) ?? [])).toEqual(bytes)
  })

  it('are created by one of many parallel writers', async () => {
    const { bytes, sha256 } = await newBlob('parallel')
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => admin(worker, 'PUT', `/blobs/${sha256}`, { body: bytes })),
    )
    const statuses = answers.map((answer) => answer.status).toSorted()
    expect(statuses).toEqual([...Array.from({ length: 9 }, () => 200), 201])
  })

  it('are refused by R2 where the bytes do not hash to the name, and nothing is stored', async () => {
    const { sha256 } = await newBlob('wanted')
    const response = await admin(worker, 'PUT', `/blobs/${sha256}`, { body: jsonBytes('sent') })
    await expectProblem(response, 422, 'digest_mismatch')
    expect(await bucket.head(blobKey(sha256))).toBeNull()
  })

  it('need a digest as name, a length, at least one byte and room in an isolate', async () => {
    const { bytes, sha256 } = await newBlob('bounds')
    const put = (path: string, headers: Record<string, string>, body?: Bytes) => {
      const auth = { Authorization: 'Bearer a-token-only-tests-know' }
      return worker.fetch(`/admin/blobs/${path}`, { method: 'PUT', headers: { ...auth, ...headers }, body })
    }
    const length = { 'Content-Length': '9' }
    await expectProblem(await put('latest', length, bytes), 400, 'bad_digest')
    await expectProblem(await put(sha256.toUpperCase().replace(/^./, 'A'), length, bytes), 400, 'bad_digest')
    await expectProblem(await put(sha256, {}, bytes), 411, 'length_required')
    await expectProblem(await put(sha256, { 'Content-Length': '0' }), 400, 'empty_body')
    await expectProblem(await put(sha256, { 'Content-Length': 'all' }, bytes), 400, 'bad_length')
    const tooLong = { 'Content-Length': String(MAX_BLOB_BYTES + 1) }
    await expectProblem(await put(sha256, tooLong, bytes), 413, 'body_too_large')
    expect(await bucket.head(blobKey(sha256))).toBeNull()
  })
})

describe('manifests', () => {
  const put = async (bytes: Bytes, name?: string) =>
    admin(worker, 'PUT', `/manifests/${name ?? (await sha256Hex(bytes))}`, { body: bytes })

  it('are stored once their blobs are', async () => {
    const shop = newShop()
    const files = await releaseFiles({ shop, items: 31, neighbours: 2 })
    const message = await expectProblem(await put(files.bytes.manifest), 422, 'missing_blob')
    expect(message).toContain(files.manifest.files.graph.sha256)
    expect(await bucket.head(manifestKey(files.id))).toBeNull()

    await store(files)
    await bucket.delete(manifestKey(files.id))
    expect((await put(files.bytes.manifest)).status).toBe(201)
    expect((await put(files.bytes.manifest)).status).toBe(200)
  })

  it('are refused where a blob has another size than they say', async () => {
    await store(release)
    const wrong = structuredClone(release.manifest)
    wrong.files.weights.bytes += 1
    const message = await expectProblem(await put(jsonBytes(wrong)), 422, 'missing_blob')
    expect(message).toContain(`weights has ${release.manifest.files.weights.bytes} bytes`)
  })

  it.each([
    [
      'an unknown version',
      () => jsonBytes({ ...release.manifest, schemaVersion: 2 }),
      'unknown_version',
      'Deploy',
    ],
    ['an unknown field', () => jsonBytes({ ...release.manifest, colour: 'red' }), 'bad_manifest', 'colour'],
    ['no JSON', () => Uint8Array.of(123, 255), 'bad_json', 'JSON'],
  ])('are refused with %s', async (_, bytesOf, code, word) => {
    const bytes = bytesOf()
    expect(await expectProblem(await put(bytes), 422, code)).toContain(word)
    expect(await bucket.head(manifestKey(await sha256Hex(bytes)))).toBeNull()
  })

  it('must hash to their name and stay small', async () => {
    await expectProblem(await put(release.bytes.manifest, 'a'.repeat(64)), 422, 'digest_mismatch')
    await expectProblem(await put(new Uint8Array(256 * 1024 + 1)), 413, 'body_too_large')
  })
})

describe('the channel', () => {
  async function twoReleases() {
    const own = isolate(newShop())
    const first = await releaseFiles({ shop: own.shop, step: 1 })
    const second = await releaseFiles({ shop: own.shop, step: 2 })
    await store(first)
    await store(second)
    return { worker: own, first, second }
  }

  const read = async (own: Isolate) => {
    const response = await admin(own, 'GET', `/channels/${own.shop}`)
    return { etag: response.headers.get('ETag') ?? '', ...channelAnswerSchema.parse(await response.json()) }
  }

  it('is created, moved and moved back, each with a greater seq', async () => {
    const { worker: own, first, second } = await twoReleases()
    await expectProblem(await admin(own, 'GET', `/channels/${own.shop}`), 404, 'no_channel')

    const created = await moveChannel(own, first.id, null)
    expect(created.status).toBe(200)
    const one = await read(own)
    expect(created.headers.get('ETag')).toBe(one.etag)
    expect(one.channel).toMatchObject({
      seq: 1,
      stable: { manifest: first.id },
      previous: null,
      shop: own.shop,
    })

    const moved = await moveChannel(own, second.id, one.etag)
    expect(channelAnswerSchema.parse(await moved.json()).channel).toMatchObject({
      seq: 2,
      stable: { manifest: second.id },
      previous: { manifest: first.id },
    })
    const back = await moveChannel(own, first.id, moved.headers.get('ETag'))
    expect(channelAnswerSchema.parse(await back.json()).channel).toMatchObject({
      seq: 3,
      stable: { manifest: first.id },
      previous: { manifest: second.id },
    })
  })

  it('keeps its way back when the stable release is named again', async () => {
    const { worker: own, first, second } = await twoReleases()
    const etag = (await moveChannel(own, first.id, null)).headers.get('ETag')
    const then = (await moveChannel(own, second.id, etag)).headers.get('ETag')
    expect((await moveChannel(own, second.id, then)).status).toBe(200)
    expect((await read(own)).channel).toMatchObject({ seq: 3, previous: { manifest: first.id } })
  })

  it('is served at once by the isolate that moved it', async () => {
    // A channel that is read once an hour: only the move itself can have told the isolate.
    const own = isolate(newShop(), { CHANNEL_TTL_SECONDS: '3600' })
    const first = await releaseFiles({ shop: own.shop, step: 1 })
    const second = await releaseFiles({ shop: own.shop, step: 2 })
    const etag = await publish(own, first, null)
    expect((await recommended(own)).release).toBe(first.id)
    await publish(own, second, etag)
    expect((await recommended(own)).release).toBe(second.id)
    expect(await health(own)).toMatchObject({ status: 'ok', release: second.id, seq: 2 })
  })

  it('moves for exactly one of twenty that saw the same state', async () => {
    const { worker: own, first, second } = await twoReleases()
    const etag = (await moveChannel(own, first.id, null)).headers.get('ETag')
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => moveChannel(own, i % 2 === 0 ? first.id : second.id, etag)),
    )
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    expect(answers.filter((answer) => answer.status === 412)).toHaveLength(19)
    const winner = answers.findIndex((answer) => answer.status === 200)
    const { channel } = await read(own)
    expect(channel).toMatchObject({ seq: 2, stable: { manifest: winner % 2 === 0 ? first.id : second.id } })
    expect((await recommended(own)).release).toBe(channel.stable.manifest)
  })

  it('is created by exactly one of twenty', async () => {
    const { worker: own, first } = await twoReleases()
    const create = vi.spyOn(InferenceSession, 'create')
    const answers = await Promise.all(Array.from({ length: 20 }, () => moveChannel(own, first.id, null)))
    // All twenty are checked by one load: memory does not grow with the callers.
    expect(create).toHaveBeenCalledTimes(1)
    create.mockRestore()
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    expect(answers.filter((answer) => answer.status === 412)).toHaveLength(19)
    expect((await read(own)).channel.seq).toBe(1)
  })

  it('says what it is to whoever comes too late', async () => {
    const { worker: own, first, second } = await twoReleases()
    const message = await expectProblem(await moveChannel(own, first.id, '"stale"'), 412, 'channel_moved')
    expect(message).toContain('If-None-Match: *')
    const etag = (await moveChannel(own, first.id, null)).headers.get('ETag') ?? ''
    const late = await expectProblem(await moveChannel(own, second.id, '"stale"'), 412, 'channel_moved')
    expect(late).toContain(`seq 1 with ETag ${etag}`)
    await expectProblem(await moveChannel(own, second.id, null), 412, 'channel_moved')
    expect((await read(own)).channel.stable.manifest).toBe(first.id)
  })

  it.each([
    [{}, 428, 'precondition_required'],
    [{ 'If-Match': '*' }, 400, 'bad_precondition'],
    [{ 'If-Match': '"a", "b"' }, 400, 'bad_precondition'],
    [{ 'If-Match': '"a"', 'If-None-Match': '*' }, 400, 'bad_precondition'],
    [{ 'If-None-Match': '"a"' }, 400, 'bad_precondition'],
  ])('needs one clear condition, not %o', async (headers: Record<string, string>, status, code) => {
    const { worker: own, first } = await twoReleases()
    const body = jsonBytes({ manifest: first.id })
    await expectProblem(await admin(own, 'PUT', `/channels/${own.shop}`, { headers, body }), status, code)
    await expectProblem(await admin(own, 'GET', `/channels/${own.shop}`), 404, 'no_channel')
  })

  it.each([
    ['no JSON', '{'],
    ['no digest', '{"manifest":"latest"}'],
    ['more than asked', `{"manifest":"${'a'.repeat(64)}","percent":5}`],
  ])('refuses a body with %s', async (_, text) => {
    const headers = { 'If-None-Match': '*' }
    const body = Uint8Array.from(new TextEncoder().encode(text))
    expect((await admin(worker, 'PUT', `/channels/${worker.shop}`, { headers, body })).status).toBe(400)
  })

  it('of another shop is not here', async () => {
    await expectProblem(await admin(worker, 'GET', '/channels/elsewhere'), 404, 'unknown_shop')
  })

  it('that is broken in R2 is told as such', async () => {
    const own = isolate(newShop())
    await bucket.put(`channels/${own.shop}.json`, '{"seq":')
    const message = await expectProblem(await admin(own, 'GET', `/channels/${own.shop}`), 409, 'bad_channel')
    expect(message).toContain('Delete the object')
  })
})
