/**
 * @module The local shop's products as the Worker's GraphQL door answers them, and answers made of them.
 */
import { createStorefrontClient } from '@shopify/hydrogen'
import type { ProductCardFragment } from 'workerapi.generated'
import { PRODUCT_CARD_FRAGMENT } from '../../../app/lib/fragments.ts'

export const RELEASE = 'a'.repeat(64)

const CATALOG_QUERY = `
  query Catalog {
    buyable: products(first: 250, query: "available_for_sale:true") { nodes { ...ProductCard } }
    fromTheEnd: products(first: 250, reverse: true, query: "available_for_sale:true") { nodes { ...ProductCard } }
    soldOut: products(first: 250, query: "available_for_sale:false") { nodes { ...ProductCard } }
  }
  ${PRODUCT_CARD_FRAGMENT}
`
type Cards = { nodes: ProductCardFragment[] }

export const storefrontOf = (url: string) =>
  createStorefrontClient({
    storeDomain: url,
    publicStorefrontToken: 'aisle-local-public-token-0000000',
    storefrontApiVersion: '2026-04',
    i18n: { language: 'EN', country: 'US' },
  }).storefront

/** All that can be bought, and what is sold out. */
export async function readCards(
  shopUrl: string,
): Promise<Record<'buyable' | 'soldOut', ProductCardFragment[]>> {
  const { buyable, fromTheEnd, soldOut } =
    await storefrontOf(shopUrl).query<Record<'buyable' | 'fromTheEnd' | 'soldOut', Cards>>(CATALOG_QUERY)
  const listed = [...buyable.nodes, ...fromTheEnd.nodes].map((card) => [card.id, card] as const)
  return { buyable: [...new Map(listed).values()], soldOut: soldOut.nodes }
}

export interface AnsweredShelf {
  slot?: string
  title?: string
  layout?: string
  length?: number
  products: (ProductCardFragment | null)[]
  /** Place of the explored product. */
  explored?: number
}

/** A page as the Worker answers it. */
export function pageOf(shelves: AnsweredShelf[], arm = 'STABLE') {
  const answered = shelves.map(({ products, explored, ...place }) => ({
    slot: 'FOR_YOU',
    title: 'For you',
    layout: 'GRID',
    length: 8,
    ...place,
    items: products.map((product, at) => ({ explored: at === explored, product })),
  }))
  return { data: { recommendedPage: { release: RELEASE, arm, shelves: answered } } }
}
