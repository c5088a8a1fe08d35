/**
 * @module The Worker's entry: recommendations computed at the edge, and the Durable Objects that remember.
 */
import { createApp } from './app.ts'

export { EvidenceShard } from './evidence/shard.ts'
export { Ledger } from './releases/ledger.ts'

const app = createApp()

export default {
  fetch: (request, env, context) => app.fetch(request, env, context),
} satisfies ExportedHandler<object>
