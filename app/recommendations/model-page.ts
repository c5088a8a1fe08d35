/**
 * @module The model's page, unless the Worker is down: through the circuit breaker, and the time it took told to the Worker.
 */
import type { StorefrontEvent } from '@aisle/edge-model/contract'
import { BUILD_ID } from '~/lib/build-id.ts'
import type { Breaker } from './breaker.ts'
import { askWorker, type Call, WorkerError } from './client.ts'
import { sendEvents } from './events.ts'
import type { ExpectedTheme } from './expected-theme.ts'
import type { PageAnswer } from './page-answer.ts'
import type { ShelfContext } from './shelf.ts'

/** What outlives a request or reaches the network; tests bring their own. */
export interface Tools {
  fetch: typeof fetch
  breaker: Breaker
  theme: ExpectedTheme
  /** Milliseconds since 1970. */
  now: () => number
}

type Ask = Omit<Parameters<typeof askWorker>[1], 'build'>

/** The release's page, or null where the Worker failed or is not asked. Never rejects. */
export async function askForPage(
  context: ShelfContext,
  ask: Ask,
  { signal, preview }: Pick<Call, 'signal' | 'preview'>,
  { fetch, breaker, now }: Tools,
): Promise<PageAnswer | null> {
  const worker = context.env.RECOMMENDATIONS_URL
  // Too late to ask already: that is not the Worker's fault.
  if (worker === undefined || worker === '' || signal.aborted || !breaker.admits()) return null
  const began = now()
  const tell = (outcome: Extract<StorefrontEvent, { type: 'call' }>['outcome']) => {
    const milliseconds = Math.min(Math.max(now() - began, 0), 60_000)
    sendEvents(context, [{ type: 'call', outcome, milliseconds }], fetch)
  }
  try {
    const { buyerIp, storefront } = context
    const call = { signal, preview, buyerIp, fetch }
    const answer = await askWorker(worker, { ...ask, build: BUILD_ID }, storefront.i18n, call)
    breaker.succeeded()
    tell('answered')
    return answer
  } catch (error) {
    // A token that the Worker refuses is one engineer's trouble and must not end recommendations for shoppers.
    if (preview === undefined) breaker.failed()
    tell(signal.aborted ? 'late' : 'failed')
    console.warn(`Recommendations: ${error instanceof WorkerError ? error.message : String(error)}`)
    return null
  }
}
