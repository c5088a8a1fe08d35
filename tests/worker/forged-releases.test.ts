/**
 * Documents that nobody should have signed, or that say what a signer should not: each is refused with its own code, by
 * the admin API and by a load, and shoppers go on being served by the release before.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import {
  canonicalBytes,
  MANIFEST_TYPE,
  manifestKey,
  paeOf,
  RELEASE_TYPE,
  releaseKey,
  sha256Hex,
  sign,
  toBase64,
} from '../../edge-model/contract/index.ts'
import { expectProblem } from './support/expect-problem.ts'
import { bucket, health, isolate, newShop, point, publish, recommended, store } from './support/isolate.ts'
import { type Bytes, releaseFiles, signRelease } from './support/release-files.ts'
import { expectServed, putDocument, refusalWith, type ServedShop, servedShop } from './support/served-shop.ts'
import { strangeKey, testKey } from './support/test-keys.ts'

let shop: ServedShop
beforeAll(async () => {
  shop = await servedShop()
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

const releaseText = () => new TextDecoder().decode(canonicalBytes(shop.next.release))
const manifestText = () => new TextDecoder().decode(canonicalBytes(shop.next.manifest))
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
      name: shop.next.id,
      bytes: await sign(RELEASE_TYPE, shop.next.release, await strangeKey()),
    }),
  },
  {
    name: 'signed by a strange key in the name of ours',
    code: 'bad_signature',
    tells: /does not hold/,
    forged: async () => {
      const { keyid } = await testKey()
      const bytes = await sign(RELEASE_TYPE, shop.next.release, { ...(await strangeKey()), keyid })
      return { name: shop.next.id, bytes }
    },
  },
  {
    name: 'that is not signed',
    code: 'unsigned',
    tells: /is not signed/,
    forged: async () => ({ name: shop.next.id, bytes: canonicalBytes(shop.next.release) }),
  },
  {
    name: 'that is a signed manifest',
    code: 'wrong_type',
    tells: /holds application\/vnd.aisle.manifest\+json/,
    forged: async () => ({ name: shop.next.manifestId, bytes: shop.next.signed.manifest }),
  },
  {
    name: 'with another under its name',
    code: 'digest_mismatch',
    tells: /do not hash to its name/,
    forged: async () => ({ name: shop.next.id, bytes: shop.good.signed.release }),
  },
  {
    name: 'of another shop',
    code: 'other_shop',
    tells: /of shop "other"/,
    forged: async () => {
      const { id, signed } = await signRelease('other', shop.next.manifest)
      return { name: id, bytes: signed.release }
    },
  },
  {
    name: 'that names the manifest of another shop',
    code: 'other_shop',
    tells: /manifest is of shop "other"/,
    forged: async () => {
      const theirs = await signRelease(shop.worker.shop, { ...shop.next.manifest, shop: 'other' })
      await store({ ...theirs, blobs: [] })
      return { name: theirs.id, bytes: theirs.signed.release }
    },
  },
  {
    name: 'that names a manifest nobody sent',
    code: 'missing_object',
    tells: /is not in the bucket/,
    forged: async () => {
      const { id, signed } = await signRelease(shop.worker.shop, {
        ...shop.next.manifest,
        exploration: { share: 0.5 },
      })
      return { name: id, bytes: signed.release }
    },
  },
  {
    name: 'of a newer version',
    code: 'unknown_version',
    tells: /release has schemaVersion 2; this Worker reads 1/,
    forged: () => signValue({ ...shop.next.release, schemaVersion: 2 }),
  },
  {
    name: 'whose theme has a newer version',
    code: 'bad_release',
    tells: /theme\.schemaVersion/,
    forged: () =>
      signValue({ ...shop.next.release, theme: { ...shop.next.release.theme, schemaVersion: 2 } }),
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
    await expectProblem(await putDocument(shop.worker, 'releases', name, bytes), 422, code)
    await expectServed(shop)
  })

  it('is not loaded', async () => {
    const { name, bytes } = await forged()
    expect(await refusalWith(shop, name, releaseKey(name), bytes)).toMatch(tells)
    await expectServed(shop)
  })
})

describe('a manifest', () => {
  it.each<[string, string, RegExp, () => Promise<Bytes>]>([
    ['swapped', 'digest_mismatch', /do not hash to its name/, async () => shop.good.signed.manifest],
    [
      'signed by a strange key',
      'unknown_key',
      /no key of RELEASE_KEYS/,
      async () => sign(MANIFEST_TYPE, shop.next.manifest, await strangeKey()),
    ],
    [
      'that is a signed release',
      'wrong_type',
      /holds application\/vnd.aisle.release/,
      async () => shop.next.signed.release,
    ],
    ['that is not signed', 'unsigned', /is not signed/, async () => canonicalBytes(shop.next.manifest)],
  ])('%s is neither taken nor loaded', async (_, code, tells, forged) => {
    const bytes = await forged()
    await expectProblem(await putDocument(shop.worker, 'manifests', shop.next.manifestId, bytes), 422, code)
    expect(await refusalWith(shop, shop.next.id, manifestKey(shop.next.manifestId), bytes)).toMatch(tells)
    await expectServed(shop)
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
    await expectProblem(await putDocument(shop.worker, 'manifests', name, bytes), 422, 'not_canonical')
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
