/**
 * @module aisle keys create: makes the key that signs releases.
 *
 *     npm run aisle -- keys create --out .aisle/signing-key.pem
 */
import { defineCommand } from 'citty'
import { z } from 'zod'
import { createSigningKey } from '../publish/signing-key.ts'
import { readFlags } from './flags.ts'
import { withHelp } from './help.ts'
import { createOutput } from './output.ts'

const flagsSchema = z.object({ out: z.string().min(1), json: z.boolean() })

const command = defineCommand({
  meta: { name: 'keys create', description: 'Makes the key that signs releases, and prints its public half' },
  args: {
    out: {
      type: 'string',
      default: '.aisle/signing-key.pem',
      valueHint: 'file',
      description: 'A new file for the private half; one that is there is not overwritten',
    },
    json: { type: 'boolean', default: false, description: 'Print one JSON object instead of lines' },
  },
  async run({ args }) {
    const flags = readFlags(flagsSchema, args)
    const output = createOutput(flags.json)
    const { keyid, publicKey } = await createSigningKey(flags.out)
    output.line(
      `Wrote the private key to ${flags.out}, readable by you alone. Keep it secret and keep a copy.`,
    )
    output.line(`key id       ${keyid}`)
    output.line(`RELEASE_KEYS ${publicKey}`)
    output.line(
      'Write the last line into RELEASE_KEYS of wrangler.toml and deploy: the Worker serves what it signed.',
    )
    output.result({ file: flags.out, keyid, publicKey })
  },
})

export default withHelp(command, [
  { does: 'Make a key', run: 'aisle keys create --out ~/aisle-signing-key.pem' },
])
