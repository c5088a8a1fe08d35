/**
 * @module The shelf the model chooses: the session to the Worker, the answer's ids to products.
 */
import {
  RECOMMEND_LIMITS,
  type RecommendRequest,
  type RecommendResponse,
  type Slot,
} from '@aisle/edge-model/contract'
import type { Breaker } from './breaker.ts'
import { askWorker, WorkerError } from './client.ts'
import { newestLast } from './newest-last.ts'
import { pickBuyable, readProducts } from './products.ts'
import type { Shelf, ShelfContext } from './shelf.ts'

/** Asked for beyond the shelf's length, since some will have sold out since the model was trained. */
const SPARE = 8

/** What outlives a request or reaches the network; tests bring their own. */
export interface Tools {
  fetch: typeof fetch
  breaker: Breaker
}

export interface ModelRequest {
  slot: Slot
  /** Product ids of the session, newest last, repetitions allowed. */
  items: readonly string[]
  exclude: readonly string[]
  limit: number
}

/**
 * The model's shelf, or null where the Worker or the Storefront API failed. Never rejects.
 *
 * @param signal aborts the call to the Worker; once it has answered, the shelf is finished
 */
export async function modelShelf(
  context: Pick<ShelfContext, 'storefront' | 'env'>,
  { slot, items, exclude, limit }: ModelRequest,
  signal: AbortSignal,
  tools: Tools,
): Promise<Shelf | null> {
  const worker = context.env.RECOMMENDATIONS_URL
  if (worker === undefined || worker === '') return null
  const excluded = newestLast(exclude, RECOMMEND_LIMITS.exclude)
  const answer = await askUnlessDown(
    worker,
    {
      slot,
      items: newestLast(items, RECOMMEND_LIMITS.items),
      exclude: excluded,
      limit: Math.min(limit + SPARE, RECOMMEND_LIMITS.limit),
      // Nothing is asked of the shopper yet, so nothing but this session is used, and no visitor id is sent.
      consent: false,
    },
    signal,
    tools,
  )
  if (answer === null) return null
  try {
    const products = await readProducts(
      context,
      answer.items.map((item) => item.productId),
    )
    return { slot, source: 'aisle', release: answer.release, products: pickBuyable(products, exclude, limit) }
  } catch (error) {
    console.warn('Recommendations: the products could not be read.', error)
    return null
  }
}

async function askUnlessDown(
  worker: string,
  body: RecommendRequest,
  signal: AbortSignal,
  { fetch, breaker }: Tools,
): Promise<RecommendResponse | null> {
  if (!breaker.admits()) return null
  try {
    const answer = await askWorker(worker, body, signal, fetch)
    breaker.succeeded()
    return answer
  } catch (error) {
    breaker.failed()
    console.warn(`Recommendations: ${error instanceof WorkerError ? error.message : String(error)}`)
    return null
  }
}
