/**
 * @module Tells the Worker what came of recommendations, so that releases can be compared: only of shoppers who consented,
 * and never in their way. An event that does not arrive is lost.
 */
import type { EventsRequest, StorefrontEvent } from '@aisle/edge-model/contract'
import { visitorId } from './consent.ts'
import { readPreview } from './preview.ts'
import type { ShelfContext } from './shelf.ts'

/** Milliseconds after which an event is given up. */
const PATIENCE_MS = 5_000

/** What sending takes of a request's context. */
export type EventContext = Pick<ShelfContext, 'env' | 'session' | 'waitUntil'>

/**
 * Sends events beside the response. Returns at once and never throws. Without consent nothing is sent, nor in a preview,
 * which shows an engineer something else than what the visitor's arm shows.
 */
export function sendEvents(
  { env, session, waitUntil }: EventContext,
  events: StorefrontEvent[],
  fetcher: typeof fetch = (input, init) => fetch(input, init),
): void {
  const worker = env.RECOMMENDATIONS_URL
  const visitor = visitorId(session)
  if (!worker || visitor === undefined || readPreview(session) !== null) return
  const sending = post(
    `${worker.replace(/\/+$/, '')}/events`,
    { visitorId: visitor, consent: true, events },
    fetcher,
  )
  waitUntil?.(sending)
}

async function post(url: string, body: EventsRequest, fetcher: typeof fetch): Promise<void> {
  try {
    const response = await fetcher(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    await response.body?.cancel()
    if (!response.ok) console.warn(`Recommendations: the Worker answered ${response.status} to events.`)
  } catch (error) {
    console.warn('Recommendations: events did not reach the Worker.', error)
  }
}
