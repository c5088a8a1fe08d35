/**
 * @module Renders documents as a stream, under a content security policy with a nonce of their own.
 */
import { isbot } from 'isbot'
import { renderToReadableStream } from 'react-dom/server'
import {
  type EntryContext,
  type HandleErrorFunction,
  type RouterContextProvider,
  ServerRouter,
} from 'react-router'
import { securityPolicy } from '~/lib/security-policy.ts'

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  context: RouterContextProvider,
): Promise<Response> {
  const { nonce, header, NonceProvider } = securityPolicy(context.env)
  let answerStatus = status
  const body = await renderToReadableStream(
    <NonceProvider>
      <ServerRouter context={routerContext} url={request.url} nonce={nonce} />
    </NonceProvider>,
    {
      nonce,
      signal: request.signal,
      onError(error) {
        answerStatus = 500
        console.error(error)
      },
    },
  )
  // Search engines get the shelves too.
  if (isbot(request.headers.get('User-Agent'))) await body.allReady

  headers.set('Content-Type', 'text/html; charset=utf-8')
  headers.set('Content-Security-Policy', header)
  return new Response(body, { headers, status: answerStatus })
}

export const handleError: HandleErrorFunction = (error, { request }) => {
  if (!request.signal.aborted) console.error(error)
}
