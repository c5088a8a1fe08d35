/**
 * @module aisle preview: makes a token that shows a release to whoever has it, without moving the channel.
 *
 *     npm run aisle -- preview --release <digest> --key .aisle/signing-key.pem --worker http://localhost:4200 --token …
 */
import {
  digestSchema,
  PREVIEW_HEADER,
  PREVIEW_PARAMETER,
  PREVIEW_VERSION,
  signPreview,
} from '@aisle/edge-model/contract'
import { defineCommand } from 'citty'
import { z } from 'zod'
import { readSigningKey } from '../publish/signing-key.ts'
import { readFlags, wholeNumber } from './flags.ts'
import { withHelp } from './help.ts'
import { createOutput } from './output.ts'
import { keyArg, keySource } from './signing-key-option.ts'
import { accessArgs, accessFlags, connect } from './worker-access.ts'

const HOUR = 60 * 60 * 1000

const flagsSchema = z.object({
  release: digestSchema,
  key: z.string().min(1).optional(),
  hours: wholeNumber(1, 7 * 24),
  ...accessFlags,
})

const command = defineCommand({
  meta: { name: 'preview', description: 'Makes a token that shows a release to whoever has it' },
  args: {
    release: {
      type: 'string',
      required: true,
      valueHint: 'digest',
      description: 'The release, as aisle publish and aisle status name it',
    },
    ...keyArg,
    hours: { type: 'string', default: '8', valueHint: 'n', description: 'How long it shows it' },
    ...accessArgs,
  },
  async run({ args }) {
    const flags = readFlags(flagsSchema, args)
    const output = createOutput(flags.json)
    const { api } = connect(flags)
    const key = await readSigningKey(keySource(flags.key))
    const { shop } = await api.getRelease(flags.release)
    const expiresAt = new Date(Date.now() + flags.hours * HOUR).toISOString()
    const { release } = flags
    const token = await signPreview({ schemaVersion: PREVIEW_VERSION, shop, release, expiresAt }, key)
    output.line(`Shows release ${release} of ${shop} until ${expiresAt}, to whoever sends`)
    output.line(`  ${PREVIEW_HEADER}: ${token}`)
    output.line(`or asks with ?${PREVIEW_PARAMETER}=… and the same token.`)
    output.result({ shop, release, expiresAt, token })
  },
})

export default withHelp(command, [
  { does: 'Look at a canary before others do', run: 'aisle preview --release 3f2a… --key signing-key.pem' },
])
