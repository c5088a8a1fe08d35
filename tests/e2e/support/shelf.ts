/**
 * @module Reads a recommendation shelf from the page, and what the shop knows of its products.
 */
import type { Page } from 'playwright-core'
import { z } from 'zod'
import { LOCAL_TOKENS } from '../../../scripts/stack/tokens.ts'

export interface ShownShelf {
  source: string | null
  release: string | null
  arm: string | null
  title: string
  /** Product handles, in order. */
  handles: string[]
}

/** The handle of a product's address, whatever follows it. */
export const handleOf = (href: string): string =>
  new URL(href, 'http://localhost').pathname.split('/').at(-1) ?? ''

/** Waits for the shelf of a slot to stream in. */
export async function readShelf(page: Page, slot: string): Promise<ShownShelf> {
  const shelf = page.locator(`[data-shelf="${slot}"]`)
  await shelf.waitFor({ state: 'attached' })
  const links = await shelf
    .locator('a[href*="/products/"]')
    .evaluateAll((anchors) => anchors.map((anchor) => anchor.getAttribute('href') ?? ''))
  return {
    source: await shelf.getAttribute('data-source'),
    release: await shelf.getAttribute('data-release'),
    arm: await shelf.getAttribute('data-arm'),
    title: (await shelf.getByRole('heading', { level: 2 }).textContent()) ?? '',
    handles: links.map(handleOf),
  }
}

/** A busy machine may miss the 300 ms a few times, and a storefront then leaves the Worker alone for ten seconds. */
const TRIES = 30

/**
 * Opens a page until its shelf is the model's.
 * @throws Error where it never is
 */
export async function openServed(page: Page, url: string, slot: string): Promise<ShownShelf> {
  for (let tries = 0; tries < TRIES; tries++) {
    await page.goto(url)
    const shelf = await readShelf(page, slot)
    if (shelf.source === 'aisle') return shelf
    await page.waitForTimeout(1_000)
  }
  throw new Error(`${url}: the shelf ${slot} never came from the model.`)
}

const productSchema = z.object({
  handle: z.string(),
  title: z.string(),
  productType: z.string(),
  availableForSale: z.boolean(),
})
export type ShopProduct = z.infer<typeof productSchema>

const answerSchema = z.object({ data: z.object({ products: z.object({ nodes: z.array(productSchema) }) }) })

/** The first products that match a search in Shopify's syntax. */
export async function findProducts(shopUrl: string, query: string, first = 250): Promise<ShopProduct[]> {
  const response = await fetch(`${shopUrl}/api/2026-04/graphql.json`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-shopify-storefront-access-token': LOCAL_TOKENS.storefront,
    },
    body: JSON.stringify({
      query: `query Find($query: String, $first: Int!) {
        products(first: $first, query: $query) { nodes { handle title productType availableForSale } }
      }`,
      variables: { query, first },
    }),
  })
  return answerSchema.parse(await response.json()).data.products.nodes
}
