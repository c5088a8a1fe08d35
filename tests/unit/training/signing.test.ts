import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import {
  canonicalBytes,
  importVerifyingKeys,
  MANIFEST_TYPE,
  openEnvelope,
  RELEASE_TYPE,
  type SigningKey,
  sign,
  type Theme,
} from '@aisle/edge-model/contract'
import { describe, expect, it } from 'vitest'
import { readTheme } from '../../../training/publish/read-theme.ts'
import { readRelease } from '../../../training/publish/release.ts'
import { belongsToRelease } from '../../../training/publish/release-files.ts'
import { signRelease } from '../../../training/publish/sign-release.ts'
import { createSigningKey, readSigningKey } from '../../../training/publish/signing-key.ts'
import { aisle } from './aisle-process.ts'
import { fileOf, scratch } from './dataset-support.ts'
import { keyIn, releaseIn, sha256 } from './publish-support.ts'

const THEME_FILE = join(import.meta.dirname, '../../../theme.json')
const DAY = 24 * 60 * 60 * 1000
const NOW = Date.parse('2026-11-24T00:00:00Z')

const signedBy = async (bytes: Uint8Array, type: string, { publicKey }: SigningKey) =>
  openEnvelope(bytes, type, await importVerifyingKeys([publicKey]))

async function signing() {
  const { dir, manifest, name } = releaseIn()
  const { key } = await keyIn()
  const theme = await readTheme(THEME_FILE)
  const run = async (now = NOW, more: { key?: SigningKey; theme?: Theme } = {}) =>
    signRelease(dir, await readRelease(dir), { theme, key, now, ...more })
  return { dir, manifest, name, key, theme, run }
}

describe('a release that is signed', () => {
  it('binds the manifest to the theme for 180 days', async () => {
    const { dir, manifest, name, key, theme, run } = await signing()
    const { id, document, manifest: signedManifest, release } = await run()
    expect(document).toEqual({
      schemaVersion: 1,
      shop: 'demo',
      manifest: name,
      theme,
      createdAt: '2026-11-24T00:00:00.000Z',
      expiresAt: '2027-05-23T00:00:00.000Z',
    })
    expect(id).toBe(sha256(canonicalBytes(document)))
    expect((await signedBy(signedManifest, MANIFEST_TYPE, key)).json).toEqual(manifest)
    expect((await signedBy(release, RELEASE_TYPE, key)).json).toEqual(document)
    expect(new Uint8Array(readFileSync(join(dir, 'manifest.dsse.json')))).toEqual(signedManifest)
    expect(new Uint8Array(readFileSync(join(dir, 'release.dsse.json')))).toEqual(release)
    expect(readdirSync(dirname(dir)).filter((file) => file.startsWith(`.${basename(dir)}.`))).toEqual([])
  })

  it('keeps its name and its signatures when it is signed again', async () => {
    const { run } = await signing()
    const first = await run()
    expect(await run(NOW + 150 * DAY)).toEqual(first)
  })

  it('gets a new name with another theme', async () => {
    const { theme, run } = await signing()
    const { id } = await run()
    expect((await run(NOW, { theme: { ...theme, name: 'Winter' } })).id).not.toBe(id)
  })

  it('gets a new name when it ends within 30 days', async () => {
    const { run } = await signing()
    const { id } = await run()
    const renewed = await run(NOW + 151 * DAY)
    expect(renewed.id).not.toBe(id)
    expect(renewed.document.createdAt).toBe('2027-04-24T00:00:00.000Z')
  })

  it('gets a new name with another model', async () => {
    const { dir, run } = await signing()
    const { id } = await run()
    releaseIn(dir, 'another graph')
    const next = await run()
    expect(next.id).not.toBe(id)
    expect(next.document.manifest).toBe(sha256(readFileSync(join(dir, 'manifest.json'))))
  })

  it('keeps its name when another key signs it', async () => {
    const { run } = await signing()
    const { id } = await run()
    const { key: newKey } = await keyIn()
    const again = await run(NOW + DAY, { key: newKey })
    expect(again.id).toBe(id)
    expect((await signedBy(again.release, RELEASE_TYPE, newKey)).verified).toEqual([newKey.keyid])
    expect((await signedBy(again.manifest, MANIFEST_TYPE, newKey)).verified).toEqual([newKey.keyid])
  })

  it.each<[string, (dir: string, key: SigningKey, document: object) => unknown]>([
    [
      'that lasts longer',
      (_, key, document) => sign(RELEASE_TYPE, { ...document, expiresAt: '2036-01-01T00:00:00.000Z' }, key),
    ],
    [
      'from the future',
      (_, key, document) => sign(RELEASE_TYPE, { ...document, createdAt: '2026-12-24T00:00:00.000Z' }, key),
    ],
    ['of another shop', (_, key, document) => sign(RELEASE_TYPE, { ...document, shop: 'other' }, key)],
    ['that is none', () => new Uint8Array([1, 2])],
    ['that is a manifest', (dir) => readFileSync(join(dir, 'manifest.dsse.json'))],
  ])('is not what lies there: a document %s', async (_, forged) => {
    const { dir, key, run } = await signing()
    const { document, id } = await run()
    const bytes = await forged(dir, key, document)
    if (!(bytes instanceof Uint8Array)) throw new Error('nothing was forged')
    writeFileSync(join(dir, 'release.dsse.json'), bytes)
    const again = await run(NOW + DAY)
    expect(again.id).not.toBe(id)
    expect(again.document).toMatchObject({ shop: 'demo', createdAt: '2026-11-25T00:00:00.000Z' })
  })

  it('belongs to the release: training replaces it', () => {
    expect(['manifest.dsse.json', 'release.dsse.json'].every(belongsToRelease)).toBe(true)
  })
})

describe('a theme', () => {
  it.each([
    ['that is not there', () => join(scratch(), 'theme.json'), /There is no theme.*--theme/],
    ['that is no JSON', () => fileOf('{', 'theme.json'), /theme\.json is no JSON/],
    [
      'that is not valid',
      () => fileOf('{"schemaVersion":1}', 'theme.json'),
      /theme\.json: The theme is not valid: name/,
    ],
    ['of a newer version', () => fileOf('{"schemaVersion":4}', 'theme.json'), /schemaVersion 4/],
  ])('%s is told', async (_, path, message) => {
    await expect(readTheme(path())).rejects.toThrow(message)
  })
})

describe('a signing key', () => {
  it('lies in a file that its owner alone can read', async () => {
    const path = join(scratch(), 'new/key.pem')
    const made = await createSigningKey(path)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readFileSync(path, 'utf8')).toMatch(
      /^-----BEGIN PRIVATE KEY-----\n([\w+/=]{1,64}\n)+-----END PRIVATE KEY-----\n$/,
    )
    expect(await readSigningKey(path)).toMatchObject({ keyid: made.keyid, publicKey: made.publicKey })
  })

  it('is read from text too, as a secret of CI holds it', async () => {
    const { file, key } = await keyIn()
    const text = readFileSync(file, 'utf8')
    for (const spelled of [text, text.replaceAll('\n', '\r\n'), `\n${text.trim()}`]) {
      expect((await readSigningKey(spelled)).keyid).toBe(key.keyid)
    }
  })

  it('is never overwritten', async () => {
    const { file } = await keyIn()
    const before = readFileSync(file)
    await expect(createSigningKey(file)).rejects.toThrow(/is there already.*--out/)
    expect(readFileSync(file)).toEqual(before)
  })

  it.each([
    ['no file', () => join(scratch(), 'key.pem'), /can't be read.*--key or AISLE_SIGNING_KEY/],
    ['no PEM', () => fileOf('hello'), /holds no private key in PEM/],
    ['a PEM cut short', () => fileOf('-----BEGIN PRIVATE KEY-----\nMIGH\n'), /holds no private key in PEM/],
    [
      'another kind of key',
      () => fileOf('-----BEGIN PRIVATE KEY-----\nMIGH\n-----END PRIVATE KEY-----'),
      /no private key of P-256/,
    ],
  ])('%s is told', async (_, path, message) => {
    await expect(readSigningKey(path())).rejects.toThrow(message)
  })
})

describe('aisle keys', { timeout: 30_000 }, () => {
  it('makes a key and shows it again', async () => {
    const out = join(scratch(), 'key.pem')
    const made = await aisle(['keys', 'create', '--out', out])
    const [shown, json, again] = await Promise.all([
      aisle(['keys', 'show', out]),
      aisle(['keys', 'show', out, '--json']),
      aisle(['keys', 'create', '--out', out]),
    ])
    expect([made.code, shown.code]).toEqual([0, 0])
    const [, id] = /^key id {7}([0-9a-f]{64})$/m.exec(shown.stdout) ?? []
    expect(made.stdout).toContain(`key id       ${id}\nRELEASE_KEYS MFkw`)
    expect(JSON.parse(json.stdout)).toMatchObject({ keyid: id })
    expect(again).toMatchObject({ code: 1, stdout: '' })
  })

  it('are two commands', async () => {
    const [none, noFile] = await Promise.all([aisle(['keys']), aisle(['keys', 'show'])])
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('keys create, keys show') })
    expect(noFile.stderr).toContain('See aisle keys show --help')
  })
})

describe('aisle publish', { timeout: 30_000 }, () => {
  it('needs a message, a key, a theme and a Worker', async () => {
    const { dir } = releaseIn()
    const { file } = await keyIn()
    const access = { AISLE_WORKER_URL: 'http://localhost:1', AISLE_ADMIN_TOKEN: 'secret' }
    const publish = (args: string[], env = {}) =>
      aisle(['publish', '--release', dir, ...args], { ...access, ...env })
    const [silent, blank, noKey, noTheme, nobody] = await Promise.all([
      publish([]),
      publish(['--message', ' ']),
      publish(['--message', 'Why']),
      publish(['--message', 'Why', '--key', file, '--theme', 'nowhere.json']),
      publish(['--message', 'Why'], { AISLE_SIGNING_KEY: readFileSync(file, 'utf8') }),
    ])
    expect(silent).toMatchObject({ code: 2, stderr: expect.stringContaining('--message') })
    expect(blank).toMatchObject({ code: 2, stderr: expect.stringContaining('--message') })
    expect(noKey).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/--key FILE, or AISLE_SIGNING_KEY/),
    })
    expect(noTheme).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no theme') })
    expect(nobody).toMatchObject({ code: 1, stderr: expect.stringContaining("can't be reached") })
  })
})
