/**
 * Whoever can write to R2, or to the wire, but has no key: nothing of what they change is served, and shoppers go on
 * being served by the release before.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { blobKey, channelKey, manifestKey, releaseKey, signPreview } from '../../edge-model/contract/index.ts'
import { expectProblem } from './support/expect-problem.ts'
import { admin, bucket, isolate, moveChannel, problemOf } from './support/isolate.ts'
import type { Bytes, ReleaseFiles } from './support/release-files.ts'
import { expectServed, putDocument, refusalWith, type ServedShop, servedShop } from './support/served-shop.ts'
import { testKey } from './support/test-keys.ts'

let shop: ServedShop
beforeAll(async () => {
  shop = await servedShop()
})

/** Isolates that load at the same time. */
const BATCH = 64

/** An object as R2 gives it to be read. */
const objectOf = (bytes: Bytes, etag: string) => ({
  size: bytes.length,
  etag,
  arrayBuffer: async () => bytes.buffer,
})

/** What R2 holds, to be read thousands of times without asking it again. */
async function readOnce(keys: string[]): Promise<Map<string, ReturnType<typeof objectOf>>> {
  const objects = new Map<string, ReturnType<typeof objectOf>>()
  for (const key of keys) {
    const object = await bucket.get(key)
    if (object !== null) objects.set(key, objectOf(new Uint8Array(await object.arrayBuffer()), object.etag))
  }
  return objects
}

describe.each<
  ['manifests' | 'releases', (release: ReleaseFiles) => [name: string, key: string, bytes: Bytes]]
>([
  ['manifests', ({ manifestId, signed }) => [manifestId, manifestKey(manifestId), signed.manifest]],
  ['releases', ({ id, signed }) => [id, releaseKey(id), signed.release]],
])('%s with one byte changed', { timeout: 120_000 }, (kind, of) => {
  const flip = (bytes: Bytes, at: number): Bytes => bytes.with(at, (bytes[at] ?? 0) ^ (1 << (at % 8)))

  it('are not taken, wherever it is', async () => {
    const [name, key, bytes] = of(shop.next)
    const version = (await bucket.head(key))?.version
    for (let at = 0; at < bytes.length; at++) {
      const { status } = await putDocument(shop.worker, kind, name, flip(bytes, at))
      if (status !== 422) expect({ at, status }).toEqual({ at, status: 422 })
    }
    expect((await bucket.head(key))?.version).toBe(version)
    await expectServed(shop)
  })

  it('are not loaded, wherever it is', async () => {
    const [, key, bytes] = of(shop.next)
    const stored = await readOnce([
      channelKey(shop.worker.shop),
      releaseKey(shop.next.id),
      manifestKey(shop.next.manifestId),
    ])
    /** By an isolate of its own, whose R2 holds one flipped byte. */
    const refusal = async (at: number): Promise<string> => {
      const get = async (asked: string) =>
        asked === key ? objectOf(flip(bytes, at), 'damaged') : (stored.get(asked) ?? bucket.get(asked))
      const own = isolate(shop.worker.shop, { RELEASES: { get, put: bucket.put.bind(bucket) } })
      const response = await moveChannel(own, shop.next.id, shop.etag)
      return `${response.status} ${(await problemOf(response)).message}`
    }
    for (let from = 0; from < bytes.length; from += BATCH) {
      const places = Array.from({ length: Math.min(BATCH, bytes.length - from) }, (_, i) => from + i)
      const messages = await Promise.all(places.map(refusal))
      const accepted = places.filter((_, i) => !(messages[i]?.startsWith('422') && messages[i].includes(key)))
      expect(accepted).toEqual([])
    }
    await expectServed(shop)
    // The untouched release is as good as ever: it was the change that was refused.
    const wish = {
      schemaVersion: 1,
      shop: shop.worker.shop,
      release: shop.next.id,
      expiresAt: '2126-01-01T00:00:00Z',
    } as const
    const shown = await isolate(shop.worker.shop).fetch('/recommend', {
      method: 'POST',
      body: JSON.stringify({ slot: 'for-you', items: [] }),
      headers: { 'Aisle-Preview': await signPreview(wish, await testKey()) },
    })
    expect(await shown.json()).toMatchObject({ release: shop.next.id })
  })
})

describe('a blob cut short', () => {
  const blobs = [0, 1, 2].map((n) => [n])
  const lengths = (bytes: Bytes) => [0, 1, bytes.length >> 1, bytes.length - 1]

  it.each(blobs)('%i is not taken', async (n) => {
    const blob = shop.next.blobs[n]
    if (blob === undefined) throw new Error('no such blob')
    await bucket.delete(blobKey(blob.sha256))
    for (const length of lengths(blob.bytes)) {
      const response = await admin(shop.worker, 'PUT', `/blobs/${blob.sha256}`, {
        body: blob.bytes.slice(0, length),
      })
      expect((await problemOf(response)).code).toBe(length === 0 ? 'empty_body' : 'digest_mismatch')
    }
    await expectProblem(
      await putDocument(shop.worker, 'manifests', shop.next.manifestId, shop.next.signed.manifest),
      422,
      'missing_blob',
    )
    await bucket.put(blobKey(blob.sha256), blob.bytes.slice(0, -1))
    await expectProblem(
      await putDocument(shop.worker, 'manifests', shop.next.manifestId, shop.next.signed.manifest),
      422,
      'missing_blob',
    )
    await bucket.put(blobKey(blob.sha256), blob.bytes)
  })

  it.each(blobs)('%i is not loaded', async (n) => {
    const blob = shop.next.blobs[n]
    if (blob === undefined) throw new Error('no such blob')
    for (const length of lengths(blob.bytes)) {
      const message = await refusalWith(shop, shop.next.id, blobKey(blob.sha256), blob.bytes.slice(0, length))
      expect(message).toContain(`has ${length} bytes, the manifest says ${blob.bytes.length}`)
    }
    await expectServed(shop)
  })
})
