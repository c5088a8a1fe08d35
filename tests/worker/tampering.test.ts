/**
 * Whoever can write to R2, or to the wire, but has no key: nothing of what they change is served, and shoppers go on
 * being served by the release before.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import {
  blobKey,
  canonicalBytes,
  channelKey,
  MANIFEST_TYPE,
  manifestKey,
  paeOf,
  RELEASE_TYPE,
  releaseKey,
  sha256Hex,
  sign,
  signPreview,
  toBase64,
} from '../../edge-model/contract/index.ts'
import { expectProblem } from './support/expect-problem.ts'
import {
  admin,
  bucket,
  health,
  type Isolate,
  isolate,
  moveChannel,
  newShop,
  point,
  problemOf,
  publish,
  recommended,
  store,
} from './support/isolate.ts'
import { type Bytes, type ReleaseFiles, releaseFiles, signRelease } from './support/release-files.ts'
import { strangeKey, testKey } from './support/test-keys.ts'

let worker: Isolate
let etag: string
let good: ReleaseFiles
let next: ReleaseFiles
beforeAll(async () => {
  worker = isolate(newShop())
  good = await releaseFiles({ shop: worker.shop, items: 6, neighbours: 2, popular: [] })
  next = await releaseFiles({ shop: worker.shop, items: 5, neighbours: 2, popular: [] })
  etag = await publish(worker, good, null)
  await store(next)
})

const put = (kind: 'manifests' | 'releases', name: string, body: Bytes) =>
  admin(worker, 'PUT', `/${kind}/${name}`, { body })

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

/** The good release still answers, and nothing is amiss. */
async function expectServed(): Promise<void> {
  expect((await recommended(worker)).release).toBe(good.id)
  expect(await health(worker)).toMatchObject({ status: 'ok', release: good.id, seq: 1 })
}

/** Why the channel can't be moved to a release while `key` holds other bytes in R2. */
async function refusalWith(id: string, key: string, bytes: Bytes | null): Promise<string> {
  const before = await bucket.get(key)
  const kept = before === null ? null : await before.arrayBuffer()
  await (bytes === null ? bucket.delete(key) : bucket.put(key, bytes))
  const response = await moveChannel(worker, id, etag)
  await (kept === null ? bucket.delete(key) : bucket.put(key, kept))
  expect(response.status).toBe(422)
  const { code, message } = await problemOf(response)
  expect(code).toBe('release_unservable')
  return message
}

describe.each<
  ['manifests' | 'releases', (release: ReleaseFiles) => [name: string, key: string, bytes: Bytes]]
>([
  ['manifests', ({ manifestId, signed }) => [manifestId, manifestKey(manifestId), signed.manifest]],
  ['releases', ({ id, signed }) => [id, releaseKey(id), signed.release]],
])('%s with one byte changed', (kind, of) => {
  const flip = (bytes: Bytes, at: number): Bytes => bytes.with(at, (bytes[at] ?? 0) ^ (1 << (at % 8)))

  it('are not taken, wherever it is', async () => {
    const [name, key, bytes] = of(next)
    const version = (await bucket.head(key))?.version
    for (let at = 0; at < bytes.length; at++) {
      const { status } = await put(kind, name, flip(bytes, at))
      if (status !== 422) expect({ at, status }).toEqual({ at, status: 422 })
    }
    expect((await bucket.head(key))?.version).toBe(version)
    await expectServed()
  })

  it('are not loaded, wherever it is', async () => {
    const [, key, bytes] = of(next)
    const stored = await readOnce([
      channelKey(worker.shop),
      releaseKey(next.id),
      manifestKey(next.manifestId),
    ])
    /** By an isolate of its own, whose R2 holds one flipped byte. */
    const refusal = async (at: number): Promise<string> => {
      const get = async (asked: string) =>
        asked === key ? objectOf(flip(bytes, at), 'damaged') : (stored.get(asked) ?? bucket.get(asked))
      const own = isolate(worker.shop, { RELEASES: { get, put: bucket.put.bind(bucket) } })
      const response = await moveChannel(own, next.id, etag)
      return `${response.status} ${(await problemOf(response)).message}`
    }
    for (let from = 0; from < bytes.length; from += BATCH) {
      const places = Array.from({ length: Math.min(BATCH, bytes.length - from) }, (_, i) => from + i)
      const messages = await Promise.all(places.map(refusal))
      const accepted = places.filter((_, i) => !(messages[i]?.startsWith('422') && messages[i].includes(key)))
      expect(accepted).toEqual([])
    }
    await expectServed()
    // The untouched release is as good as ever: it was the change that was refused.
    const { shop } = worker
    const wish = { schemaVersion: 1, shop, release: next.id, expiresAt: '2126-01-01T00:00:00Z' } as const
    const shown = await isolate(shop).fetch('/recommend', {
      method: 'POST',
      body: JSON.stringify({ slot: 'for-you', items: [] }),
      headers: { 'Aisle-Preview': await signPreview(wish, await testKey()) },
    })
    expect(await shown.json()).toMatchObject({ release: next.id })
  })
})

describe('a blob cut short', () => {
  const blobs = [0, 1, 2].map((n) => [n])
  const lengths = (bytes: Bytes) => [0, 1, bytes.length >> 1, bytes.length - 1]

  it.each(blobs)('%i is not taken', async (n) => {
    const blob = next.blobs[n]
    if (blob === undefined) throw new Error('no such blob')
    await bucket.delete(blobKey(blob.sha256))
    for (const length of lengths(blob.bytes)) {
      const response = await admin(worker, 'PUT', `/blobs/${blob.sha256}`, {
        body: blob.bytes.slice(0, length),
      })
      expect((await problemOf(response)).code).toBe(length === 0 ? 'empty_body' : 'digest_mismatch')
    }
    await expectProblem(await put('manifests', next.manifestId, next.signed.manifest), 422, 'missing_blob')
    await bucket.put(blobKey(blob.sha256), blob.bytes.slice(0, -1))
    await expectProblem(await put('manifests', next.manifestId, next.signed.manifest), 422, 'missing_blob')
    await bucket.put(blobKey(blob.sha256), blob.bytes)
  })

  it.each(blobs)('%i is not loaded', async (n) => {
    const blob = next.blobs[n]
    if (blob === undefined) throw new Error('no such blob')
    for (const length of lengths(blob.bytes)) {
      const message = await refusalWith(next.id, blobKey(blob.sha256), blob.bytes.slice(0, length))
      expect(message).toContain(`has ${length} bytes, the manifest says ${blob.bytes.length}`)
    }
    await expectServed()
  })
})

/** An envelope around any bytes, signed by the tests' key: only a broken aisle would make one. */
async function signText(type: string, text: string): Promise<{ name: string; bytes: Bytes }> {
  const { keyid, privateKey } = await testKey()
  const payload = Uint8Array.from(new TextEncoder().encode(text))
  const ecdsa = { name: 'ECDSA', hash: 'SHA-256' }
  const sig = toBase64(new Uint8Array(await crypto.subtle.sign(ecdsa, privateKey, paeOf(type, payload))))
  const envelope = { payload: toBase64(payload), payloadType: type, signatures: [{ keyid, sig }] }
  return { name: await sha256Hex(payload), bytes: canonicalBytes(envelope) }
}

/** A release document of any shape, signed by the tests' key. */
const signValue = async (value: object): Promise<{ name: string; bytes: Bytes }> => ({
  name: await sha256Hex(canonicalBytes(value)),
  bytes: await sign(RELEASE_TYPE, value, await testKey()),
})

interface Forgery {
  name: string
  code: string
  /** What the message of a load tells. */
  tells: RegExp
  forged(): Promise<{ name: string; bytes: Bytes }>
}

const releaseText = () => new TextDecoder().decode(canonicalBytes(next.release))
const manifestText = () => new TextDecoder().decode(canonicalBytes(next.manifest))
const trick = (name: string, change: (text: string) => string): Forgery => ({
  name,
  code: 'not_canonical',
  tells: /not canonical JSON/,
  forged: () => {
    const text = change(releaseText())
    if (text === releaseText()) throw new Error('nothing was changed')
    return signText(RELEASE_TYPE, text)
  },
})

const forgeries: Forgery[] = [
  {
    name: 'signed by a strange key',
    code: 'unknown_key',
    tells: /no key of RELEASE_KEYS/,
    forged: async () => ({
      name: next.id,
      bytes: await sign(RELEASE_TYPE, next.release, await strangeKey()),
    }),
  },
  {
    name: 'signed by a strange key in the name of ours',
    code: 'bad_signature',
    tells: /does not hold/,
    forged: async () => {
      const { keyid } = await testKey()
      const bytes = await sign(RELEASE_TYPE, next.release, { ...(await strangeKey()), keyid })
      return { name: next.id, bytes }
    },
  },
  {
    name: 'that is not signed',
    code: 'unsigned',
    tells: /is not signed/,
    forged: async () => ({ name: next.id, bytes: canonicalBytes(next.release) }),
  },
  {
    name: 'that is a signed manifest',
    code: 'wrong_type',
    tells: /holds application\/vnd.aisle.manifest\+json/,
    forged: async () => ({ name: next.manifestId, bytes: next.signed.manifest }),
  },
  {
    name: 'with another under its name',
    code: 'digest_mismatch',
    tells: /do not hash to its name/,
    forged: async () => ({ name: next.id, bytes: good.signed.release }),
  },
  {
    name: 'of another shop',
    code: 'other_shop',
    tells: /of shop "other"/,
    forged: async () => {
      const { id, signed } = await signRelease('other', next.manifest)
      return { name: id, bytes: signed.release }
    },
  },
  {
    name: 'that names the manifest of another shop',
    code: 'other_shop',
    tells: /manifest is of shop "other"/,
    forged: async () => {
      const theirs = await signRelease(worker.shop, { ...next.manifest, shop: 'other' })
      await store({ ...theirs, blobs: [] })
      return { name: theirs.id, bytes: theirs.signed.release }
    },
  },
  {
    name: 'that names a manifest nobody sent',
    code: 'missing_object',
    tells: /is not in the bucket/,
    forged: async () => {
      const { id, signed } = await signRelease(worker.shop, { ...next.manifest, exploration: { share: 0.5 } })
      return { name: id, bytes: signed.release }
    },
  },
  {
    name: 'of a newer version',
    code: 'unknown_version',
    tells: /release has schemaVersion 2; this Worker reads 1/,
    forged: () => signValue({ ...next.release, schemaVersion: 2 }),
  },
  {
    name: 'whose theme has a newer version',
    code: 'bad_release',
    tells: /theme\.schemaVersion/,
    forged: () => signValue({ ...next.release, theme: { ...next.release.theme, schemaVersion: 2 } }),
  },
  trick('with a key given twice', (text) => text.replace('{', '{"createdAt":"2026-11-01T00:00:00Z",')),
  trick('with unicode escapes', (text) => text.replace('plain', '\\u0070lain')),
  trick('with -0', (text) => text.replace('"length":8', '"length":-0')),
  trick('with 1e21', (text) => text.replace('"length":8', '"length":1e21')),
  trick('with white space', (text) => `${text} `),
]

describe.each(forgeries)('a release $name', ({ code, tells, forged }) => {
  it('is not taken', async () => {
    const { name, bytes } = await forged()
    await expectProblem(await put('releases', name, bytes), 422, code)
    await expectServed()
  })

  it('is not loaded', async () => {
    const { name, bytes } = await forged()
    expect(await refusalWith(name, releaseKey(name), bytes)).toMatch(tells)
    await expectServed()
  })
})

describe('a manifest', () => {
  it.each<[string, string, RegExp, () => Promise<Bytes>]>([
    ['swapped', 'digest_mismatch', /do not hash to its name/, async () => good.signed.manifest],
    [
      'signed by a strange key',
      'unknown_key',
      /no key of RELEASE_KEYS/,
      async () => sign(MANIFEST_TYPE, next.manifest, await strangeKey()),
    ],
    [
      'that is a signed release',
      'wrong_type',
      /holds application\/vnd.aisle.release/,
      async () => next.signed.release,
    ],
    ['that is not signed', 'unsigned', /is not signed/, async () => canonicalBytes(next.manifest)],
  ])('%s is neither taken nor loaded', async (_, code, tells, forged) => {
    const bytes = await forged()
    await expectProblem(await put('manifests', next.manifestId, bytes), 422, code)
    expect(await refusalWith(next.id, manifestKey(next.manifestId), bytes)).toMatch(tells)
    await expectServed()
  })

  it.each([
    ['a key given twice', (text: string) => text.replace('{', '{"createdAt":"2026-11-01T00:00:00Z",')],
    ['unicode escapes', (text: string) => text.replace('slist', '\\u0073list')],
    ['-0', (text: string) => text.replace('"share":0', '"share":-0')],
    ['1e21', (text: string) => text.replace('"sessions":1', '"sessions":1e21')],
  ])('with %s is not taken though its signature holds', async (_, change) => {
    const text = change(manifestText())
    expect(text).not.toBe(manifestText())
    const { name, bytes } = await signText(MANIFEST_TYPE, text)
    await expectProblem(await put('manifests', name, bytes), 422, 'not_canonical')
    expect(await bucket.head(manifestKey(name))).toBeNull()
  })
})

describe('a channel moved to a forged release by a hand in R2', () => {
  it('leaves a warm isolate serving, and a cold one serves the release before', async () => {
    const own = isolate(newShop())
    const first = await releaseFiles({ shop: own.shop })
    await publish(own, first, null)
    const forged = await releaseFiles({ shop: own.shop, step: 2 })
    await store({
      ...forged,
      signed: { ...forged.signed, release: await sign(RELEASE_TYPE, forged.release, await strangeKey()) },
    })
    await point(own.shop, 2, forged.id, first.id)
    for (const shoppers of [own, isolate(own.shop)]) {
      expect((await recommended(shoppers)).release).toBe(first.id)
      const { status, problem } = await health(shoppers)
      expect(status).toBe('degraded')
      expect(problem).toContain('no key of RELEASE_KEYS')
    }
  })
})
