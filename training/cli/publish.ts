/**
 * @module aisle publish: signs a release together with a theme, sends it to the Worker and has it served.
 *
 *     npm run aisle -- publish --release .aisle/release --key .aisle/signing-key.pem --message 'First model' \\
 *       --worker http://localhost:4200 --token aisle-local-release-token
 */
import { defineCommand } from 'citty'
import { z } from 'zod'
import { publishRelease } from '../publish/publish-release.ts'
import { readTheme } from '../publish/read-theme.ts'
import { readRelease } from '../publish/release.ts'
import { signRelease } from '../publish/sign-release.ts'
import { readSigningKey } from '../publish/signing-key.ts'
import { connectWorker } from '../publish/worker-api.ts'
import { CliError } from './errors.ts'
import { readEnvironment, readFlags, secureUrl } from './flags.ts'
import { withHelp } from './help.ts'
import { bytes, createOutput } from './output.ts'

const workerUrl = secureUrl('https://recommendations.my-shop.com')
const flagsSchema = z.object({
  release: z.string().min(1),
  theme: z.string().min(1),
  key: z.string().min(1).optional(),
  message: z.string().trim().min(1),
  worker: workerUrl.optional(),
  token: z.string().min(1).optional(),
  json: z.boolean(),
})
const environmentSchema = z.object({
  AISLE_WORKER_URL: workerUrl.optional(),
  AISLE_ADMIN_TOKEN: z.string().optional(),
  AISLE_SIGNING_KEY: z.string().optional(),
})

const command = defineCommand({
  meta: { name: 'publish', description: 'Signs a release, sends it to the Worker and has it served' },
  args: {
    release: {
      type: 'string',
      default: '.aisle/release',
      valueHint: 'dir',
      description: 'The directory aisle train wrote',
    },
    theme: {
      type: 'string',
      default: 'theme.json',
      valueHint: 'file',
      description: 'The shelves of each page, released together with the model',
    },
    key: {
      type: 'string',
      valueHint: 'file',
      description: 'The key that aisle keys create wrote (AISLE_SIGNING_KEY: its file, or its text)',
    },
    message: { type: 'string', required: true, valueHint: 'text', description: 'Why, for the history' },
    worker: { type: 'string', valueHint: 'url', description: "The Worker's address (AISLE_WORKER_URL)" },
    token: {
      type: 'string',
      valueHint: 'token',
      description: "The Worker's admin token (AISLE_ADMIN_TOKEN)",
    },
    json: { type: 'boolean', default: false, description: 'Print one JSON object instead of lines' },
  },
  async run({ args }) {
    const flags = readFlags(flagsSchema, args)
    const output = createOutput(flags.json)
    const access = credentials(flags)
    const key = await readSigningKey(access.key)
    const theme = await readTheme(flags.theme)
    const release = await readRelease(flags.release)
    const { shop } = release.manifest
    output.line(
      `Model ${release.manifestSha256.slice(0, 12)} of ${shop}: checked, every file is what the manifest says`,
    )
    const signed = await signRelease(flags.release, release, { theme, key, now: Date.now() })
    const { id, document } = signed
    output.line(
      `Release ${id.slice(0, 12)}: this model with theme "${theme.name}", signed by key ${key.keyid.slice(0, 12)}, ` +
        `until ${document.expiresAt.slice(0, 10)}`,
    )

    let progress = output.progress('', 1)
    try {
      const worker = connectWorker(access.url, access.token)
      const { channel, moved, uploadedBytes, reusedBlobs } = await publishRelease(release, signed, worker, {
        uploading(file) {
          progress.stop()
          progress = output.progress(file.name, file.bytes)
          return (sent) => progress.update(sent)
        },
        stored(file, size, sent) {
          progress.stop()
          output.line(`  ${file}  ${bytes(size)}  ${sent ? 'uploaded' : 'was there already'}`)
        },
        moving() {
          progress = output.waiting('Waiting for the Worker to load it')
        },
      })
      const how = moved ? 'serves it now' : 'served it already'
      output.line(`${access.url} ${how}: channel ${shop}, seq ${channel.seq}, release ${id}`)
      output.result({ shop, release: id, seq: channel.seq, moved, uploadedBytes, reusedBlobs })
    } finally {
      progress.stop()
    }
  },
})

interface Access {
  url: string
  token: string
  key: string
}

/** Flags win over the environment. @throws CliError naming what is missing */
function credentials(flags: z.output<typeof flagsSchema>): Access {
  const environment = readEnvironment(environmentSchema)
  const url = flags.worker ?? environment.AISLE_WORKER_URL
  const token = flags.token ?? environment.AISLE_ADMIN_TOKEN
  const key = flags.key ?? environment.AISLE_SIGNING_KEY
  if (url === undefined) throw new CliError('Say where the Worker is: --worker URL, or AISLE_WORKER_URL.')
  if (token === undefined) throw new CliError("Give the Worker's admin token: --token, or AISLE_ADMIN_TOKEN.")
  if (key === undefined) {
    throw new CliError(
      'Name the key to sign with: --key FILE, or AISLE_SIGNING_KEY. aisle keys create makes one.',
    )
  }
  return { url, token, key }
}

export default withHelp(command, [
  {
    does: 'To the Worker of the local demo',
    run:
      'aisle publish --worker http://localhost:4200 --token aisle-local-release-token ' +
      '--key .aisle/demo/signing-key.pem --message "Try it out"',
  },
  {
    does: 'From CI, with the address, the token and the key in the environment',
    run:
      'AISLE_WORKER_URL=https://recommendations.my-shop.com AISLE_ADMIN_TOKEN=… AISLE_SIGNING_KEY="$KEY" ' +
      'aisle publish --release release --message "Nightly training" --json',
  },
])
