/**
 * @module The Worker's entry: recommendations computed at the edge.
 */
import { createApp } from './app.ts'

const app = createApp()

export default {
  fetch: (request, env, context) => app.fetch(request, env, context),
} satisfies ExportedHandler<object>
