/**
 * @module Fills all shelves of a page at once: the theme and the model's choice by one release, or Shopify's own
 * recommendations wherever that takes too long or goes wrong. Started in a loader and not awaited there: the shelves
 * stream in after the page.
 */
import { type Page, RECOMMEND_LIMITS, type ThemeShelf } from '@aisle/edge-model/contract'
import { boughtProducts } from './bought.ts'
import { createBreaker } from './breaker.ts'
import { hasConsent, visitorId } from './consent.ts'
import { createExpectedTheme } from './expected-theme.ts'
import { type NativeProducts, nativeProducts } from './fallback.ts'
import { fillPage } from './fill-page.ts'
import { askForPage, type Tools } from './model-page.ts'
import { newestLast } from './newest-last.ts'
import { readPreview } from './preview.ts'
import { viewedProducts } from './session.ts'
import { emptyShelf, type FilledPage, type ShelfContext, type ShelfPage } from './shelf.ts'

/** From the start of a page, when Shopify's recommendations are on their way at the latest. */
const BUDGET_MS = 300
/** The same for an engineer's preview, whose release each of the Worker's isolates has to load first. */
const PREVIEW_BUDGET_MS = 3_000
/** From the start of a page, when its shelves are given up: holding a response open any longer helps nobody. */
const DEADLINE_MS = 4_000
/** Asked for beyond a shelf's length, since some will have sold out since the model was trained. */
const SPARE = 8

export interface LoadRequest {
  context: ShelfContext
  page: Page
  /** Products that tell what the shopper wants beside those looked at, newest last: the page's product, the cart's. */
  seeds?: string[]
  /** Products not to be shown: the page's product, those looked at, those the page lists. */
  exclude?: string[]
  /** Products in the cart, which are not shown either. Must not reject. */
  inCart?: Promise<string[]>
  /** The product for which Shopify recommends where the model can't; left out, the one looked at last. */
  nativeFor?: string | undefined
}

/** One of each an isolate. workerd's fetch can't be called as another object's method. */
const live: Tools = {
  fetch: (input, init) => fetch(input, init),
  breaker: createBreaker(),
  theme: createExpectedTheme(),
  now: Date.now,
}

/** The shelves of a page for this session. Never rejects and always settles; at worst the shelves are empty. */
export function loadPage(request: LoadRequest, tools: Tools = live): ShelfPage {
  const expected = tools.theme.of(request.page)
  return { expected, filled: settle(request, expected, tools) }
}

async function settle(
  request: LoadRequest,
  expected: readonly ThemeShelf[],
  tools: Tools,
): Promise<FilledPage> {
  const empty = { release: null, arm: null, refused: false, shelves: expected.map(emptyShelf) }
  let deadline: ReturnType<typeof setTimeout> | undefined
  const givenUp = new Promise<FilledPage>((resolve) => {
    deadline = setTimeout(resolve, DEADLINE_MS, empty)
  })
  try {
    return await Promise.race([fill(request, expected, tools), givenUp])
  } catch (error) {
    console.error('Recommendations: a page’s shelves could not be filled.', error)
    return empty
  } finally {
    clearTimeout(deadline)
  }
}

async function fill(
  { context, page, seeds = [], exclude: barred = [], inCart, nativeFor }: LoadRequest,
  expected: readonly ThemeShelf[],
  tools: Tools,
): Promise<FilledPage> {
  const { session } = context
  const viewed = viewedProducts(session)
  const preview = readPreview(session)

  let native: Promise<NativeProducts> | undefined
  const fallBack = (shelves: readonly ThemeShelf[]) => {
    native ??= nativeProducts(context, shelves, nativeFor ?? viewed.at(-1))
    return native
  }
  // Ends the wait for the Worker.
  const budget = new AbortController()
  const timer = setTimeout(
    () => {
      budget.abort()
      void fallBack(expected)
    },
    preview === null ? BUDGET_MS : PREVIEW_BUDGET_MS,
  )
  try {
    const exclude = [...barred, ...((await inCart) ?? [])]
    // A cart speaks for itself: what was looked at and left would speak as loudly as what is in it.
    const items = page === 'cart' && seeds.length > 0 ? seeds : [...viewed, ...seeds]
    const bought = boughtProducts(session)
    const visitor = visitorId(session)
    const answer = await askForPage(
      context,
      {
        page,
        items: newestLast(items, RECOMMEND_LIMITS.items),
        bought: newestLast(bought, RECOMMEND_LIMITS.bought),
        exclude: newestLast(exclude, RECOMMEND_LIMITS.exclude),
        spare: SPARE,
        consent: hasConsent(session),
        ...(visitor !== undefined && { visitorId: visitor }),
      },
      { signal: budget.signal, preview: preview?.token },
      tools,
    )
    if (answer !== null) tools.theme.note(page, answer.arm, answer.theme)
    return {
      release: answer?.release ?? null,
      arm: answer?.arm ?? null,
      refused: preview !== null && !(answer?.arm === 'preview' && answer.release === preview.release),
      shelves: await fillPage(answer ?? { theme: expected, products: [] }, exclude, fallBack),
    }
  } finally {
    clearTimeout(timer)
  }
}
