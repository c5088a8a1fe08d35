import { beforeAll, describe, expect, it } from 'vitest'
import {
  blobKey,
  canonicalBytes,
  MAX_BLOB_BYTES,
  manifestKey,
  sha256Hex,
  storedSchema,
} from '../../edge-model/contract/index.ts'
import { expectProblem } from './support/expect-problem.ts'
import { admin, bucket, type Isolate, isolate, newShop, store } from './support/isolate.ts'
import {
  type Bytes,
  jsonBytes,
  openRule,
  type ReleaseFiles,
  releaseFiles,
  signRelease,
} from './support/release-files.ts'

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
  /** Signs a manifest, whatever it holds, and sends it. */
  const put = async (manifest: unknown) => {
    const { manifestId, signed } = await signRelease(worker.shop, manifest)
    return admin(worker, 'PUT', `/manifests/${manifestId}`, { body: signed.manifest })
  }

  it('are stored once their blobs are', async () => {
    const files = await releaseFiles({ shop: worker.shop, items: 31, neighbours: 2 })
    const message = await expectProblem(await put(files.manifest), 422, 'missing_blob')
    expect(message).toContain(files.table.graph.sha256)
    expect(await bucket.head(manifestKey(files.manifestId))).toBeNull()

    await store(files)
    await bucket.delete(manifestKey(files.manifestId))
    expect((await put(files.manifest)).status).toBe(201)
    expect((await put(files.manifest)).status).toBe(200)
  })

  it('are refused where a blob has another size than they say', async () => {
    await store(release)
    const wrong = structuredClone(release.manifest)
    const { next } = wrong.tables
    if (next !== undefined) next.weights.bytes += 1
    const message = await expectProblem(await put(wrong), 422, 'missing_blob')
    expect(message).toContain(`weights of next has ${release.table.weights.bytes} bytes`)
  })

  it.each<[string, () => object, string, string]>([
    [
      'an unknown version',
      () => ({ ...release.manifest, schemaVersion: 3 }),
      'unknown_version',
      'schemaVersion 3',
    ],
    ['an unknown field', () => ({ ...release.manifest, colour: 'red' }), 'bad_manifest', 'colour'],
    ['no table', () => ({ ...release.manifest, tables: {} }), 'bad_manifest', '1 to 8 tables'],
    [
      'a slot without its table',
      () => ({ ...release.manifest, slots: { ...release.manifest.slots, cart: openRule('together') } }),
      'bad_manifest',
      'slots.cart: there is no table "together"',
    ],
    [
      'a slot missing',
      () => ({ ...release.manifest, slots: { cart: openRule() } }),
      'bad_manifest',
      'slots.similar',
    ],
    [
      'tables too large together',
      () => {
        const large = { ...release.table, weights: { ...release.table.weights, bytes: MAX_BLOB_BYTES / 2 } }
        const tables = {
          next: large,
          similar: { ...large, weights: { ...large.weights, bytes: large.weights.bytes + 1 } },
        }
        return { ...release.manifest, tables }
      },
      'bad_manifest',
      `the weights have ${MAX_BLOB_BYTES + 1} bytes together`,
    ],
    ['another shop', () => ({ ...release.manifest, shop: 'next-door' }), 'other_shop', 'of shop "next-door"'],
  ])('are refused with %s', async (_, change, code, word) => {
    const value = change()
    expect(await expectProblem(await put(value), 422, code)).toContain(word)
    expect(await bucket.head(manifestKey(await sha256Hex(canonicalBytes(value))))).toBeNull()
  })

  it('stay small', async () => {
    const path = `/manifests/${release.manifestId}`
    const large = new Uint8Array(400 * 1024)
    await expectProblem(await admin(worker, 'PUT', path, { body: large }), 413, 'body_too_large')
  })
})
