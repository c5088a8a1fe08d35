/**
 * @module The key under which a dataset names its customers: random, in the dataset's directory, readable by its owner
 * alone. Training never needs it; without it no further file can name a customer as those before did.
 */
import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { InputError } from '../dataset/input-error.ts'
import { findReports } from '../dataset/part.ts'
import { codeOf } from '../dataset/writing.ts'

export const KEY_FILE = 'customer-pseudonyms.key'

const KEY_BYTES = 32
const KEY_TEXT = /^[0-9a-f]{64}\n?$/

export interface PseudonymKey {
  bytes: Uint8Array
  /** Drawn just now: the dataset does not hold it yet. */
  isNew: boolean
}

/**
 * The dataset's key, or a new one where it has none.
 * @throws InputError where its file holds no key
 */
export async function openKey(dir: string): Promise<PseudonymKey> {
  const path = join(dir, KEY_FILE)
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  })
  if (text === null) return { bytes: randomBytes(KEY_BYTES), isNew: true }
  if (KEY_TEXT.test(text)) return { bytes: Buffer.from(text.trim(), 'hex'), isNew: false }
  throw new InputError(
    `${path} is no key, which is ${2 * KEY_BYTES} hexadecimal digits: put the dataset's own back, or import all files into a new directory.`,
  )
}

/**
 * Leaves a new key in the dataset, before the parts whose customers it names.
 * @param replaced names of the parts that this import writes anew
 * @throws InputError where others name customers, whom this key would name otherwise; and where another import has left
 *   its own key meanwhile
 */
export async function keepKey(dir: string, key: PseudonymKey, replaced: ReadonlySet<string>): Promise<void> {
  if (!key.isNew) return
  const named = (await findReports(dir))
    .filter(({ name, customers }) => customers > 0 && !replaced.has(name))
    .map(({ source }) => source.file)
  if (named.length > 0) {
    throw new InputError(
      `${dir} names customers already, and not by a key that is there: ${KEY_FILE} was lost, or an earlier version made the dataset. ` +
        `Put the key back, import again together with all that names customers (${named.join(', ')}), or import into a new directory.`,
    )
  }
  const text = `${Buffer.from(key.bytes).toString('hex')}\n`
  await writeFile(join(dir, KEY_FILE), text, { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error
    throw new InputError(`Another import has left its own key in ${dir} meanwhile; import again.`)
  })
}
