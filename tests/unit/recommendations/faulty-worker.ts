/**
 * @module A Worker that misbehaves on demand: an HTTP server in this process whose answers a test chooses.
 */
import { once } from 'node:events'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { type Listening, listen } from './listen.ts'

export type Behaviour = (response: ServerResponse) => void

export interface Call {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
}

export interface FaultyWorker extends Listening {
  /** The calls for a page so far. */
  calls: Call[]
  /** Bodies of the events so far; they are always taken. */
  events: string[]
  behave(behaviour: Behaviour): void
  /** Resolves when the next call has arrived whole. */
  nextCall(): Promise<void>
  /** Resolves when a caller hangs up before it was answered whole. */
  nextHangUp(): Promise<void>
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
  response.write('{"data":{"')
}

export async function startFaultyWorker(): Promise<FaultyWorker> {
  let behaviour: Behaviour = hang
  const calls: Call[] = []
  const events: string[] = []
  const happenings = new EventTarget()
  const server = await listen(({ method = '', url = '', headers }, response, body) => {
    if (url === '/events') {
      events.push(body)
      answerJson({ counted: 1 })(response)
      return
    }
    calls.push({ method, path: url, headers, body })
    response.on('close', () => {
      if (!response.writableFinished) happenings.dispatchEvent(new Event('hang-up'))
    })
    behaviour(response)
    happenings.dispatchEvent(new Event('call'))
  })
  const next = (event: string) => once(happenings, event).then(() => undefined)
  return {
    ...server,
    calls,
    events,
    behave: (wanted) => {
      behaviour = wanted
    },
    nextCall: () => next('call'),
    nextHangUp: () => next('hang-up'),
  }
}
