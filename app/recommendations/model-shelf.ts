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
import { emptyShelf, SHELF_LENGTH, type Shelf, type ShelfContext } from './shelf.ts'

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
  /** Product ids of past orders, newest last; sent only with consent. */
  bought: readonly string[]
  consent: boolean
  exclude: readonly string[]
  /** Products of another shelf of the page; undefined where there is none. */
  beside: Promise<readonly string[]> | undefined
  limit: number
}

/**
 * The model's shelf, or null where the Worker or the Storefront API failed. Never rejects.
 *
 * @param signal aborts the call to the Worker; once it has answered, the shelf is finished
 */
export async function modelShelf(
  context: Pick<ShelfContext, 'storefront' | 'env'>,
  { slot, items, bought, consent, exclude, beside, limit }: ModelRequest,
  signal: AbortSignal,
  tools: Tools,
): Promise<Shelf | null> {
  const worker = context.env.RECOMMENDATIONS_URL
  if (worker === undefined || worker === '') return null
  const spare = beside === undefined ? SPARE : SPARE + SHELF_LENGTH
  const answer = await askUnlessDown(
    worker,
    {
      slot,
      items: newestLast(items, RECOMMEND_LIMITS.items),
      ...(consent && bought.length > 0 && { bought: newestLast(bought, RECOMMEND_LIMITS.bought) }),
      exclude: newestLast(exclude, RECOMMEND_LIMITS.exclude),
      limit: Math.min(limit + spare, RECOMMEND_LIMITS.limit),
      consent,
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
    const barred = [...exclude, ...((await beside) ?? [])]
    const buyable = pickBuyable(products, barred, products.length)
    const explored = answer.items.find((item) => item.explored)?.productId ?? null
    return {
      ...emptyShelf(slot),
      source: 'aisle',
      release: answer.release,
      ...placed(buyable, explored, limit),
    }
  } catch (error) {
    console.warn('Recommendations: the products could not be read.', error)
    return null
  }
}

/**
 * The first of the products, and the explored one on the last place: the Worker put it behind those asked for to spare,
 * where nobody would see it.
 */
function placed<P extends { id: string }>(
  products: readonly P[],
  explored: string | null,
  limit: number,
): { products: P[]; explored: string | null } {
  const guest = products.find(({ id }) => id === explored)
  if (guest === undefined || limit < 2) {
    return { products: products.filter(({ id }) => id !== explored).slice(0, limit), explored: null }
  }
  const others = products.filter((product) => product !== guest)
  return { products: [...others.slice(0, limit - 1), guest], explored }
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
