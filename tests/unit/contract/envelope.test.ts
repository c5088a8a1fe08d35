import { X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  canonicalBytes,
  fromBase64,
  holds,
  importSigningKey,
  importVerifyingKeys,
  mergeSignatures,
  openEnvelope,
  paeOf,
  parseEnvelope,
  type SigningKey,
  sha256Hex,
  sign,
  toBase64,
} from '../../../edge-model/contract/index.ts'

const SHARED = join(import.meta.dirname, '../../../../shared/vectors')
const present = existsSync(SHARED)
if (!present) console.warn(`Left out: the vectors of DSSE and OMS, there is no ${SHARED}.`)

const TYPE = 'application/vnd.test+json'
const [key, other] = await Promise.all([newKey(), newKey()])
const keys = await importVerifyingKeys([key.publicKey])
const both = await importVerifyingKeys([key.publicKey, other.publicKey])

async function newKey(): Promise<SigningKey> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const { privateKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  return importSigningKey(new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey)))
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const bytesOf = (text: string) => Uint8Array.from(new TextEncoder().encode(text))

/** An envelope around any payload, signed as it is: what a careless signer could make. */
async function signBytes(payload: Uint8Array<ArrayBuffer>, type = TYPE): Promise<Uint8Array<ArrayBuffer>> {
  const ecdsa = { name: 'ECDSA', hash: 'SHA-256' }
  const sig = new Uint8Array(await crypto.subtle.sign(ecdsa, key.privateKey, paeOf(type, payload)))
  const signatures = [{ keyid: key.keyid, sig: toBase64(sig) }]
  return canonicalBytes({ payload: toBase64(payload), payloadType: type, signatures })
}

/** An envelope with some fields replaced. */
async function changed(change: object): Promise<Uint8Array<ArrayBuffer>> {
  const envelope: object = JSON.parse(textOf(await sign(TYPE, { a: 1 }, key)))
  return canonicalBytes({ ...envelope, ...change })
}

const codeOf = (bytes: Uint8Array, type = TYPE, known = keys): Promise<string> =>
  openEnvelope(bytes, type, known).then(
    () => 'opened',
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
  )

describe.runIf(present)('the vector of DSSE', () => {
  const type = 'http://example.com/HelloWorld'
  const payload = bytesOf('hello world')
  const vector = present ? readFileSync(join(SHARED, 'dsse/test-vector.md'), 'utf8') : ''

  it('has this pre-authentication encoding', () => {
    expect(vector).toContain(textOf(paeOf(type, payload)))
  })

  it('verifies with its key', async () => {
    const [, x = '', y = ''] = /^X: (\d+)\nY: (\d+)$/m.exec(vector) ?? []
    const [, sig = ''] = /"sig": "([^"]+)"/.exec(vector) ?? []
    const coordinates = BigInt(x).toString(16).padStart(64, '0') + BigInt(y).toString(16).padStart(64, '0')
    const spki = Buffer.concat([
      Buffer.from('MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE', 'base64'),
      Buffer.from(coordinates, 'hex'),
    ])
    const [keyid = ''] = (await importVerifyingKeys([spki.toString('base64')])).keys()
    const known = await importVerifyingKeys([spki.toString('base64')])
    const envelope = (text: string) =>
      canonicalBytes({ payload: toBase64(bytesOf(text)), payloadType: type, signatures: [{ keyid, sig }] })
    // The signature holds; what it signs is text, where a document of ours is canonical JSON.
    expect(await codeOf(envelope('hello world'), type, known)).toBe('bad_json')
    expect(await codeOf(envelope('hello World'), type, known)).toBe('bad_signature')
  })
})

/**
 * Bundles are DSSE in another dress: JSON that is not canonical, signatures in DER, keys in certificates. Of the valid ones
 * one is signed by a key of P-256 that its certificate holds, so encoding and signature can be checked. Not checked: the
 * two others, signed by P-384 (one by a key that is not at hand), and what certificates and the transparency log say.
 */
describe.runIf(present)('the bundles of OMS', () => {
  const read = (name: string) => readFileSync(join(SHARED, `oms/test-vectors/v1.0/${name}.bundle.json`))
  const bundleSchema = z.object({
    verificationMaterial: z.object({ certificate: z.object({ rawBytes: z.base64() }) }),
    dsseEnvelope: z.object({
      payload: z.base64(),
      payloadType: z.string(),
      signatures: z.tuple([z.object({ sig: z.base64() })]),
    }),
  })

  it('valid/sigstore: its signature holds over our pre-authentication encoding', async () => {
    const { verificationMaterial, dsseEnvelope } = bundleSchema.parse(
      JSON.parse(read('valid/sigstore').toString()),
    )
    const { publicKey } = new X509Certificate(
      Buffer.from(verificationMaterial.certificate.rawBytes, 'base64'),
    )
    const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
    const known = await importVerifyingKeys([spki])
    const [keyid = ''] = known.keys()
    const { payloadType, signatures } = dsseEnvelope
    const payload = Uint8Array.from(Buffer.from(dsseEnvelope.payload, 'base64'))
    const signature = { keyid, sig: fromDer(Buffer.from(signatures[0].sig, 'base64')) }
    const envelope = { payload, payloadType, signatures: [signature] }
    expect(await holds(envelope, signature, known)).toBe(true)
    expect(await holds({ ...envelope, payloadType: `${payloadType} ` }, signature, known)).toBe(false)
    expect(await holds({ ...envelope, payload: payload.with(0, 0) }, signature, known)).toBe(false)
  })

  it.each([
    'valid/key',
    'valid/certificate',
    'valid/sigstore',
    'invalid/empty',
    'invalid/missing-envelope',
    'invalid/missing-tlog-entries',
    'invalid/missing-verification-material',
    'invalid-payload/wrong-predicate',
  ])('%s is no document of ours, as it is or its envelope alone', async (name) => {
    const type = 'application/vnd.in-toto+json'
    const bytes = read(name)
    expect(await codeOf(bytes, type)).toMatch(/^(bad_json|not_canonical|bad_envelope)$/)
    if (bytes.length < 10) return
    const { dsseEnvelope } = Object(JSON.parse(bytes.toString()))
    expect(await codeOf(canonicalBytes(dsseEnvelope ?? {}), type)).toBe('bad_envelope')
  })
})

/** r ‖ s of a signature in DER: SEQUENCE { INTEGER r, INTEGER s }. */
function fromDer(der: Buffer): Uint8Array<ArrayBuffer> {
  const rLength = der[3] ?? 0
  const integers = [der.subarray(4, 4 + rLength), der.subarray(6 + rLength)]
  return Uint8Array.from(
    Buffer.concat(integers.map((n) => Buffer.concat([Buffer.alloc(32), n]).subarray(-32))),
  )
}

describe('an envelope', () => {
  it('gives back any JSON value', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }), async (value) => {
        const { json, payload, verified } = await openEnvelope(await sign(TYPE, value, key), TYPE, keys)
        expect(json).toEqual(JSON.parse(JSON.stringify(value)))
        expect(payload).toEqual(canonicalBytes(value))
        expect(verified).toEqual([key.keyid])
      }),
    )
  })

  it('is refused with any bit of it flipped', async () => {
    const envelope = await sign(TYPE, { shop: 'demo', items: [1, 2.5, 'ü'] }, key)
    await fc.assert(
      fc.asyncProperty(fc.nat(envelope.length * 8 - 1), async (bit) => {
        const flipped = envelope.slice()
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(await codeOf(flipped)).not.toBe('opened')
      }),
      { numRuns: 500 },
    )
  })

  it('of another type is refused, also where the signer was made to sign both', async () => {
    const envelope = await sign('application/vnd.other+json', { a: 1 }, key)
    expect(await codeOf(envelope)).toBe('wrong_type')
    const { signatures } = JSON.parse(textOf(envelope))
    expect(await codeOf(await changed({ signatures }))).toBe('bad_signature')
  })

  it('by a key that is not known is refused; so it is where no key is', async () => {
    expect(await codeOf(await sign(TYPE, 1, other))).toBe('unknown_key')
    expect(await codeOf(await sign(TYPE, 1, key), TYPE, new Map())).toBe('unknown_key')
  })

  it('that names a known key over a signature by another is refused', async () => {
    const [stolen] = parseEnvelope(await sign(TYPE, { a: 1 }, other), 'it').signatures
    const signatures = [{ keyid: key.keyid, sig: toBase64(stolen?.sig ?? new Uint8Array(64)) }]
    expect(await codeOf(await changed({ signatures }))).toBe('bad_signature')
  })

  it.each([
    ['a key given twice', '{"a":1,"a":2}', 'not_canonical'],
    ['a unicode escape', '{"\\u0061":1}', 'not_canonical'],
    ['-0', '[-0]', 'not_canonical'],
    ['1e21', '[1e21]', 'not_canonical'],
    ['a lone surrogate', '["\\ud800"]', 'not_canonical'],
    ['white space', '{ }', 'not_canonical'],
    ['no JSON', 'hello', 'bad_json'],
  ])('over %s is refused though its signature holds', async (_, payload, code) => {
    expect(await codeOf(await signBytes(bytesOf(payload)))).toBe(code)
  })

  it.each([
    ['no signature', { signatures: [] }, 'bad_envelope'],
    ['a field nobody knows', { note: 'x' }, 'bad_envelope'],
    ['a payload without padding', { payload: 'eyJhIjoxfQ' }, 'bad_envelope'],
    ['spare bits in its base64', { payload: 'eyJhIjoxfR==' }, 'bad_envelope'],
    ['a line break in its base64', { payload: 'eyJh\nIjoxfQ==' }, 'bad_envelope'],
    ['base64 for URLs', { payload: '_-__' }, 'bad_envelope'],
    [
      'a signature in DER',
      { signatures: [{ keyid: key.keyid, sig: toBase64(new Uint8Array(70)) }] },
      'bad_envelope',
    ],
    [
      'a key that is no digest',
      { signatures: [{ keyid: 'me', sig: toBase64(new Uint8Array(64)) }] },
      'bad_envelope',
    ],
    ['a document in its place', { schemaVersion: 1 }, 'unsigned'],
  ])('with %s is refused', async (_, change, code) => {
    expect(await codeOf(await changed(change))).toBe(code)
  })

  it('is canonical itself', async () => {
    const text = textOf(await sign(TYPE, { a: 1 }, key))
    expect(await codeOf(bytesOf(text.replace('{', '{ ')))).toBe('not_canonical')
    expect(await codeOf(bytesOf(text.replace('"payloadType"', '"payloadType":1,"payloadType"')))).toBe(
      'not_canonical',
    )
  })
})

describe('signatures of two keys', () => {
  const merged = async (value: unknown = { a: 1 }) => {
    const parts = await Promise.all([sign(TYPE, value, key), sign(TYPE, value, other)])
    const [one, two] = parts.map((bytes) => parseEnvelope(bytes, 'it'))
    if (one === undefined || two === undefined) throw new Error('nothing signed')
    return { one, two, bytes: mergeSignatures(one, two) }
  }

  it('verify alone and together, whoever signed first', async () => {
    const { one, two, bytes } = await merged()
    expect(mergeSignatures(two, one)).toEqual(bytes)
    expect(await openEnvelope(bytes, TYPE, keys)).toMatchObject({
      verified: [key.keyid],
      unknown: [other.keyid],
    })
    expect((await openEnvelope(bytes, TYPE, both)).verified).toEqual([key.keyid, other.keyid].toSorted())
  })

  it('must all hold whose keys are known', async () => {
    const { bytes } = await merged()
    const envelope = JSON.parse(textOf(bytes))
    for (const signature of envelope.signatures) {
      if (signature.keyid === other.keyid) signature.sig = toBase64(new Uint8Array(64).fill(7))
    }
    expect(await codeOf(canonicalBytes(envelope), TYPE, keys)).toBe('opened')
    expect(await codeOf(canonicalBytes(envelope), TYPE, both)).toBe('bad_signature')
  })

  it('stand in the order of their keys, each once', async () => {
    const { bytes } = await merged()
    const { payload, payloadType, signatures } = JSON.parse(textOf(bytes))
    const backwards = canonicalBytes({ payload, payloadType, signatures: signatures.toReversed() })
    expect(await codeOf(backwards)).toBe('bad_envelope')
    const twice = canonicalBytes({ payload, payloadType, signatures: [signatures[0], signatures[0]] })
    expect(await codeOf(twice)).toBe('bad_envelope')
  })

  it('may not be more than sixteen', async () => {
    const { one } = await merged()
    const sig = new Uint8Array(64)
    const many = Array.from({ length: 16 }, (_, i) => ({ keyid: i.toString(16).repeat(64), sig }))
    expect(() => mergeSignatures(one, { ...one, signatures: many })).toThrow(/More than 16/)
  })
})

describe('keys', () => {
  it('are named by the digest of their public half', async () => {
    const der = fromBase64(key.publicKey)
    expect(key.keyid).toBe(await sha256Hex(der ?? new Uint8Array()))
    expect([...keys.keys()]).toEqual([key.keyid])
  })

  it.each([
    ['nothing', ''],
    ['no base64', 'key'],
    ['a key of P-384', 'MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE'.padEnd(160, 'A')],
    ['a point that is not on the curve', `MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE${'A'.repeat(83)}BA==`],
  ])('%s is none', async (_, text) => {
    await expect(importVerifyingKeys([key.publicKey, text])).rejects.toMatchObject({ code: 'bad_key' })
  })

  it('a private key must be one', async () => {
    await expect(importSigningKey(new Uint8Array(10))).rejects.toMatchObject({ code: 'bad_key' })
  })
})
