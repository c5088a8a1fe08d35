/**
 * @module aisle publish: sends a release to the Worker and has it served.
 *
 *     npm run aisle -- publish --release .aisle/release --worker http://localhost:4200 --token aisle-local-release-token
 */
import { defineCommand } from 'citty'
import { z } from 'zod'
import { publishRelease } from '../publish/publish-release.ts'
import { readRelease } from '../publish/release.ts'
import { connectWorker } from '../publish/worker-api.ts'
import { CliError } from './errors.ts'
import { readEnvironment, readFlags, secureUrl } from './flags.ts'
import { withHelp } from './help.ts'
import { bytes, createOutput } from './output.ts'

const workerUrl = secureUrl('https://recommendations.my-shop.com')
const flagsSchema = z.object({
  release: z.string().min(1),
  worker: workerUrl.optional(),
  token: z.string().min(1).optional(),
  json: z.boolean(),
})
const environmentSchema = z.object({
  AISLE_WORKER_URL: workerUrl.optional(),
  AISLE_ADMIN_TOKEN: z.string().optional(),
})

const command = defineCommand({
  meta: { name: 'publish', description: 'Sends a release to the Worker and has it served' },
  args: {
    release: {
      type: 'string',
      default: '.aisle/release',
      valueHint: 'dir',
      description: 'The directory aisle train wrote',
    },
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
    const { url, token } = credentials(flags.worker, flags.token)
    const release = await readRelease(flags.release)
    const { shop } = release.manifest
    const name = release.manifestSha256
    output.line(`Release ${name.slice(0, 12)} of ${shop}: checked, every file is what the manifest says`)

    let progress = output.progress('', 1)
    try {
      const { channel, moved, uploadedBytes } = await publishRelease(release, connectWorker(url, token), {
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
      output.line(`${url} ${how}: channel ${shop}, seq ${channel.seq}, release ${name}`)
      output.result({ shop, release: name, seq: channel.seq, moved, uploadedBytes })
    } finally {
      progress.stop()
    }
  },
})

/** Flags win over the environment. @throws CliError naming what is missing */
function credentials(
  urlFlag: string | undefined,
  tokenFlag: string | undefined,
): { url: string; token: string } {
  const environment = readEnvironment(environmentSchema)
  const url = urlFlag ?? environment.AISLE_WORKER_URL
  const token = tokenFlag ?? environment.AISLE_ADMIN_TOKEN
  if (url === undefined) throw new CliError('Say where the Worker is: --worker URL, or AISLE_WORKER_URL.')
  if (token === undefined) throw new CliError("Give the Worker's admin token: --token, or AISLE_ADMIN_TOKEN.")
  return { url, token }
}

export default withHelp(command, [
  {
    does: 'To the Worker of the local demo',
    run: 'aisle publish --worker http://localhost:4200 --token aisle-local-release-token',
  },
  {
    does: 'From CI, with the address and the token in the environment',
    run: 'AISLE_WORKER_URL=https://recommendations.my-shop.com AISLE_ADMIN_TOKEN=… aisle publish --release release --json',
  },
])
