/**
 * @module aisle promote, rollback, pause, resume, ramp, pin, unpin, holdout: moves of the channel by hand.
 *
 *     npm run aisle -- rollback --message 'Shelves are empty' --worker http://localhost:4200 --token …
 */
import {
  buildIdSchema,
  type Channel,
  digestSchema,
  holdoutPercentSchema,
  type Move,
  percentSchema,
} from '@aisle/edge-model/contract'
import { type ArgsDef, type CommandDef, defineCommand } from 'citty'
import { z } from 'zod'
import { type Told, takeMove } from '../publish/take-move.ts'
import { describeMove } from './describe-channel.ts'
import { CliError } from './errors.ts'
import { readFlags, wholeNumber } from './flags.ts'
import { withHelp } from './help.ts'
import { createOutput } from './output.ts'
import { accessArgs, accessFlags, connect, moverOf, toldArgs, toldFlags } from './worker-access.ts'

interface Kind<S extends z.ZodType> {
  action: Move['action']
  description: string
  args: ArgsDef
  flags: S
  move(told: Told, flags: z.output<S>): Move
  /** Options of the example beside those that all have. */
  example: string
}

function moveCommand<S extends z.ZodType>(kind: Kind<S>): CommandDef<ArgsDef> {
  const { action, description, args, flags: ownFlags, example } = kind
  const commonFlags = z.object({ ...accessFlags, ...toldFlags })
  const command = defineCommand<ArgsDef>({
    meta: { name: action, description },
    args: { ...args, ...toldArgs, ...accessArgs },
    async run({ args: given }) {
      const flags = readFlags(commonFlags, given)
      const own = readFlags(ownFlags, given)
      const output = createOutput(flags.json)
      const { api } = connect(flags)
      const shop = await api.shop()
      const before = await api.getChannel(shop)
      if (before === null) {
        throw new CliError(`Shop ${shop} has no channel yet; aisle publish makes the first.`)
      }
      const move = kind.move({ by: moverOf(flags.by), message: flags.message }, own)
      const waiting = output.waiting('Waiting for the Worker')
      const { channel, followedWithinSeconds } = await takeMove(api, shop, move, before).finally(waiting.stop)
      tell(output.line, channel, before.channel, followedWithinSeconds)
      output.result({ shop, seq: channel.seq, followedWithinSeconds, channel })
    },
  })
  return withHelp(command, [
    { does: description, run: `aisle ${action}${example} --message "Why it is done"` },
  ])
}

function tell(line: (text: string) => void, channel: Channel, before: Channel, seconds: number): void {
  line(`${channel.shop}, seq ${channel.seq}: ${describeMove(channel, before)}`)
  line(`Every isolate follows within ${seconds} s of its next request.`)
}

const plain = (action: 'promote' | 'rollback' | 'pause' | 'resume', description: string) =>
  moveCommand({
    action,
    description,
    args: {},
    flags: z.object({}),
    move: (told) => ({ action, ...told }),
    example: '',
  })

export const promote = plain('promote', 'Makes the canary stable, for everybody')
export const rollback = plain('rollback', 'Drops the canary, or returns to the release before the stable one')
export const pause = plain('pause', 'Leaves the canary where it is until it is resumed')
export const resume = plain('resume', 'Lets the controller go on with the canary')

const percentArg = (description: string) => ({
  percent: { type: 'string', required: true, valueHint: 'n', description } as const,
})
const buildArg = {
  build: {
    type: 'string',
    required: true,
    valueHint: 'id',
    description: "The storefront's build, whole, as its pages say it: <meta name=storefront-build>",
  },
} as const

export const ramp = moveCommand({
  action: 'ramp',
  description: 'Gives the canary another step of its plan',
  args: percentArg('Percentage of the visitors, a step of the plan'),
  flags: z.object({ percent: wholeNumber(1, 100).pipe(percentSchema) }),
  move: (told, { percent }) => ({ action: 'ramp', ...told, percent }),
  example: ' --percent 25',
})

export const pin = moveCommand({
  action: 'pin',
  description: 'Ties a storefront build to a release',
  args: {
    ...buildArg,
    release: { type: 'string', valueHint: 'digest', description: 'The release, else the one stable now' },
  },
  flags: z.object({ build: buildIdSchema, release: digestSchema.optional() }),
  move: (told, { build, release }) => ({ action: 'pin', ...told, build, release }),
  example: ' --build $(git rev-parse HEAD)',
})

export const unpin = moveCommand({
  action: 'unpin',
  description: 'Lets a storefront build follow the channel again',
  args: buildArg,
  flags: z.object({ build: buildIdSchema }),
  move: (told, { build }) => ({ action: 'unpin', ...told, build }),
  example: ' --build $(git rev-parse HEAD)',
})

export const holdout = moveCommand({
  action: 'holdout',
  description: 'Sets the share of visitors without recommendations of a model',
  args: percentArg('Percentage of the visitors, at most 50'),
  flags: z.object({ percent: wholeNumber(0, 50).pipe(holdoutPercentSchema) }),
  move: (told, { percent }) => ({ action: 'holdout', ...told, percent }),
  example: ' --percent 2',
})
