/**
 * @module aisle keys show: prints the public half of a key.
 *
 *     npm run aisle -- keys show .aisle/signing-key.pem
 */
import { defineCommand } from 'citty'
import { z } from 'zod'
import { readSigningKey } from '../publish/signing-key.ts'
import { readFlags } from './flags.ts'
import { withHelp } from './help.ts'
import { createOutput } from './output.ts'

const flagsSchema = z.object({ file: z.string().min(1), json: z.boolean() })

const command = defineCommand({
  meta: {
    name: 'keys show',
    description: "Prints a signing key's id and its public half as RELEASE_KEYS takes it",
  },
  args: {
    file: { type: 'positional', description: 'The file that aisle keys create wrote' },
    json: { type: 'boolean', default: false, description: 'Print one JSON object instead of lines' },
  },
  async run({ args }) {
    const flags = readFlags(flagsSchema, args)
    const output = createOutput(flags.json)
    const { keyid, publicKey } = await readSigningKey(flags.file)
    output.line(`key id       ${keyid}`)
    output.line(`RELEASE_KEYS ${publicKey}`)
    output.result({ keyid, publicKey })
  },
})

export default withHelp(command, [
  { does: 'What to write into RELEASE_KEYS', run: 'aisle keys show .aisle/signing-key.pem' },
])
