/**
 * @module Fills a shelf: the model's choice, or Shopify's own recommendations wherever that takes too long or goes
 * wrong. Started in a loader and not awaited there: the shelf streams in after the page.
 */
import type { Slot } from '@aisle/edge-model/contract'
import { boughtProducts, hasConsent } from './bought.ts'
import { createBreaker } from './breaker.ts'
import { nativeShelf } from './fallback.ts'
import { modelShelf, type Tools } from './model-shelf.ts'
import { viewedProducts } from './session.ts'
import { emptyShelf, SHELF_LENGTH, type Shelf, type ShelfContext, UNFILLED } from './shelf.ts'

/** From the start of a shelf, when Shopify's recommendations are on their way at the latest. */
const BUDGET_MS = 300
/** From the start of a shelf, when it is given up: holding a response open any longer helps nobody. */
const DEADLINE_MS = 4_000
/** A shorter shelf of the model's looks broken where it could be filled up: Shopify's is taken if it is longer. */
const FEWEST = 4

export interface ShelfRequest {
  context: ShelfContext
  slot: Slot
  /** Products that tell what the shopper wants beside those looked at, newest last: the page's product, the cart's. */
  seeds?: string[]
  /** Products not to be shown: the page's product, those looked at. */
  exclude?: string[]
  /** Products in the cart, which are not shown either. Must not reject. */
  inCart?: Promise<string[]>
  /** Another shelf of the page, whose products are not shown again. Must not reject. */
  beside?: Promise<Shelf>
  /** The product for which Shopify recommends where the model can't; left out, the one looked at last. */
  nativeFor?: string
  limit?: number
}

/** One breaker an isolate. workerd's fetch can't be called as another object's method. */
const live: Tools = { fetch: (input, init) => fetch(input, init), breaker: createBreaker() }

/** The shelf of a slot for this session. Never rejects and always settles; at worst the shelf is empty. */
export async function loadShelf(request: ShelfRequest, tools: Tools = live): Promise<Shelf> {
  const empty = emptyShelf(request.slot)
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
  const { context, slot, seeds = [], limit = SHELF_LENGTH } = request
  const exclude = [...(request.exclude ?? []), ...((await request.inCart) ?? [])]
  const viewed = viewedProducts(context.session)
  const bought = boughtProducts(context.session)
  const beside = request.beside?.then(({ products }) => products.map(({ id }) => id))
  const productId = request.nativeFor ?? viewed.at(-1)

  let native: Promise<Shelf> | undefined
  const fallBack = () => {
    native ??= nativeShelf(context, { slot, productId, exclude, beside, limit })
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
    // A cart speaks for itself: what was looked at and left would speak as loudly as what is in it.
    const items = slot === 'cart' && seeds.length > 0 ? seeds : [...viewed, ...seeds]
    const consent = hasConsent(context.session)
    const wish = { slot, items, bought, consent, exclude, beside, limit }
    const shelf = await modelShelf(context, wish, budget.signal, tools)
    const fewest = UNFILLED.includes(slot) ? 1 : Math.min(FEWEST, limit)
    if (shelf !== null && shelf.products.length >= fewest) return shelf
    const instead = await fallBack()
    return shelf !== null && shelf.products.length >= instead.products.length ? shelf : instead
  } finally {
    clearTimeout(timer)
  }
}
