/**
 * @module The key that signs releases, as it lies in a file: PKCS#8 in PEM (RFC 7468), readable by its owner alone.
 */
import { open, readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fromBase64, importSigningKey, type SigningKey, toBase64 } from '@aisle/edge-model/contract'
import { InputError, messageOf } from '../dataset/input-error.ts'
import { explainUnwritable, makeDirectory } from '../dataset/writing.ts'

const BEGIN = '-----BEGIN PRIVATE KEY-----'
const END = '-----END PRIVATE KEY-----'
const LINE = 64

/**
 * Makes a key and writes its private half to a new file.
 * @throws InputError where the file is there already or can't be written
 */
export async function createSigningKey(path: string): Promise<SigningKey> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const { privateKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey))
  await writeNew(path, formatPem(pkcs8))
  return importSigningKey(pkcs8)
}

async function writeNew(path: string, text: string): Promise<void> {
  try {
    await makeDirectory(dirname(resolve(path)))
    const file = await open(path, 'wx', 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new InputError(`${path} is there already and may be a key in use; name another file with --out.`)
    }
    throw explainUnwritable(path, error)
  }
}

/**
 * @param source path of a PEM file, or the text of one, as a CI's secret holds it
 * @throws InputError, ContractError `bad_key`
 */
export async function readSigningKey(source: string): Promise<SigningKey> {
  const isText = source.includes(BEGIN)
  const name = isText ? 'AISLE_SIGNING_KEY' : source
  const text = isText ? source : await readText(source)
  const from = text.indexOf(BEGIN)
  const to = text.indexOf(END)
  const der =
    from < 0 || to < from ? null : fromBase64(text.slice(from + BEGIN.length, to).replace(/\s/g, ''))
  if (der === null) {
    throw new InputError(`${name} holds no private key in PEM ("${BEGIN}"). Make one with aisle keys create.`)
  }
  return importSigningKey(der)
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new InputError(
      `The signing key can't be read (${messageOf(error)}); name its file with --key or AISLE_SIGNING_KEY, ` +
        'or make one with aisle keys create.',
    )
  }
}

function formatPem(der: Uint8Array): string {
  const lines = toBase64(der).match(new RegExp(`.{1,${LINE}}`, 'g')) ?? []
  return `${[BEGIN, ...lines, END].join('\n')}\n`
}
