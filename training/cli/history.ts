/**
 * @module aisle history: who moved the channel, to what, when and why.
 *
 *     npm run aisle -- history --worker http://localhost:4200 --token …
 */
import { type Channel, HISTORY_LIMITS } from '@aisle/edge-model/contract'
import { defineCommand } from 'citty'
import { z } from 'zod'
import type { WorkerApi } from '../publish/worker-api.ts'
import { describeMove, instant } from './describe-channel.ts'
import { readFlags, wholeNumber } from './flags.ts'
import { withHelp } from './help.ts'
import { createOutput, table } from './output.ts'
import { accessArgs, accessFlags, connect } from './worker-access.ts'

const flagsSchema = z.object({ limit: wholeNumber(1, 1000), ...accessFlags })

const command = defineCommand({
  meta: { name: 'history', description: 'Tells who moved the channel, to what, when and why' },
  args: {
    limit: { type: 'string', default: '20', valueHint: 'n', description: 'Moves, the newest ones' },
    ...accessArgs,
  },
  async run({ args }) {
    const flags = readFlags(flagsSchema, args)
    const output = createOutput(flags.json)
    const { api } = connect(flags)
    const shop = await api.shop()
    // One more than is told: what a move did shows against the channel before it.
    const channels = await newest(api, shop, flags.limit + 1)
    const moves = channels.slice(0, flags.limit)
    const rows = moves.map((channel, at) => {
      const { by, action, message, at: time } = channel.change
      const what = `${action} ${describeMove(channel, channels[at + 1])}`.trim()
      return [String(channel.seq), instant(time), by, what, message]
    })
    output.line(table([['seq', 'when (UTC)', 'who', 'what', 'why'], ...rows], [0]))
    output.result({ shop, history: moves })
  },
})

async function newest(api: WorkerApi, shop: string, count: number): Promise<Channel[]> {
  const channels: Channel[] = []
  let before: number | null = null
  do {
    const limit = Math.min(count - channels.length, HISTORY_LIMITS.limit)
    const { history, next } = await api.getHistory(shop, before, limit)
    channels.push(...history)
    before = next
  } while (before !== null && channels.length < count)
  return channels
}

export default withHelp(command, [
  { does: 'The last moves', run: 'aisle history' },
  { does: 'All there is to know of the last hundred', run: 'aisle history --limit 100 --json' },
])
