/**
 * @module aisle status: what is served to whom, and what the evidence says of the canary.
 *
 *     npm run aisle -- status --worker http://localhost:4200 --token …
 */
import { defineCommand } from 'citty'
import { z } from 'zod'
import { readFlags } from './flags.ts'
import { withHelp } from './help.ts'
import { createOutput } from './output.ts'
import { renderStatus } from './status-tables.ts'
import { accessArgs, accessFlags, connect } from './worker-access.ts'

const flagsSchema = z.object(accessFlags)

const command = defineCommand({
  meta: { name: 'status', description: 'Tells what is served, and what the evidence says' },
  args: accessArgs,
  async run({ args }) {
    const flags = readFlags(flagsSchema, args)
    const output = createOutput(flags.json)
    const { api } = connect(flags)
    const status = await api.getStatus(await api.shop())
    output.line(renderStatus(status, Date.now()))
    output.result(status)
  },
})

export default withHelp(command, [
  { does: 'How the rollout goes', run: 'aisle status' },
  { does: 'For a dashboard', run: 'aisle status --json' },
])
