/**
 * @module Oxygen's entry: environment and context in, React Router's response out.
 */

import * as build from 'virtual:react-router/server-build'
import { createRequestHandler, storefrontRedirect } from '@shopify/hydrogen'
import { createAppContext } from '~/lib/context.ts'
import { EnvError } from '~/lib/env.ts'
import { isReadable, misconfigured, secured, timed } from '~/lib/responses.ts'
import type { AppSession } from '~/lib/session.ts'
import { notePreview } from '~/recommendations/index.ts'

async function redirected(to: string, session: AppSession): Promise<Response> {
  return new Response(null, { status: 302, headers: { Location: to, 'Set-Cookie': await session.commit() } })
}

export default {
  async fetch(request: Request, env: object, executionContext: ExecutionContext): Promise<Response> {
    const began = Date.now()
    if (!isReadable(request)) {
      return secured(new Response('This address can’t be read. Please check it.', { status: 400 }))
    }
    try {
      const context = await createAppContext(request, env, executionContext)
      const withoutToken = notePreview(context.session, request)
      if (withoutToken !== null) return secured(await redirected(withoutToken, context.session))
      const handle = createRequestHandler({
        build,
        mode: process.env.NODE_ENV,
        getLoadContext: () => context,
      })
      const response = await handle(request)
      if (context.session.isPending) response.headers.append('Set-Cookie', await context.session.commit())
      // A merchant who renames a page leaves a redirect in Shopify's admin.
      const answer =
        response.status === 404
          ? await storefrontRedirect({ request, response, storefront: context.storefront })
          : response
      return secured(timed(answer, Date.now() - began))
    } catch (error) {
      if (error instanceof EnvError) return misconfigured(error)
      console.error(error)
      return secured(new Response('The shop could not answer. Please try again.', { status: 500 }))
    }
  },
}
