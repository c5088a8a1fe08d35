/**
 * @module An HTTP server in this process, on a port of its own.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export interface Listening {
  url: string
  /** Ends the server and every connection to it. */
  close(): Promise<void>
}

/** Serves `answer`, which gets each request with its whole body. */
export async function listen(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => unknown,
): Promise<Listening> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    await answer(request, response, Buffer.concat(chunks).toString())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
