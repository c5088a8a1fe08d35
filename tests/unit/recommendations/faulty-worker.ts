/**
 * @module A Worker that misbehaves on demand: an HTTP server in this process whose answers a test chooses.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export type Behaviour = (response: ServerResponse, body: string) => void

export interface FaultyWorker {
  url: string
  /** Bodies of the calls so far. */
  calls: string[]
  behave(behaviour: Behaviour): void
  /** Resolves when the next call has arrived whole. */
  nextCall(): Promise<void>
  /** Resolves when a caller hangs up before it was answered whole. */
  nextHangUp(): Promise<void>
  close(): Promise<void>
}

export const answerJson =
  (value: unknown, status = 200): Behaviour =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  }

/** Takes the call and never answers. */
export const hang: Behaviour = () => {}

/** Answers the headers and the beginning of a body, and never the rest. */
export const drip: Behaviour = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.write('{"release":"')
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString()
}

export async function startFaultyWorker(): Promise<FaultyWorker> {
  let behaviour: Behaviour = hang
  const calls: string[] = []
  const arrived = new EventTarget()
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    calls.push(`${request.method} ${request.url} ${body}`)
    response.on('close', () => {
      if (!response.writableFinished) arrived.dispatchEvent(new Event('hang-up'))
    })
    behaviour(response, body)
    arrived.dispatchEvent(new Event('call'))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The test server has no port.')
  const next = (event: string) => once(arrived, event).then(() => undefined)
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    behave: (next) => {
      behaviour = next
    },
    nextCall: () => next('call'),
    nextHangUp: () => next('hang-up'),
    async close() {
      server.closeAllConnections()
      server.close()
      if (server.listening) await once(server, 'close')
    },
  }
}
