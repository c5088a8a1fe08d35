/**
 * @module Fills a shelf: the model's choice, or Shopify's own recommendations wherever that takes too long or goes
 * wrong. Started in a loader and not awaited there: the shelf streams in after the page.
 */
import type { Slot } from '@aisle/edge-model/contract'
import { createBreaker } from './breaker.ts'
import { nativeShelf } from './fallback.ts'
import { modelShelf, type Tools } from './model-shelf.ts'
import { viewedProducts } from './session.ts'
import { SHELF_LENGTH, type Shelf, type ShelfContext } from './shelf.ts'

/** From the start of a shelf, when Shopify's recommendations are on their way at the latest. */
const BUDGET_MS = 300
/** From the start of a shelf, when it is given up: holding a response open any longer helps nobody. */
const DEADLINE_MS = 4_000
/** A shorter shelf of the model's looks broken: Shopify's is taken if it is longer. */
const FEWEST = 4

export interface ShelfRequest {
  context: ShelfContext
  slot: Slot
  /** Products that tell what the shopper wants beside those looked at, newest last: the page's product, the cart's. */
  seeds?: string[]
  /** Products not to be shown: the page's product, the cart's. */
  exclude?: string[]
  /** The product for which Shopify recommends where the model can't; left out, the one looked at last. */
  nativeFor?: string
  limit?: number
}

/** One breaker an isolate. workerd's fetch can't be called as another object's method. */
const live: Tools = { fetch: (input, init) => fetch(input, init), breaker: createBreaker() }

/** The shelf of a slot for this session. Never rejects and always settles; at worst the shelf is empty. */
export async function loadShelf(request: ShelfRequest, tools: Tools = live): Promise<Shelf> {
  const empty: Shelf = { slot: request.slot, source: 'native', release: null, products: [] }
  let deadline: ReturnType<typeof setTimeout> | undefined
  const givenUp = new Promise<Shelf>((resolve) => {
    deadline = setTimeout(resolve, DEADLINE_MS, empty)
  })
  try {
    return await Promise.race([fillShelf(request, tools), givenUp])
  } catch (error) {
    console.error('Recommendations: a shelf could not be filled.', error)
    return empty
  } finally {
    clearTimeout(deadline)
  }
}

async function fillShelf(request: ShelfRequest, tools: Tools): Promise<Shelf> {
  const { context, slot, seeds = [], exclude = [], limit = SHELF_LENGTH } = request
  const viewed = viewedProducts(context.session)
  const productId = request.nativeFor ?? viewed.at(-1)

  let native: Promise<Shelf> | undefined
  const fallBack = () => {
    native ??= nativeShelf(context, { slot, productId, exclude, limit })
    return native
  }
  // Ends the wait for the Worker. Where the Worker has answered and its products are being read, Shopify's choice is
  // fetched beside them, so that it is there should the model's turn out too short.
  const budget = new AbortController()
  const timer = setTimeout(() => {
    budget.abort()
    void fallBack()
  }, BUDGET_MS)
  try {
    const items = [...viewed, ...seeds]
    const shelf = await modelShelf(context, { slot, items, exclude, limit }, budget.signal, tools)
    if (shelf !== null && shelf.products.length >= Math.min(FEWEST, limit)) return shelf
    const instead = await fallBack()
    return shelf !== null && shelf.products.length >= instead.products.length ? shelf : instead
  } finally {
    clearTimeout(timer)
  }
}
