/**
 * @module A Worker that misbehaves on demand: an HTTP server in this process whose answers a test chooses.
 */
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { type Listening, listen } from './listen.ts'

export type Behaviour = (response: ServerResponse) => void

export interface FaultyWorker extends Listening {
  /** The calls so far: method, path and body. */
  calls: string[]
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
  response.write('{"release":"')
}

export async function startFaultyWorker(): Promise<FaultyWorker> {
  let behaviour: Behaviour = hang
  const calls: string[] = []
  const events = new EventTarget()
  const server = await listen((request, response, body) => {
    calls.push(`${request.method} ${request.url} ${body}`)
    response.on('close', () => {
      if (!response.writableFinished) events.dispatchEvent(new Event('hang-up'))
    })
    behaviour(response)
    events.dispatchEvent(new Event('call'))
  })
  const next = (event: string) => once(events, event).then(() => undefined)
  return {
    ...server,
    calls,
    behave: (wanted) => {
      behaviour = wanted
    },
    nextCall: () => next('call'),
    nextHangUp: () => next('hang-up'),
  }
}
