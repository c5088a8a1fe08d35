/**
 * @module The Worker's entry: recommendations computed at the edge, the Durable Objects that remember, and the controller
 * that every run of the cron trigger wakes.
 */
import { createApp } from './app.ts'
import { runController } from './controller/run.ts'
import { isolateVariables } from './variables.ts'

export { EvidenceShard } from './evidence/shard.ts'
export { ProxyReplays } from './proxy/replays.ts'
export { Ledger } from './releases/ledger.ts'

const variables = isolateVariables()
const app = createApp(variables)

export default {
  fetch: (request, env, context) => app.fetch(request, env, context),
  scheduled: async (_, env) => {
    const run = await runController(variables(env))
    if (run.did !== 'nothing') console.log(`Rollout: ${run.did}, ${run.decision.verdict}.`, run.decision)
  },
} satisfies ExportedHandler<object>
