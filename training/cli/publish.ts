/**
 * @module aisle publish: signs a release together with a theme, sends it to the Worker and has it tried out, the first one served at once.
 *
 *     npm run aisle -- publish --release .aisle/release --key .aisle/signing-key.pem --message 'First model' \\
 *       --worker http://localhost:4200 --token aisle-local-release-token
 */
import { defineCommand } from 'citty'
import { z } from 'zod'
import { type Published, publishRelease, type Trial } from '../publish/publish-release.ts'
import { readTheme } from '../publish/read-theme.ts'
import { readRelease } from '../publish/release.ts'
import { signRelease } from '../publish/sign-release.ts'
import { readSigningKey } from '../publish/signing-key.ts'
import { readFlags } from './flags.ts'
import { withHelp } from './help.ts'
import { bytes, createOutput } from './output.ts'
import { keyArg, keySource } from './signing-key-option.ts'
import { readTrial, trialArgs, trialFlags } from './trial-options.ts'
import { accessArgs, accessFlags, connect, moverOf, toldArgs, toldFlags } from './worker-access.ts'

const flagsSchema = z.object({
  release: z.string().min(1),
  theme: z.string().min(1),
  key: z.string().min(1).optional(),
  ...trialFlags,
  ...toldFlags,
  ...accessFlags,
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
    ...keyArg,
    ...trialArgs,
    ...toldArgs,
    ...accessArgs,
  },
  async run({ args }) {
    const flags = readFlags(flagsSchema, args)
    const output = createOutput(flags.json)
    const { url, api } = connect(flags)
    const trial = await readTrial(flags)
    const key = await readSigningKey(keySource(flags.key))
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
      const told = { by: moverOf(flags.by), message: flags.message, ...trial }
      const published = await publishRelease(release, signed, api, told, {
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
      const { channel, moved, uploadedBytes, reusedBlobs } = published
      output.line(`${url} ${howServed(published, id)}: channel ${shop}, seq ${channel.seq}, release ${id}`)
      if (!begins(published, id) && isGiven(trial)) {
        output.line('No trial began, so --percent, --plan and --rules changed nothing.')
      }
      const canary = channel.canary?.release === id ? channel.canary.percent : null
      output.result({ shop, release: id, seq: channel.seq, moved, canary, uploadedBytes, reusedBlobs })
    } finally {
      progress.stop()
    }
  },
})

/** A first release is served to everybody, a later one is tried out. */
function howServed({ channel: { canary }, moved }: Published, release: string): string {
  const already = moved ? '' : ' already'
  return canary?.release === release
    ? `tries it on ${canary.percent} % of the visitors${already}`
    : `serves it${already || ' now'}`
}

/** Whether the release is on trial since this very move. */
const begins = ({ channel, moved }: Published, release: string): boolean =>
  moved && channel.canary?.release === release

const isGiven = (trial: Trial): boolean => Object.values(trial).some((option) => option !== undefined)

export default withHelp(command, [
  {
    does: 'To the Worker of the local demo',
    run:
      'aisle publish --worker http://localhost:4200 --token aisle-local-release-token ' +
      '--key .aisle/demo/signing-key.pem --message "Try it out"',
  },
  {
    does: 'In a small shop, which can show less (docs/benchmarks/rollout.md)',
    run: 'aisle publish --plan 50,100 --rules small-shop.json --message "Nightly training"',
  },
  {
    does: 'From CI, with the address, the token and the key in the environment',
    run:
      'AISLE_WORKER_URL=https://recommendations.my-shop.com AISLE_ADMIN_TOKEN=… AISLE_SIGNING_KEY="$KEY" ' +
      'aisle publish --release release --message "Nightly training" --json',
  },
])
