/**
 * Whose releases a Worker serves, how keys are changed, and how long a release lasts.
 */
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  type Digest,
  importSigningKey,
  openEnvelope,
  RELEASE_TYPE,
  releaseAnswerSchema,
  releaseKey,
  type SigningKey,
  sign,
  storedSchema,
} from '../../edge-model/contract/index.ts'
import { keyRing } from '../../edge-model/releases/key-ring.ts'
import { expectProblem } from './support/expect-problem.ts'
import {
  admin,
  ask,
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
import { type Bytes, releaseFiles } from './support/release-files.ts'
import { strangeKey, TEST_RELEASE_KEYS, testKey } from './support/test-keys.ts'

const [oldKey, newKey] = [await testKey(), await strangeKey()]
const BOTH = `${oldKey.publicKey}, ${newKey.publicKey}`

const putRelease = (worker: Isolate, id: Digest, body: Bytes) =>
  admin(worker, 'PUT', `/releases/${id}`, { body })

async function freshKey(): Promise<SigningKey> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ])
  const { privateKey } = z.object({ privateKey: z.instanceof(CryptoKey) }).parse(pair)
  const pkcs8 = z.instanceof(ArrayBuffer).parse(await crypto.subtle.exportKey('pkcs8', privateKey))
  return importSigningKey(new Uint8Array(pkcs8))
}

/** Who signed what is stored, of the keys given. */
async function signersOf(id: Digest, ...keys: SigningKey[]): Promise<Digest[]> {
  const object = await bucket.get(releaseKey(id))
  const bytes = new Uint8Array((await object?.arrayBuffer()) ?? [])
  const known = await keyRing(keys.map(({ publicKey }) => publicKey))()
  return (await openEnvelope(bytes, RELEASE_TYPE, known)).verified
}

describe('a Worker without keys', () => {
  it.each([undefined, '', ' , '])('takes and serves nothing, %o is none', async (RELEASE_KEYS) => {
    const shop = newShop()
    const release = await releaseFiles({ shop })
    await store(release)
    await point(shop, 1, release.id)
    const worker = isolate(shop, { RELEASE_KEYS })
    const response = await ask(worker)
    expect(response.status).toBe(503)
    expect(await problemOf(response)).toMatchObject({
      code: 'no_release',
      message: expect.stringMatching(/RELEASE_KEYS names no public key.*aisle keys create/),
    })
    await expectProblem(await putRelease(worker, release.id, release.signed.release), 503, 'no_release_keys')
    await expectProblem(await moveChannel(worker, release.id, null), 503, 'no_release_keys')
  })

  it.each(['no-key', TEST_RELEASE_KEYS.slice(0, -4), `${TEST_RELEASE_KEYS},x`])(
    'is misconfigured with "%s"',
    async (RELEASE_KEYS) => {
      const message = await expectProblem(
        await ask(isolate(newShop(), { RELEASE_KEYS })),
        500,
        'misconfigured',
      )
      expect(message).toContain('aisle keys show')
    },
  )
})

describe('another key', () => {
  it('signs a release that is stored, under the same name; nothing is lost', async () => {
    const worker = isolate(newShop(), { RELEASE_KEYS: BOTH })
    const release = await releaseFiles({ shop: worker.shop })
    await publish(worker, release, null)
    const again = await sign(RELEASE_TYPE, release.release, newKey)
    const response = await putRelease(worker, release.id, again)
    expect(response.status).toBe(200)
    expect(storedSchema.parse(await response.json())).toMatchObject({ sha256: release.id, created: false })
    expect(await signersOf(release.id, oldKey, newKey)).toEqual([oldKey.keyid, newKey.keyid].toSorted())

    // Sent once more there is nothing to add.
    const version = (await bucket.head(releaseKey(release.id)))?.version
    expect((await putRelease(worker, release.id, release.signed.release)).status).toBe(200)
    expect((await bucket.head(releaseKey(release.id)))?.version).toBe(version)
  })

  it('may then be the only one known, for the manifest as well', async () => {
    const shop = newShop()
    const release = await releaseFiles({ shop })
    await publish(isolate(shop, { RELEASE_KEYS: BOTH }), release, null)
    const onlyNew = isolate(shop, { RELEASE_KEYS: newKey.publicKey })
    expect((await problemOf(await ask(onlyNew))).message).toContain('no key of RELEASE_KEYS')

    const { manifest, manifestId, release: document, id } = release
    const envelope = await sign('application/vnd.aisle.manifest+json', manifest, newKey)
    expect((await admin(onlyNew, 'PUT', `/manifests/${manifestId}`, { body: envelope })).status).toBe(200)
    expect((await putRelease(onlyNew, id, await sign(RELEASE_TYPE, document, newKey))).status).toBe(200)
    for (const RELEASE_KEYS of [newKey.publicKey, oldKey.publicKey, BOTH]) {
      expect((await recommended(isolate(shop, { RELEASE_KEYS }))).release).toBe(id)
    }
  })

  it('that the Worker does not know may not sign beside one it knows', async () => {
    const shop = newShop()
    const release = await releaseFiles({ shop })
    await publish(isolate(shop, { RELEASE_KEYS: BOTH }), release, null)
    await putRelease(
      isolate(shop, { RELEASE_KEYS: BOTH }),
      release.id,
      await sign(RELEASE_TYPE, release.release, newKey),
    )
    const both = new Uint8Array((await (await bucket.get(releaseKey(release.id)))?.arrayBuffer()) ?? [])
    const message = await expectProblem(await putRelease(isolate(shop), release.id, both), 422, 'unknown_key')
    expect(message).toContain(newKey.keyid.slice(0, 12))
  })

  it('can sign at the same moment as three more: all stay', async () => {
    const more = await Promise.all([freshKey(), freshKey(), freshKey()])
    const all = [oldKey, newKey, ...more]
    const RELEASE_KEYS = all.map(({ publicKey }) => publicKey).join(',')
    const worker = isolate(newShop(), { RELEASE_KEYS })
    const release = await releaseFiles({ shop: worker.shop })
    await publish(worker, release, null)
    const answers = await Promise.all(
      [newKey, ...more].map(async (key) =>
        putRelease(worker, release.id, await sign(RELEASE_TYPE, release.release, key)),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(await signersOf(release.id, ...all)).toEqual(all.map(({ keyid }) => keyid).toSorted())
  })

  it('can be the first to sign at the same moment as another: both stay', async () => {
    const worker = isolate(newShop(), { RELEASE_KEYS: BOTH })
    const release = await releaseFiles({ shop: worker.shop })
    await store(release)
    await bucket.delete(releaseKey(release.id))
    const again = await sign(RELEASE_TYPE, release.release, newKey)
    const sent = [again, release.signed.release]
    const answers = await Promise.all(sent.map((body) => putRelease(worker, release.id, body)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 201])
    expect(await signersOf(release.id, oldKey, newKey)).toHaveLength(2)
  })

  it.each([
    ['damaged', (bytes: Bytes) => bytes.slice(1)],
    [
      'signed wrongly',
      (bytes: Bytes) => {
        const text = new TextDecoder().decode(bytes).replace(/"sig":"[^"]*"/, `"sig":"${'A'.repeat(86)}=="`)
        return Uint8Array.from(new TextEncoder().encode(text))
      },
    ],
    ['of another document', () => Uint8Array.of(123, 125)],
  ])('is not needed to repair a stored release that is %s: it is sent again', async (_, damage) => {
    const worker = isolate(newShop())
    const release = await releaseFiles({ shop: worker.shop })
    await store(release)
    await bucket.put(releaseKey(release.id), damage(release.signed.release))
    expect((await moveChannel(worker, release.id, null)).status).toBe(422)
    expect((await putRelease(worker, release.id, release.signed.release)).status).toBe(200)
    expect((await moveChannel(worker, release.id, null)).status).toBe(200)
  })
})

describe('GET of a release', () => {
  it('tells its document and who signed it', async () => {
    const worker = isolate(newShop())
    const release = await releaseFiles({ shop: worker.shop })
    await expectProblem(await admin(worker, 'GET', `/releases/${release.id}`), 404, 'not_found')
    await store(release)
    const answer = releaseAnswerSchema.parse(
      await (await admin(worker, 'GET', `/releases/${release.id}`)).json(),
    )
    expect(answer).toEqual({ release: release.release, signedBy: [oldKey.keyid] })
  })

  it('refuses one that is damaged', async () => {
    const worker = isolate(newShop())
    const release = await releaseFiles({ shop: worker.shop })
    await bucket.put(releaseKey(release.id), release.signed.manifest)
    await expectProblem(await admin(worker, 'GET', `/releases/${release.id}`), 422, 'wrong_type')
  })
})

describe('a release that expires', () => {
  const END = Date.parse('2026-12-01T00:00:00Z')

  /** An isolate whose clock the test sets. */
  async function expiring() {
    const clock = { now: END - 1 }
    const shop = newShop()
    const open = () => isolate(shop, {}, () => clock.now)
    const release = await releaseFiles({
      shop,
      step: 2,
      release: (document) => ({ ...document, expiresAt: '2026-12-01T00:00:00Z' }),
    })
    const lasting = await releaseFiles({ shop })
    return { clock, worker: open(), open, release, lasting }
  }

  it('is neither taken nor moved to any more, and can still be read', async () => {
    const { clock, worker, release } = await expiring()
    await store(release)
    clock.now = END
    await expectProblem(await putRelease(worker, release.id, release.signed.release), 422, 'expired')
    const message = await expectProblem(
      await moveChannel(worker, release.id, null),
      422,
      'release_unservable',
    )
    expect(message).toContain('expired at 2026-12-01T00:00:00Z. Publish it again')
    expect((await admin(worker, 'GET', `/releases/${release.id}`)).status).toBe(200)
    clock.now = END - 1
    expect((await moveChannel(worker, release.id, null)).status).toBe(200)
  })

  it('is served to the last millisecond, by a warm isolate as by a cold one', async () => {
    const { clock, worker, open, release } = await expiring()
    await publish(worker, release, null)
    expect((await recommended(worker)).release).toBe(release.id)
    expect((await recommended(open())).release).toBe(release.id)
    clock.now = END
    for (const isolated of [worker, open()]) {
      expect((await problemOf(await ask(isolated))).message).toContain('expired at 2026-12-01')
      expect(await health(isolated)).toMatchObject({ status: 'empty', release: null })
    }
  })

  it('makes room for the one before it, and for the next', async () => {
    const { clock, worker, open, release, lasting } = await expiring()
    const etag = await publish(worker, lasting, null)
    const then = await publish(worker, release, etag)
    expect((await recommended(worker)).release).toBe(release.id)
    clock.now = END
    for (const isolated of [worker, open()]) {
      expect((await recommended(isolated)).release).toBe(lasting.id)
      expect(await health(isolated)).toMatchObject({ status: 'degraded', release: lasting.id, seq: 2 })
    }
    await publish(worker, lasting, then)
    expect(await health(worker)).toMatchObject({ status: 'ok', release: lasting.id, seq: 3 })
  })
})
