/**
 * @module The option that names the key to sign with, of all commands that sign.
 */
import { z } from 'zod'
import { CliError } from './errors.ts'
import { readEnvironment } from './flags.ts'

export const keyArg = {
  key: {
    type: 'string',
    valueHint: 'file',
    description: 'The key that aisle keys create wrote (AISLE_SIGNING_KEY: its file, or its text)',
  },
} as const

const environmentSchema = z.object({ AISLE_SIGNING_KEY: z.string().optional() })

/** Where the key is; the flag wins over the environment. @throws CliError */
export function keySource(flag: string | undefined): string {
  const key = flag ?? readEnvironment(environmentSchema).AISLE_SIGNING_KEY
  if (key !== undefined) return key
  throw new CliError(
    'Name the key to sign with: --key FILE, or AISLE_SIGNING_KEY. aisle keys create makes one.',
  )
}
